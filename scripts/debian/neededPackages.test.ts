import { expect, test } from 'vitest';
import { findNeeded, parseInstalled, parseNeeds } from './neededPackages';

const PRINTED = [
  'bash\tbash\tyes\trequired\tinstalled\tlibc6 (>= 2.36)\tdebianutils (>= 5)\t',
  'libc6:amd64\tlibc6\tno\toptional\tinstalled\t\t\t',
  'debianutils\tdebianutils\tno\trequired\tinstalled\t\t\t',
  'gtk:amd64\tgtk\tno\toptional\tinstalled\t\tfonts:any | other-fonts, theme\t',
  'dejavu\tdejavu\tno\toptional\tinstalled\t\t\tfonts (= 1)',
  'theme\ttheme\tno\toptional\tinstalled\t\tgtk\t',
  'browser\tbrowser\tno\toptional\tinstalled\t\tgtk\t',
  'gone\tgone\tno\toptional\tconfig-files\t\t\t',
].join('\n');

test('a field of dependencies is read without its versions', () => {
  expect(parseNeeds('a (>= 1.5) | b:any, c\n')).toEqual([['a', 'b'], ['c']]);
  expect(parseNeeds('')).toEqual([]);
});

test('what is needed is what is essential and what is asked for, and what these need, through circles too', () => {
  const { needed, missing } = findNeeded(parseInstalled(PRINTED), [['gtk | x', 'gtk']]);
  expect([...needed].sort()).toEqual(['bash', 'debianutils', 'dejavu', 'gtk:amd64', 'libc6:amd64', 'theme']);
  expect(missing).toEqual([]);
});

test('what is not there is named, and what was removed is not there', () => {
  expect(findNeeded(parseInstalled(PRINTED), [['gone', 'lost'], ['theme']]).missing).toEqual(['gone | lost']);
});
