import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '@shared/settings';
import { startFieldsSchema } from '@shared/startFieldsSchema';
import { createHandlers, type HandlerParts } from './handlers';

const startFields = startFieldsSchema().parse([
  { key: 'order', label: 'Order', kind: 'text', required: true, pattern: '\\d+' },
]);

/** The handlers with the parts that these tests reach. */
function setUp(kiosk = false, isLocked = false, isClosed = false) {
  const started: unknown[] = [];
  const handlers = createHandlers({
    kiosk,
    mayAdminister: () => !kiosk,
    getStatus: () => 'status',
    staffDesk: { staff: {}, service: { get: () => (isClosed ? 'staff' : null) }, actions: {} },
    session: { start: (form: unknown) => started.push(form) > 0 },
    settings: {
      get: () => ({ ...DEFAULT_SETTINGS, startFields }),
      chooseDestination: (department?: string) =>
        department === 'sales' ? { contactCenter: 'sales', settings: DEFAULT_SETTINGS } : null,
    },
    settingsDoor: { isOpen: () => !isLocked, noteUse: () => undefined },
    saveTranscript: () => Promise.resolve({ saved: true }),
    printTranscript: () => Promise.resolve({ printed: true }),
  } as unknown as HandlerParts);
  return { handlers, started };
}

const form = { nickname: 'Chris', subject: 'Help' };

test('a chat starts with answers that fit their fields', () => {
  const { handlers, started } = setUp();
  const asked = { ...form, answers: { order: '4711' } };
  expect([handlers['chat:start'](asked), started]).toEqual([null, [asked]]);
});

test.each([
  ['that are missing', undefined],
  ['without one that is required', {}],
  ['of a form that the field does not take', { order: 'none' }],
  ['to a field that nobody asks for', { order: '4711', TimeZone: '0' }],
])('no chat starts with answers %s', (_, answers) => {
  const { handlers, started } = setUp();
  expect(() => handlers['chat:start']({ ...form, ...(answers && { answers }) })).toThrow(
    expect.objectContaining({ code: 'invalidArgument' }),
  );
  expect(started).toEqual([]);
});

test('a department has questions of its own, and one that is not there starts no chat', () => {
  const { handlers, started } = setUp();
  const asked = { ...form, department: 'sales' };
  expect([handlers['chat:start'](asked), started]).toEqual([null, [asked]]);
  expect(() => handlers['chat:start']({ ...form, department: 'none', answers: { order: '1' } })).toThrow(
    expect.objectContaining({ code: 'invalidArgument' }),
  );
});

test('at a counter no setting is shown or changed', () => {
  const { handlers } = setUp(true);
  const notNow = expect.objectContaining({ code: 'notNow' }) as Error;
  expect(() => handlers['settings:describe']({})).toThrow(notNow);
  expect(() => handlers['settings:change']({ name: 'endpoint', value: 'x' })).toThrow(notNow);
  expect(() => handlers['settings:reset']({ name: 'endpoint' })).toThrow(notNow);
  expect(() => handlers['settings:resetAll']({})).toThrow(notNow);
});

test('behind a PIN nothing of the settings is shown or changed but the language', async () => {
  const { handlers } = setUp(false, true);
  const notNow = expect.objectContaining({ code: 'notNow' }) as Error;
  const connection = { serverUrl: 'https://evil.example', contactCenterId: 'x' };
  expect(handlers['settings:describe']({})).toEqual({ name: 'locked' });
  expect(() => handlers['settings:change']({ name: 'endpoint', value: 'x' })).toThrow(notNow);
  expect(() => handlers['settings:reset']({ name: 'endpoint' })).toThrow(notNow);
  expect(() => handlers['settings:resetAll']({})).toThrow(notNow);
  expect(() => handlers['settings:setPin']({ pin: '' })).toThrow(notNow);
  expect(() => handlers['settings:choose']({ enterSends: false })).toThrow(notNow);
  await expect(async () => handlers['settings:saveConnection'](connection)).rejects.toThrow(notNow);
  await expect(async () => handlers['settings:testConnection'](connection)).rejects.toThrow(notNow);
});

test('a counter that is out of service starts no chat, whatever the page asks for', () => {
  const { handlers, started } = setUp(true, false, true);
  const asked = { ...form, answers: { order: '4711' } };
  expect(() => handlers['chat:start'](asked)).toThrow(expect.objectContaining({ code: 'notNow' }));
  expect(started).toEqual([]);
});

test('at a counter nothing is saved or printed, whatever the page asks for', async () => {
  const { handlers } = setUp(true);
  const notNow = expect.objectContaining({ code: 'notNow' }) as Error;
  expect(() => handlers['transcript:save']({})).toThrow(notNow);
  expect(() => handlers['transcript:print']({})).toThrow(notNow);
  expect(await setUp().handlers['transcript:save']({})).toEqual({ saved: true });
});

test('how the machine is doing is for those who look after it', () => {
  const notNow = expect.objectContaining({ code: 'notNow' }) as Error;
  expect(() => setUp(true).handlers['diagnostics:getStatus']({})).toThrow(notNow);
  expect(setUp().handlers['diagnostics:getStatus']({})).toBe('status');
});
