import { expect, test } from 'vitest';
import { assertHeaderPolicy, buildHeaders } from './headers';

const settings = { contactCenterId: 'center-1', extraHeaders: { apikey: 'k' } };

test('every request carries the contact center id, and the constant headers of the settings', () => {
  expect(buildHeaders(settings, false, 'Counterline/1')).toEqual({
    apikey: 'k',
    ContactCenterId: 'center-1',
    Accept: 'application/json',
    'User-Agent': 'Counterline/1',
  });
});

test('a request with a body says that it is JSON', () => {
  expect(buildHeaders(settings, true, 'Counterline/1')).toMatchObject({ 'Content-Type': 'application/json' });
});

test('no setting, in whatever letter case, takes the place of a header of the app', () => {
  const extraHeaders = {
    contactcenterID: 'forged',
    ACCEPT: 'text/html',
    'content-type': 'x',
    'user-AGENT': 'x',
  };
  expect(buildHeaders({ ...settings, extraHeaders }, true, 'Counterline/1')).toEqual({
    ContactCenterId: 'center-1',
    Accept: 'application/json',
    'User-Agent': 'Counterline/1',
    'Content-Type': 'application/json',
  });
});

test('a header named like a part of every object sets nothing but itself', () => {
  const extraHeaders = JSON.parse('{"__proto__":"x","constructor":"y"}') as Record<string, string>;
  const headers = buildHeaders({ ...settings, extraHeaders }, false, 'Counterline/1');
  expect([Object.getPrototypeOf(headers), headers['constructor']]).toEqual([Object.prototype, 'y']);
});

test.each(['Authorization', 'AUTHORIZATION', 'Proxy-Authorization'])(
  'a request with %s is stopped',
  (name) => {
    const headers = new Headers({ ContactCenterId: 'center-1', [name]: 'Basic x' });
    expect(() => assertHeaderPolicy(headers)).toThrow('A request with an Authorization header was stopped');
  },
);

test.each([{}, { ContactCenterId: '' }])('a request without a contact center id is stopped', (headers) => {
  expect(() => assertHeaderPolicy(new Headers(headers))).toThrow(
    'A request without a ContactCenterId header was stopped',
  );
});

test('a request with the id and without Authorization may go', () => {
  expect(() => assertHeaderPolicy(new Headers(buildHeaders(settings, true, 'x')))).not.toThrow();
});
