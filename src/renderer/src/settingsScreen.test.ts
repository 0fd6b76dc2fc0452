// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { SettingView } from '@shared/settingViews';
import { snapshotWith } from './testing/builders';
import { mountApp, settle } from './testing/mountApp';
import { SETTING_VIEWS } from './testing/settingViews';

/** The Settings screen against a main that the test plays. */

function viewOf(name: SettingView['name']): SettingView {
  const found = SETTING_VIEWS.find((view) => view.name === name);
  if (found === undefined) throw new Error(`There is no view of ${name}.`);
  return found;
}

async function openSettings(views: readonly SettingView[] = SETTING_VIEWS) {
  const app = await mountApp(snapshotWith());
  app.main.answerWith('settings:describe', {
    name: 'open',
    settings: views,
    pin: { isSet: false, isLocked: false },
  });
  await app.press('Settings');
  // The screen is a file of its own, which is read now.
  await vi.waitUntil(() => document.querySelector('.setting-row') !== null, 20_000);
  const row = (name: string) => app.page.get(`[data-setting=${name}]`);
  const typeInto = async (name: string, value: string) => {
    const input = row(name).get('input, textarea');
    await input.setValue(value);
    await input.trigger('change');
    await settle();
  };
  // What the screen asks without changing anything.
  const LOOKS: readonly string[] = ['settings:describe', 'diagnostics:getStatus'];
  const getChanges = () => app.main.calls.filter(({ name }) => !LOOKS.includes(name));
  const getShown = () =>
    app.page
      .findAll('.setting-row')
      .filter((found) => found.isVisible())
      .map((found) => found.attributes('data-setting'));
  return { ...app, row, typeInto, getChanges, getShown };
}

it('opens, and comes back from them', async () => {
  const { page, press } = await openSettings();
  expect(page.get('h1').text()).toBe('Settings');
  await press('Close');
  expect(page.get('h1').text()).toBe('Chat with us');
});

it('says of each setting where its value comes from, what it would be otherwise, and when a change takes effect', async () => {
  const { row } = await openSettings();
  const facts = (name: string) =>
    row(name)
      .findAll('.setting-facts li')
      .map((fact) => fact.text());
  expect(facts('enterSends')).toEqual(['Not changed', 'Default: On', 'Takes effect at once', 'enterSends']);
  expect(facts('pollingProfile')).toEqual([
    'Set by the demo while it runs',
    'Default: Balanced',
    'Takes effect within seconds',
    'pollingProfile',
  ]);
  expect(facts('startFields')[0]).toBe('Suggested by your organization');
  expect(facts('logo')[2]).toBe('Takes effect when the app is started again');
});

it('finds settings by any of their words, their help and their name, and says how many', async () => {
  const { page, getShown } = await openSettings();
  const find = async (words: string) => {
    await page.get('[role=search] input').setValue(words);
    return [getShown(), page.get('.count').text()];
  };
  expect(await find('ENTER line')).toEqual([['enterSends'], '1 setting found']);
  expect(await find('logo')).toEqual([['logo'], '1 setting found']);
  expect(await find('openAtLogin')).toEqual([['openAtLogin'], '1 setting found']);
  expect(await find('gateway')).toEqual([['extraHeaders'], '1 setting found']);
  expect(await find('xyzzy')).toEqual([[], 'No setting matches. Try another word.']);
});

/** The first to open the screen waits until it has been read. */
vi.setConfig({ testTimeout: 30_000 });

describe('a switch', () => {
  it('shows what main has, not what was pressed, and says what went wrong', async () => {
    const { main, row, getChanges } = await openSettings();
    main.answerWith('settings:change', { name: 'notSaved' });
    const box = row('enterSends').get<HTMLInputElement>('input');
    await box.setValue(false);
    await settle();
    expect(getChanges()).toEqual([
      { name: 'settings:change', argument: { name: 'enterSends', value: false } },
    ]);
    expect(box.element.checked).toBe(true);
    expect(row('enterSends').text()).toContain('could not be saved');
  });

  it('says who has decided, and does nothing, where a policy has', async () => {
    const { row, getChanges } = await openSettings();
    const locked = row('openAtLogin').get<HTMLInputElement>('input');
    await locked.setValue(true);
    expect([getChanges(), locked.element.checked, locked.attributes('aria-disabled')]).toEqual([
      [],
      false,
      'true',
    ]);
    const description = document.getElementById(locked.attributes('aria-describedby') ?? '');
    expect(description?.textContent).toContain('Set by your organization');
  });
});

describe('a value that is typed', () => {
  it('is saved when the field is left, once', async () => {
    const { main, row, typeInto, getChanges } = await openSettings();
    main.answerWith('settings:change', { name: 'saved' });
    await typeInto('logo', ' /opt/logo.png ');
    await row('logo').get('input').trigger('keydown', { key: 'Enter' });
    expect(getChanges()).toEqual([
      { name: 'settings:change', argument: { name: 'logo', value: '/opt/logo.png' } },
    ]);
    expect(row('logo').get('[role=status]').text()).toBe('Saved.');
  });

  it('stays where it was refused, with what it must be like', async () => {
    const { main, row, typeInto } = await openSettings();
    main.answerWith('settings:change', { name: 'refused', sentences: ['must be a color such as #0d5c5f'] });
    await typeInto('accentColor', 'teal');
    expect(row('accentColor').get<HTMLInputElement>('input').element.value).toBe('teal');
    expect(row('accentColor').text()).toContain('Please enter a color such as #0d5c5f, or nothing.');
  });

  it('is refused in the words of main where the setting has none of its own', async () => {
    const view = { ...viewOf('logo'), name: 'newSetting' } as unknown as SettingView;
    const { main, row, typeInto } = await openSettings([view]);
    main.answerWith('settings:change', { name: 'refused', sentences: ['must be a word', 'must be short'] });
    await typeInto('newSetting', 'two words');
    expect(row('newSetting').text()).toContain('Please change what is named here:');
    expect(
      row('newSetting')
        .findAll('.refusal-details li')
        .map((detail) => detail.text()),
    ).toEqual(['must be a word', 'must be short']);
  });

  it('is judged by the rule of its setting, also where a number is asked for and something else is typed', async () => {
    const view: SettingView = {
      ...viewOf('logo'),
      name: 'idleSeconds',
      control: { kind: 'number', value: 120, default: 120 },
    };
    const { main, row, typeInto, getChanges } = await openSettings([view]);
    main.answerWith('settings:change', { name: 'refused', sentences: ['must be a whole number'] });
    for (const typed of ['ten', '1e999', '', '60']) await typeInto('idleSeconds', typed);
    const handedOver = getChanges().map(({ argument }) => (argument as { value: unknown }).value);
    expect(handedOver).toEqual(['ten', '1e999', '', 60]);
    expect(row('idleSeconds').text()).toContain('Please enter a whole number from 30 to 3600.');
    expect(row('idleSeconds').find('.refusal-details').exists()).toBe(false);
  });

  it('stays when main has something new', async () => {
    const { main, row } = await openSettings();
    await row('logo').get('input').setValue('half a pa');
    main.emit('preferences:changed', { ...main.snapshot.preferences });
    await settle();
    expect(row('logo').get<HTMLInputElement>('input').element.value).toBe('half a pa');
  });
});

it('headers keep the values that are not replaced, and a refusal names the header', async () => {
  const { main, row, press, getChanges } = await openSettings();
  main.answerWith('settings:change', { name: 'refused', sentences: ['a b is not a valid header name'] });
  await press('Add a header');
  const fields = row('extraHeaders').findAll('input');
  expect(fields.map((field) => (field.element as HTMLInputElement).value)).toEqual(['apikey', '', '', '']);
  await fields[2]?.setValue('a b');
  await fields[3]?.setValue('x');
  await row('extraHeaders').get('.primary').trigger('click');
  await settle();
  expect(getChanges()).toEqual([
    {
      name: 'settings:change',
      argument: {
        name: 'extraHeaders',
        value: [
          { name: 'apikey', value: null },
          { name: 'a b', value: 'x' },
        ],
      },
    },
  ]);
  expect(row('extraHeaders').get('.refusal-details').text()).toBe('a b is not a valid header name');
  expect(row('extraHeaders').findAll('input')).toHaveLength(4);
});

it('a setting that has no words in the locales is shown by its name and its description', async () => {
  const unknown = {
    ...viewOf('serverUrl'),
    name: 'newSetting',
    description: 'What `this` does.',
  } as unknown as SettingView;
  const { row } = await openSettings([unknown]);
  expect(row('newSetting').text()).toContain('What this does.');
});

it('what a person has set can be taken back, and nothing else', async () => {
  const { main, page, row, getChanges } = await openSettings();
  main.answerWith('settings:reset', { name: 'saved' });
  const resets = page.findAll('.below button').map((found) => found.attributes('aria-label'));
  expect(resets).toEqual(['Reset: Extra headers', 'Reset: Accent color']);
  await row('accentColor').get('.below button').trigger('click');
  expect(getChanges()).toEqual([{ name: 'settings:reset', argument: { name: 'accentColor' } }]);
});
