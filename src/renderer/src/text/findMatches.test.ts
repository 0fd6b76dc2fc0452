import { describe, expect, it } from 'vitest';
import { measureCpuMs } from '@shared/testing/cpuTime';
import { agentSays } from '../testing/builders';
import { conversationRows } from './conversationRows';
import { createFinder, MAX_MATCHES } from './findMatches';

/** What was found, as it is written. */
function found(wanted: string, text: string, language = 'en'): string[] {
  const rows = conversationRows([agentSays(text)], []);
  return createFinder(language)(rows, wanted).map(({ start, end }) => text.slice(start, end));
}

describe('finding in the conversation', () => {
  it.each([
    ['parcel', 'Your PARCEL, the parcel', ['PARCEL', 'parcel']],
    ['cafe', 'Café, CAFE\u0301, cafe', ['Café', 'CAFE\u0301', 'cafe']],
    ['É', 'e é E', ['e', 'é', 'E']],
    ['strasse', 'Straße', []],
    ['aa', 'aaaa', ['aa', 'aa']],
    ['<b>', 'a <b>c</b>', ['<b>']],
    ['.*', 'not a pattern .*', ['.*']],
    ['👍', 'a 👍 b', ['👍']],
    ['شحنة', 'رقم الشَّحنة', ['شَّحنة']],
    ['配達', '配達は明日', ['配達']],
    ['', 'anything', []],
    [' ', 'any thing', []],
    ['two words', 'Two  words, two words', ['two words']],
  ])('%s in %s', (wanted, text, expected) => {
    expect(found(wanted, text)).toEqual(expected);
  });

  it('goes by the language', () => {
    expect(found('a', 'å ä a', 'sv')).toEqual(['a']);
    expect(found('a', 'å ä a', 'de')).toEqual(['å', 'ä', 'a']);
    expect(found('ısı', 'ISI', 'tr')).toEqual(['ISI']);
    expect(found('isi', 'ISI', 'tr')).toEqual([]);
    expect(found('isi', 'İSİ', 'tr')).toEqual(['İSİ']);
  });

  it('names the row of each place, in order', () => {
    const rows = conversationRows(
      [agentSays('one', { key: 'a' }), agentSays('no', { key: 'b' }), agentSays('one one', { key: 'c' })],
      [],
    );
    expect(createFinder('en')(rows, 'one').map(({ key, start }) => [key, start])).toEqual([
      ['a', 0],
      ['c', 0],
      ['c', 4],
    ]);
  });

  it('is quick in ten thousand messages, and in one of a megabyte', () => {
    const items = Array.from({ length: 10_000 }, (_none, at) => agentSays(`Message ${at} grüßt alle.`));
    const rows = conversationRows([...items, agentSays('é'.repeat(1_000_000))], []);
    const find = createFinder('en');
    const tookMs = measureCpuMs(() => {
      expect(find(rows, 'grußt')).toHaveLength(MAX_MATCHES);
      expect(find(rows, 'nothing of this')).toEqual([]);
    });
    expect(tookMs).toBeLessThan(3_000);
  });
});
