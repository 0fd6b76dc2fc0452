import { describe, expect, it, vi } from 'vitest';
import { once } from './once';

describe('once', () => {
  it('builds nothing before it is asked', () => {
    const build = vi.fn(() => ({}));
    once(build);
    expect(build).not.toHaveBeenCalled();
  });

  it('gives everybody the same', () => {
    const get = once(() => ({}));
    expect(get()).toBe(get());
  });

  it('builds again after a failure', () => {
    let isBroken = true;
    const get = once(() => {
      if (isBroken) throw new Error('not yet');
      return { isThere: true };
    });
    expect(get).toThrow('not yet');
    isBroken = false;
    expect(get()).toEqual({ isThere: true });
  });
});
