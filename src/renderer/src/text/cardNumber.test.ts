import { describe, expect, it, test } from 'vitest';
import { measureCpuMs } from '@shared/testing/cpuTime';
import { hasCardNumber } from './cardNumber';

// Numbers that the networks publish for tests; none belongs to anybody.
describe('a card number is seen', () => {
  it.each<[string, string]>([
    ['Visa', '4111111111111111'],
    ['Visa in groups', 'My card is 4111 1111 1111 1111.'],
    ['Visa with hyphens', '4111-1111-1111-1111'],
    ['Visa with thirteen digits', '4222222222222'],
    ['Mastercard', '5555555555554444'],
    ['Mastercard of the newer range', '2223 0031 2200 3222'],
    ['American Express', '3782 822463 10005'],
    ['Discover', '6011111111111117'],
    ['Diners Club', '3056 930902 5904'],
    ['JCB', '3530111333300000'],
    ['UnionPay', '6200000000000005'],
    ['Maestro', '6759649826438453'],
    ['one with its date and code behind it', '4111 1111 1111 1111 12 27 123'],
    ['one with its code behind it', '4111111111111111 123'],
    ['one with another number before it', 'Order 12 4111 1111 1111 1111'],
    ['one after a colon, in brackets, on a line of its own', 'card:\n(4111 1111 1111 1111)'],
    ['one with spaces that do not break', '4111\u00a01111\u00a01111\u00a01111'],
    ['one with real hyphens', '4111‐1111‐1111‐1111'],
    ['one in groups of other sizes', '41 11 11 11 11 11 11 11'],
    ['one in Arabic digits', '٤١١١ ١١١١ ١١١١ ١١١١'],
    ['one in Persian digits', '۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱'],
    ['one in wide digits', '４１１１１１１１１１１１１１１１'],
  ])('%s', (_name, text) => {
    expect(hasCardNumber(text)).toBe(true);
  });
});

describe('nothing is seen in', () => {
  it.each<[string, string]>([
    ['no digits', 'My parcel has not arrived.'],
    ['a number that was mistyped', '4111 1111 1111 1112'],
    ['a number with a digit too few', '411111111111111'],
    ['the leading digits of no network', '7992739871300000'],
    ['a longer run of digits', '94111111111111111'],
    ['a run with twenty-one digits', '411111111111111111111'],
    ['a phone number', '+49 170 1234567'],
    ['an international phone number that would fit', '+4111111111111111'],
    ['two phone numbers', '030 123456 0170 1234567'],
    ['a German parcel number', '00340434161094042557'],
    ['a parcel number of DHL', 'JJD000390007870704142'],
    ['a parcel number of UPS', '1Z999AA10123456784'],
    ['a parcel number of FedEx', '7946 4412 3456'],
    ['a parcel number of the US mail', '9400 1000 0000 0000 0000 00'],
    ['an IBAN', 'DE89 3704 0044 0532 0130 00'],
    ['an IBAN without gaps', 'GB29NWBK60161331926819'],
    ['an order with letters before it', 'RE4111111111111111'],
    ['a number in an address of the web', 'https://shop.example/order/4111111111111111'],
    ['a date and a time', '2026-01-15 10:30:00'],
    ['a number with two spaces in its gaps', '4111  1111  1111  1111'],
    ['digits on several lines', '4111\n1111\n1111\n1111'],
    ['an amount', '1.4111111111111111'],
  ])('%s', (_name, text) => {
    expect(hasCardNumber(text)).toBe(false);
  });
});

/** The same numbers in every run. */
function createDigits(): (count: number) => string {
  let seed = 7;
  return (count) =>
    Array.from({ length: count }, () => {
      seed = (seed * 16807) % 2147483647;
      return seed % 10;
    }).join('');
}

test.each([12, 13, 14, 16, 18, 20])(
  'of random numbers with %i digits, as shops and carriers give them out, few look like a card',
  (length) => {
    const digits = createDigits();
    const mistaken = Array.from({ length: 2000 }, () => `Number ${digits(length)}`).filter(hasCardNumber);
    expect(mistaken.length / 2000).toBeLessThan(0.04);
  },
);

test('a long text is looked through in an instant', () => {
  const tookMs = measureCpuMs(() => {
    hasCardNumber('4111 '.repeat(4000));
    hasCardNumber('4'.repeat(20_000));
  });
  expect(tookMs).toBeLessThan(500);
});
