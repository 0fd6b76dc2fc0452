import { expect, it } from 'vitest';
import { startFieldsSchema } from '@shared/startFieldsSchema';
import { createRequestExtras } from './requestExtras';

const form = { nickname: 'Chris', subject: 'Hello' };
const inZone = (offset: number) => ({ getTimezoneOffset: () => offset }) as Date;

it.each([
  ['Berlin in winter', -60, '60'],
  ['New York in winter', 300, '-300'],
  ['Kathmandu', -345, '345'],
  ['London in winter', 0, '0'],
])('the time zone goes along in minutes ahead of UTC: %s', (_, offset, minutes) => {
  expect(createRequestExtras({ endpoint: '', startFields: [] }, form, inZone(offset))).toEqual({
    userData: { TimeZone: minutes },
  });
});

it('endpoint and answers go along, each under its key', () => {
  const startFields = startFieldsSchema().parse([
    { key: 'order', label: 'Order', kind: 'text' },
    { key: 'phone', label: 'Phone', kind: 'phone' },
  ]);
  const answers = { order: ' 4711 ', phone: '' };
  expect(createRequestExtras({ endpoint: 'Sales', startFields }, { ...form, answers }, inZone(0))).toEqual({
    endpoint: 'Sales',
    userData: { order: '4711', TimeZone: '0' },
  });
});
