import { describe, expect, it } from 'vitest';
import { findLinks, MAX_LINK_LENGTH } from './links';
import { measureCpuMs } from './testing/cpuTime';

const written = (text: string) => findLinks(text).map(({ start, end }) => text.slice(start, end));
const addresses = (text: string) => findLinks(text).map(({ address }) => address);

describe('the links of a text', () => {
  it.each([
    ['See https://example.com.', 'https://example.com'],
    ['See https://example.com/a?b=c#d, or call.', 'https://example.com/a?b=c#d'],
    ['(https://example.com/a)', 'https://example.com/a'],
    ['(https://example.com/a_(b))', 'https://example.com/a_(b)'],
    ['[https://example.com]!', 'https://example.com'],
    ['https://[2001:db8::1]/a', 'https://[2001:db8::1]/a'],
    ['"https://example.com/"…', 'https://example.com/'],
    ['<https://example.com/>', 'https://example.com/'],
    ['HTTP://EXAMPLE.COM/A', 'HTTP://EXAMPLE.COM/A'],
    ['一覧はhttp', null],
    ['網址：https://example.com/a。謝謝', 'https://example.com/a'],
    ['https://example.com\u200f שלום', 'https://example.com'],
    ['http://intranet/help', 'http://intranet/help'],
    ['https://example.com:8443/', 'https://example.com:8443/'],
  ])('%s', (text, expected) => {
    expect(written(text)).toEqual(expected === null ? [] : [expected]);
  });

  it('are found wherever they stand', () => {
    expect(addresses('https://a.example and\nhttp://b.example')).toEqual([
      'https://a.example/',
      'http://b.example/',
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)//https',
    'javascript://https://example.com',
    'data:text/html,https://example.com',
    'vbscript:x',
    'file:///etc/passwd',
    '\\\\server\\share',
    '//example.com',
    'http:/\\example.com',
    'http:\\\\example.com',
    'https:///example.com',
    'https://',
    'https://?',
    'https://user@example.com',
    'https://user:secret@example.com/',
    'https://good.example@evil.example',
    'https://@evil.example',
    'https://exam\u200bple.com',
    'https://example.com/\u202egnp.exe',
    'https://example.com/a\u0000b',
    'https://example.com\\@evil.example',
    'https://exam\u3164ple.com',
    'https://example.com:99999/',
    'https://%00/',
    'xhttps://example.com',
    'me@https://example.com',
    'mailto:a@example.com',
    'a@example.com',
    'tel:+49123',
    '+49 30 123456',
    'www.example.com',
  ])('are not: %s', (text) => {
    expect(findLinks(text)).toEqual([]);
  });

  it('show the host that a disguised one really has', () => {
    expect(findLinks('https://\u0430pple.com/')).toMatchObject([
      { host: 'xn--pple-43d.com', address: 'https://xn--pple-43d.com/', isDisguised: true },
    ]);
    expect(findLinks('http://0x7f.1/')).toMatchObject([{ host: '127.0.0.1', isDisguised: true }]);
    expect(findLinks('https://Example.com/ü')).toMatchObject([{ host: 'example.com', isDisguised: false }]);
  });

  it.each([
    ['brackets', `https://example.com/${'('.repeat(50_000)}`],
    ['schemes in one word', 'http://'.repeat(50_000)],
    ['schemes', 'http:// '.repeat(50_000)],
    ['dots', `https://example.com${'.'.repeat(50_000)}`],
    ['addresses', 'https://example.com/a '.repeat(20_000)],
    ['at signs', 'https://a@'.repeat(50_000)],
  ])('are found in an instant, also in a text of many %s', (_name, text) => {
    expect(measureCpuMs(() => void findLinks(text))).toBeLessThan(500);
  });

  it('keep the limit of length', () => {
    const longest = 'https://example.com/'.padEnd(MAX_LINK_LENGTH, 'a');
    const tooLong = longest.padEnd(30_000, 'a');
    expect([longest, `${longest}a`, tooLong].map((text) => findLinks(text).length)).toEqual([1, 0, 0]);
  });
});

it('of many brackets behind an address, those that it does not open are left out, whatever their number', () => {
  const [loose] = findLinks(`see http://example.com/${')'.repeat(1500)} there`);
  expect(loose?.address).toBe('http://example.com/');
  const [closed] = findLinks(`see http://example.com/${'(a)'.repeat(300)}))) there`);
  expect(closed?.address).toBe(`http://example.com/${'(a)'.repeat(300)}`);
});
