import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findUiFile, getContentType } from './uiFiles';

const FOLDER = join('/opt', 'counterline', 'renderer');
const find = (path: string) => findUiFile(FOLDER, `counterline-ui://app${path}`);

test.each([
  ['/index.html', ['index.html']],
  ['/assets/main-1a2b.js', ['assets', 'main-1a2b.js']],
  ['/assets/a%20b.css', ['assets', 'a b.css']],
  ['/index.html?x=1#y', ['index.html']],
  ['/assets/../index.html', ['index.html']],
  ['/%2e%2e/%2e%2e/index.html', ['index.html']],
])('%s is a file of the page', (path, parts) => {
  expect(find(path)).toBe(join(FOLDER, ...parts));
});

test.each([
  '/',
  '/assets',
  '/main.js.map',
  '/index.htm',
  '/constructor',
  '/.constructor',
  '/settings.json',
  '/..%2fsecret.html',
  '/%2e%2e%2f%2e%2e%2fetc/x.html',
  '/assets/..%2f..%2f..%2fx.html',
  '/..%2frenderer-other%2fx.html',
  '/index.html%00.js',
  '/%00',
  '/%',
  '/%ff.html',
])('%s is none', (path) => {
  expect(find(path)).toBeNull();
});

test.each([
  'counterline-ui://evil/index.html',
  'counterline-ui://app.evil/index.html',
  'counterline-ui://app@evil/index.html',
  'counterline-ui://app:80/index.html',
  'https://app/index.html',
  'file:///opt/counterline/renderer/index.html',
  'not an address',
  '',
])('%s is not the page’s own origin', (url) => {
  expect(findUiFile(FOLDER, url)).toBeNull();
});

test('each kind of file says what it is', () => {
  expect(['x.html', 'x.js', 'x.woff2'].map(getContentType)).toEqual([
    'text/html; charset=utf-8',
    'text/javascript; charset=utf-8',
    'font/woff2',
  ]);
});
