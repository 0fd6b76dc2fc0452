import { describe, expect, it } from 'vitest';
import { IDLE_CHAT, type ChatView, type ConversationItem } from '@shared/chat';
import type { Language } from '@shared/preferences';
import { escapeHtml, formatTranscriptPage } from './transcriptHtml';
import { getTranscriptLabels } from './transcriptLabels';

const atMs = Date.UTC(2026, 0, 15, 9, 5);
const says = (nickname: string, text: string): ConversationItem => ({
  kind: 'message',
  key: text,
  author: 'agent',
  nickname,
  text,
  atMs,
});
const format = (changed: Partial<ChatView>, language: Language = 'en') =>
  formatTranscriptPage({ ...IDLE_CHAT, ...changed }, getTranscriptLabels(language));

describe('the page', () => {
  it('has no script, loads nothing, and says its language', () => {
    const page = format({ items: [says('Kim', 'Hello')] });
    expect(page).not.toMatch(/<script|<img|<link|src=|href=|url\(|@import/);
    expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none';`);
    expect(page).toContain('<html lang="en" dir="ltr">');
    expect(format({}, 'ar')).toContain('<html lang="ar" dir="rtl">');
  });

  it('shows names, texts and the subject as text, each with a direction of its own', () => {
    const page = format({
      form: { nickname: 'Chris', subject: '<b>late</b>' },
      items: [
        says('<i>Kim</i>', 'a\n</p><script>alert(1)</script>'),
        { kind: 'joined', key: 'j', nickname: '\u202eKim"', atMs },
        { kind: 'notice', key: 'n', text: "<img src='x'>", atMs },
        { kind: 'restarted', key: 'r', atMs },
      ],
    });
    expect(page).toContain('<p class="text" dir="auto">&lt;b&gt;late&lt;/b&gt;</p>');
    expect(page).toContain('<bdi>&lt;i&gt;Kim&lt;/i&gt;</bdi>');
    expect(page).toContain('dir="auto">a\n&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>');
    expect(page).toContain('<bdi>\u202eKim&quot;</bdi> joined');
    expect(page).toContain('<bdi>&lt;img src=&#39;x&#39;&gt;</bdi>');
    expect(page).toContain('the contact center began a new transcript');
  });

  it('claims no more than the screen did', () => {
    const message = { localId: '1', text: 'hello', createdAtMs: atMs };
    const page = format({
      form: { nickname: 'Chris', subject: 'x' },
      outgoing: [
        { ...message, state: { name: 'notSent', reason: 'chatOver' } },
        { ...message, state: { name: 'checking' } },
      ],
    });
    expect(page.match(/\((not sent|not confirmed)\)/g)).toEqual(['(not sent)', '(not confirmed)']);
  });
});

it('characters that a document cannot have are replaced', () => {
  expect(escapeHtml('a\u0000b\u001bc\ud800d\te\nf')).toBe('a\ufffdb\ufffdc\ufffdd\te\nf');
});
