import { describe, expect, it } from 'vitest';
import { createLazyTransport } from './lazyTransport';
import type { GwsTransport } from './transport';

function fakeTransport(seen: string[]): GwsTransport {
  return {
    read: (path) => Promise.resolve(seen.push(`read ${path}`)),
    write: (path) => Promise.resolve(seen.push(`write ${path}`)),
    noteStrayError: (error) => seen.push(`stray ${String(error)}`),
    close: () => Promise.resolve(void seen.push('close')),
  };
}

describe('a transport that is made when it is needed', () => {
  it('is made once, with the first request, and gets all that follows', async () => {
    const seen: string[] = [];
    const transport = createLazyTransport(() => {
      seen.push('loaded');
      return Promise.resolve(fakeTransport(seen));
    });
    transport.noteStrayError('early');
    await Promise.all([transport.read('/a'), transport.write('/b', {})]);
    transport.noteStrayError('late');
    await transport.close();
    expect(seen).toEqual(['loaded', 'read /a', 'write /b', 'stray late', 'close']);
  });

  it('needs no loading to be closed', async () => {
    await expect(
      createLazyTransport(() => Promise.reject(new Error('never asked for'))).close(),
    ).resolves.toBeUndefined();
  });

  it('says that nothing was sent when it could not be made, and tries again with the next request', async () => {
    let attempts = 0;
    const transport = createLazyTransport(() => {
      attempts += 1;
      return attempts === 1 ? Promise.reject(new Error('no such file')) : Promise.resolve(fakeTransport([]));
    });
    await expect(transport.write('/a', {})).rejects.toMatchObject({ kind: 'offline', applied: 'no' });
    await expect(transport.write('/a', {})).resolves.toBe(1);
  });
});
