import { expect, test } from 'vitest';
import { maskSecret } from './maskSecrets';

test('of a secret only its form is left', () => {
  expect(maskSecret('extraHeaders', { apikey: 'abc', empty: '' })).toEqual({ apikey: '********', empty: '' });
});

test('what is no secret is shown', () => {
  expect(maskSecret('endpoint', 'sales')).toBe('sales');
});
