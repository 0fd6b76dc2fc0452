// @vitest-environment happy-dom
import { EXPOSED_NAME } from '@shared/ipc/names';
import { describe, expect, it } from 'vitest';
import { CommandRefused, PreloadMissing, callMain, loadFromMain, onMainEvent } from './bridge';
import { installFakeMain } from './testing/fakeMain';

describe('the bridge', () => {
  it('hands over the argument and the answer', async () => {
    const main = installFakeMain();
    expect(await callMain('chat:send', { text: 'hi' })).toEqual({
      ok: true,
      value: { localId: expect.any(String) },
    });
    expect(main.calls).toEqual([{ name: 'chat:send', argument: { text: 'hi' } }]);
  });

  it('answers a refusal with its code', async () => {
    installFakeMain().refuse('chat:send', 'notNow');
    expect(await callMain('chat:send', { text: 'hi' })).toMatchObject({
      ok: false,
      error: { code: 'notNow' },
    });
  });

  it('answers a call that breaks on the way as internal', async () => {
    const broken = { 'chat:end': () => Promise.reject(new Error('the channel is gone')) };
    Object.defineProperty(window, EXPOSED_NAME, { value: broken, configurable: true });
    expect(await callMain('chat:end', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('throws a refusal where there is no ordinary one', async () => {
    installFakeMain().refuse('demo:start', 'internal');
    await expect(loadFromMain('demo:start', {})).rejects.toBeInstanceOf(CommandRefused);
  });

  it('says so when the preload is missing', () => {
    Object.defineProperty(window, EXPOSED_NAME, { value: undefined, configurable: true });
    expect(() => onMainEvent(() => undefined)).toThrow(PreloadMissing);
  });
});
