// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { snapshotWith } from './testing/builders';
import { mountApp, settle } from './testing/mountApp';

it('settings say which version this is, and show the licence of each part by others', async () => {
  const { page, press } = await mountApp(snapshotWith({ version: '1.2.3' }));
  await press('Settings');
  expect(page.get('.about-section').text()).toContain('Version 1.2.3');
  await press('Licenses of others');
  await vi.waitUntil(() => page.find('.notices-dialog').exists(), 20_000);
  const dialog = page.get('.notices-dialog');
  expect(dialog.findAll('summary').map((summary) => summary.text())).toEqual([
    'pinia 4.1.0MIT',
    'vue 3.5.45MIT',
  ]);
  expect(dialog.get('details').text()).toContain('The MIT License (MIT)');
  expect(dialog.text()).toContain('Electron 33.2.1');
  await press('Close');
  expect(page.find('.notices-dialog').exists()).toBe(false);
});

it('a list that could not be read, and a refusal, are said', async () => {
  const { main, page, press } = await mountApp(snapshotWith());
  main.answerWith('app:readAbout', { runtime: ['Electron 33.2.1'], parts: [] });
  await press('Settings');
  await press('Licenses of others');
  await vi.waitUntil(() => page.find('.notices-dialog').exists(), 20_000);
  expect(page.get('.notices-dialog').text()).toContain('The list of licenses could not be read.');
  // The screen behind the dialog has a button of that name too.
  await page.get('.notices-dialog button').trigger('click');
  main.refuse('app:readAbout', 'internal');
  await press('Licenses of others');
  await settle();
  expect(page.get('.about-section [role=alert]').text()).toBe('Something went wrong here. Please try again.');
});
