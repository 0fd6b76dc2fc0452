import { expect, test } from 'vitest';
import { parseCommandLine } from './commandLine.js';

const NOTHING = { app: undefined, modules: [], version: false };

test.each([
  ['the app alone', ['.'], { ...NOTHING, app: '.' }],
  [
    'switches that tools put before it',
    ['--inspect=0', '--remote-debugging-port=0', '--no-sandbox', 'out'],
    { ...NOTHING, app: 'out' },
  ],
  ['what follows belongs to the app', ['app', '--version', '-r', 'other'], { ...NOTHING, app: 'app' }],
  [
    'modules to load first',
    ['-r', './a.cjs', '--require', './b.cjs', 'app'],
    { app: 'app', modules: ['./a.cjs', './b.cjs'], version: false },
  ],
  ['the app as a switch', ['--no-sandbox', '--app=some=where'], { ...NOTHING, app: 'some=where' }],
  ['the version', ['--no-sandbox', '--version', 'app'], { ...NOTHING, version: true }],
  ['nothing at all', ['--no-sandbox'], NOTHING],
])('%s', (_, argv, expected) => {
  expect(parseCommandLine(argv)).toEqual(expected);
});
