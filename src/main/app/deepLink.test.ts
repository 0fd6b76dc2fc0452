import { expect, test } from 'vitest';
import { parseDeepLink } from './deepLink';

const read = (link: unknown) => {
  const parsed = parseDeepLink(link);
  return parsed.ok ? parsed.value : parsed.error;
};

test.each([
  ['counterline://start', '', ''],
  ['counterline://start/', '', ''],
  ['COUNTERLINE://start?subject=Hi', '', 'Hi'],
  ['counterline://start?subject=A%20late+parcel&name=Alex', 'Alex', 'A late parcel'],
  ['counterline://start/?name=%D9%84%D9%8A%D9%84%D9%89', 'ليلى', ''],
  ['counterline://start?subject=a%0D%0Ab%00c%1b', '', 'a b c'],
  ['counterline://start?name=%E2%80%AEnimda%E2%81%A6', 'nimda', ''],
  ['counterline://start?subject=%F0%9F%91%A9%E2%80%8D%F0%9F%9A%92', '', '👩\u200d🚒'],
  ['counterline://start?subject=%ff%zz%', '', '\ufffd%zz%'],
  ['counterline://start?subject=%3Cscript%3Ealert(1)%3C/script%3E', '', '<script>alert(1)</script>'],
])('%s suggests %j and %j', (link, nickname, subject) => {
  expect(read(link)).toEqual({ nickname, subject });
});

test('what is too long for a field is cut', () => {
  const link = `counterline://start?subject=${'s'.repeat(1000)}&name=${'n'.repeat(1000)}`;
  expect(read(link)).toEqual({ nickname: `${'n'.repeat(99)}…`, subject: `${'s'.repeat(499)}…` });
});

test.each([
  [undefined, 'notALink'],
  [null, 'notALink'],
  [['counterline://start'], 'notALink'],
  [{ toString: (): string => 'counterline://start' }, 'notALink'],
  ['', 'notALink'],
  ['start?subject=x', 'notALink'],
  ['https://start?subject=x', 'notALink'],
  [' counterline://start', 'notALink'],
  ['counterline-ui://app/index.html', 'notALink'],
  ['javascript:counterline://start', 'notALink'],
  ['counterline://[', 'notALink'],
  ['counterline://start:99999', 'notALink'],
  [`counterline://start?subject=${'x'.repeat(5000)}`, 'tooLong'],
  ['counterline:', 'unknownTarget'],
  ['counterline:start?subject=x', 'unknownTarget'],
  ['counterline:///start?subject=x', 'unknownTarget'],
  ['counterline://START', 'unknownTarget'],
  ['counterline://end', 'unknownTarget'],
  ['counterline://start.evil', 'unknownTarget'],
  ['counterline://start:80', 'unknownTarget'],
  ['counterline://start/../settings', 'unknownTarget'],
  ['counterline://start/send?subject=x', 'unknownTarget'],
  ['counterline://start//', 'unknownTarget'],
  ['counterline://user@start', 'unknownTarget'],
  ['counterline://user:secret@start', 'unknownTarget'],
  ['counterline://start?subject=x#send', 'unknownTarget'],
  ['counterline://settings?serverUrl=https://evil.example', 'unknownTarget'],
  ['counterline://start?serverUrl=https://evil.example', 'unknownParameter'],
  ['counterline://start?subject=x&send=1', 'unknownParameter'],
  ['counterline://start?Subject=x', 'unknownParameter'],
  ['counterline://start?__proto__=x', 'unknownParameter'],
  ['counterline://start?subject[]=x', 'unknownParameter'],
  ['counterline://start?=x', 'unknownParameter'],
  ['counterline://start?subject=x&subject=y', 'repeatedParameter'],
  ['counterline://start?name=x&n%61me=y', 'repeatedParameter'],
])('%j is refused: %s', (link, fault) => {
  expect(read(link)).toBe(fault);
});

test('ten thousand links of random signs: each is refused, or suggests one clean line for each field', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const pieces = [
    'counterline://start',
    '?',
    '&',
    '=',
    'subject',
    'name',
    '%',
    '%00',
    '%0a',
    '%E2%80%AE',
    '/',
    '\\',
  ];
  pieces.push(
    '#',
    '@',
    ':',
    ' ',
    '"',
    "'",
    '<',
    '--policy=x',
    '\ud800',
    '\u202e',
    '🙂',
    '..',
    'start',
    '[',
    ']',
  );
  for (let count = 0; count < 10_000; count += 1) {
    const tail = Array.from({ length: random(12) }, () => pieces[random(pieces.length)] ?? '').join('');
    const parsed = parseDeepLink(`counterline://start?subject=${tail}`);
    if (!parsed.ok) continue;
    const { nickname, subject } = parsed.value;
    expect(`${nickname}${subject}`).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(nickname.length + subject.length).toBeLessThan(1200);
  }
});
