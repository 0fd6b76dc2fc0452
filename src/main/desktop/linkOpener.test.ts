import { expect, it } from 'vitest';
import type { ConversationItem } from '@shared/chat';
import { createLog } from '../lib/log';
import { createLinkOpener } from './linkOpener';

const message = (author: 'agent' | 'customer' | 'system', text: string): ConversationItem => ({
  kind: 'message',
  key: text,
  author,
  nickname: 'Kim',
  text,
  atMs: 0,
});

const ITEMS = [
  message('agent', 'See https://good.example/a, or http://User@evil.example and javascript:alert(1).'),
  message('customer', 'https://customer.example'),
  message('system', 'https://system.example'),
];

function createOpener({ isAllowed = true, breaks = false } = {}) {
  const opened: string[] = [];
  const open = createLinkOpener({
    isAllowed: () => isAllowed,
    getItems: () => ITEMS,
    openExternal: (address) => {
      opened.push(address);
      return breaks ? Promise.reject(new Error('no browser')) : Promise.resolve();
    },
    log: createLog(
      () => {},
      () => 0,
    ),
  });
  return { open, opened };
}

it('opens what an agent has written', async () => {
  const { open, opened } = createOpener();
  expect(await open('https://good.example/a')).toEqual({ opened: true });
  expect(opened).toEqual(['https://good.example/a']);
});

it.each([
  'https://good.example/',
  'https://good.example/a,',
  'https://other.example/',
  'https://customer.example/',
  'https://system.example/',
  'http://User@evil.example/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  '',
])('refuses everything else: %s', (address) => {
  const { open, opened } = createOpener();
  expect(open(address)).toBeNull();
  expect(opened).toEqual([]);
});

it('refuses all where links are not opened', () => {
  const { open, opened } = createOpener({ isAllowed: false });
  expect(open('https://good.example/a')).toBeNull();
  expect(opened).toEqual([]);
});

it('says so when the system has no program for it', async () => {
  expect(await createOpener({ breaks: true }).open('https://good.example/a')).toEqual({ opened: false });
});
