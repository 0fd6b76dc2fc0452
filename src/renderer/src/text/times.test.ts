import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '@shared/preferences';
import { at } from '../testing/builders';
import { createTimeFormats, formatWaited } from './times';

describe('times', () => {
  it('are written by the clock of the person, in the language of the interface', () => {
    expect(createTimeFormats('en', 'de-DE').time(at('14:02'))).toBe('14:02');
    expect(createTimeFormats('en', 'en-US').time(at('14:02'))).toMatch(/^2:02\sPM$/);
    expect(createTimeFormats('en', 'de-DE').day(at('14:02'))).toBe('Friday, November 21');
  });

  it('have midnight at 00:00 or at 12:00, in every language', () => {
    for (const language of LANGUAGES) {
      expect(createTimeFormats(language, 'de-DE').time(at('00:05')), language).toBe('00:05');
    }
    for (const language of ['en', 'ar', 'hi']) {
      expect(createTimeFormats(language, 'en-US').time(at('00:05')), language).toContain('12:05');
    }
  });

  it('have twelve hours only in a language that is written with them', () => {
    expect(createTimeFormats('de', 'en-US').time(at('14:02'))).toBe('14:02');
    expect(createTimeFormats('en', 'en-GB').time(at('14:02'))).toBe('14:02');
    expect(createTimeFormats('ar', 'ar-EG').time(at('14:02'))).toBe('2:02 م');
    expect(createTimeFormats('es', 'es-US').time(at('14:02'))).toMatch(/^2:02\sp\.\sm\.$/);
  });

  it.each([
    ['de', 'Freitag, 21. November', 'Freitag, 21. November 2025 um 14:02'],
    ['fr', 'vendredi 21 novembre', 'vendredi 21 novembre 2025 à 14:02'],
    ['pt-BR', 'sexta-feira, 21 de novembro', 'sexta-feira, 21 de novembro de 2025 às 14:02'],
    ['ar', 'الجمعة، 21 نوفمبر', 'الجمعة، 21 نوفمبر 2025 في 14:02'],
    ['ja', '11月21日金曜日', '2025年11月21日金曜日 14:02'],
    ['zh-Hans', '11月21日星期五', '2025年11月21日星期五 14:02'],
  ])('have their dates in the words and the order of %s', (language, day, full) => {
    const formats = createTimeFormats(language, 'de-DE');
    expect([formats.day(at('14:02')), formats.full(at('14:02'))]).toEqual([day, full]);
  });

  it('of waiting have the digits of the language', () => {
    expect(createTimeFormats('de', 'de').waited(3_661_000)).toBe('1:01:01');
    expect(createTimeFormats('ar-EG', 'de').waited(3_661_000)).toBe('١:٠١:٠١');
  });

  it.each([
    [0, '00:00'],
    [59_999, '00:59'],
    [600_000, '10:00'],
    [3_599_000, '59:59'],
    [3_661_000, '1:01:01'],
    [-5_000, '00:00'],
  ])('of waiting: %i ms is %s', (waitedMs, shown) => {
    expect(formatWaited(waitedMs)).toBe(shown);
  });
});
