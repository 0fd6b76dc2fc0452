import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { withTemporaryFolder } from '../process/temporaryFolder';
import { createRuntimeCache, userCacheFolder } from './runtimeCache';

const fill = async (folder: string) => {
  await mkdir(join(folder, 'locales'));
  await writeFile(join(folder, 'locales', 'en.pak'), 'words');
  await writeFile(join(folder, 'electron'), 'binary');
};

const inCache = (work: (cache: ReturnType<typeof createRuntimeCache>, root: string) => Promise<void>) =>
  withTemporaryFolder((root) => work(createRuntimeCache({ root, onWait: () => {} }), root));

test('what was built once is found again', () =>
  inCache(async (cache, root) => {
    expect(await cache.find('one')).toBeUndefined();
    expect(await cache.build('one', fill)).toBe(join(root, 'one'));
    expect(await cache.find('one')).toBe(join(root, 'one'));
    expect(await readdir(root)).toEqual(['one']);
  }));

test('a build that fails leaves nothing', () =>
  inCache(async (cache, root) => {
    const build = cache.build('one', async (folder) => {
      await fill(folder);
      throw new Error('no space left');
    });
    await expect(build).rejects.toThrow('no space left');
    expect(await readdir(root)).toEqual([]);
  }));

test('a half-made folder is not used, and gives way to a whole one', () =>
  inCache(async (cache, root) => {
    await mkdir(join(root, 'one'));
    await writeFile(join(root, 'one', 'electron'), 'half of it');
    expect(await cache.find('one')).toBeUndefined();
    await cache.build('one', fill);
    expect(await readFile(join(root, 'one', 'electron'), 'utf8')).toBe('binary');
  }));

test('a folder from which a file was deleted is not used', () =>
  inCache(async (cache, root) => {
    await cache.build('one', fill);
    await rm(join(root, 'one', 'locales', 'en.pak'));
    expect(await cache.find('one')).toBeUndefined();
  }));

test('two that build at the same time both get a whole one', () =>
  inCache(async (cache, root) => {
    const places = await Promise.all([cache.build('one', fill), cache.build('one', fill)]);
    expect(places).toEqual([join(root, 'one'), join(root, 'one')]);
    expect(await readdir(root)).toEqual(['one']);
  }));

test('what a command left that was cut off is removed', () =>
  inCache(async (cache, root) => {
    await mkdir(join(root, '.unfinished-abc'));
    await cache.exclusively(async () => {});
    expect(await readdir(root)).toEqual([]);
  }));

test('one command works, the other waits for it and says so', () =>
  withTemporaryFolder(async (root) => {
    const onWait = vi.fn();
    const cache = createRuntimeCache({ root, onWait });
    const order: string[] = [];
    let tellStarted = () => {};
    const started = new Promise<void>((resolve) => (tellStarted = resolve));
    const first = cache.exclusively(async () => {
      tellStarted();
      await vi.waitFor(() => expect(onWait).toHaveBeenCalled(), { timeout: 20_000 });
      order.push('first');
    });
    await started;
    await cache.exclusively(async () => void order.push('second'));
    await first;
    expect(order).toEqual(['first', 'second']);
    expect(onWait).toHaveBeenCalledTimes(1);
  }));

test('a lock whose owner is gone, or has not moved for long, is taken over', () =>
  withTemporaryFolder(async (root) => {
    const onWait = vi.fn();
    const cache = createRuntimeCache({ root, onWait });
    const lock = join(root, 'preparing.lock');
    // No process has this number: it is beyond the largest that Linux and macOS give out.
    await writeFile(lock, JSON.stringify({ host: hostname(), processId: 2 ** 30 }));
    await cache.exclusively(async () => {});

    await writeFile(lock, JSON.stringify({ host: 'another computer', processId: 1 }));
    const longAgo = new Date(Date.now() - 120_000);
    await utimes(lock, longAgo, longAgo);
    await cache.exclusively(async () => {});
    expect(onWait).not.toHaveBeenCalled();
  }));

test('the cache is where this system keeps caches', () => {
  expect(userCacheFolder('linux', {}, '/home/ann')).toBe(join('/home/ann', '.cache', 'counterline'));
  expect(userCacheFolder('linux', { XDG_CACHE_HOME: '/cache' }, '/home/ann')).toBe(
    join('/cache', 'counterline'),
  );
  expect(userCacheFolder('darwin', {}, '/Users/ann')).toBe(
    join('/Users/ann', 'Library', 'Caches', 'counterline'),
  );
  expect(userCacheFolder('win32', { LOCALAPPDATA: 'local' }, 'ann')).toBe(
    join('local', 'counterline', 'Cache'),
  );
});
