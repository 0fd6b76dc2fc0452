import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../process/projectRoot';

/** The checks of electronegativity that are about pages and about package.json; the rest is in `electronRules.js`. */

const pages = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.html'))
  .map((path) => join('src', path));

/** What stands in a page that must not. */
function findFaults(html: string): string[] {
  const faults = {
    HTTP_RESOURCES: /\b(src|href|action|data)\s*=\s*["']?\s*(https?:)?\/\//i,
    'a foreign page': /<(webview|iframe|frame|object|embed|base)\b/i,
    'code in the page': /<script(?![^>]*\bsrc=)[^>]*>\s*\S|\son\w+\s*=|javascript:/i,
  };
  return Object.entries(faults).flatMap(([name, pattern]) => (pattern.test(html) ? [name] : []));
}

describe('the pages', () => {
  test('load nothing of others, hold no other page and no code', () => {
    expect(pages).toEqual(
      expect.arrayContaining(['src/renderer/index.html', 'src/simulator/console/index.html']),
    );
    for (const page of pages)
      expect(findFaults(readFileSync(join(projectRoot, page), 'utf8')), page).toEqual([]);
  });

  test.each([
    ['HTTP_RESOURCES', '<script src="http://example.com/x.js"></script>'],
    ['HTTP_RESOURCES', '<link href=//example.com/x.css>'],
    ['a foreign page', '<webview src="x" allowpopups></webview>'],
    ['code in the page', '<script>run()</script>'],
    ['code in the page', '<body onload="run()">'],
  ])('would be caught with %s', (name, html) => {
    expect(findFaults(html)).toContain(name);
  });
});

test('no command starts Electron with switches of its own, or without its warnings, and its version is one', () => {
  const { scripts, devDependencies } = JSON.parse(
    readFileSync(join(projectRoot, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>;
  for (const [name, command] of Object.entries(scripts ?? {}))
    expect(`${name}: ${command}`).not.toMatch(/\belectron\b.*--|DISABLE_SECURITY_WARNINGS/);
  expect(devDependencies?.['electron']).toMatch(/^\d+\.\d+\.\d+$/);
});
