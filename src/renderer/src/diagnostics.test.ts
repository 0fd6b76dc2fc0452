// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { at, snapshotWith, statusWith } from './testing/builders';
import { mountApp, settle } from './testing/mountApp';

const question = { proxy: 'proxy.example.com:3128', wasWrong: false, isKept: true };

describe('the login of a proxy', () => {
  it('is asked for over any screen, and what is entered goes to main alone', async () => {
    const { main, page, press } = await mountApp(snapshotWith());
    main.emit('proxySignIn:changed', question);
    await vi.waitUntil(() => page.find('dialog').exists(), 20_000);
    expect(page.get('dialog').text()).toContain('proxy.example.com:3128');
    const [username, password] = page.get('dialog').findAll('input');
    expect(password?.attributes('type')).toBe('password');
    await press('Sign in');
    expect(page.get('dialog').text()).toContain('Please enter the user name.');
    await username?.setValue(' chris ');
    await password?.setValue(' secret ');
    await press('Sign in');
    expect(main.calls).toEqual([
      {
        name: 'proxySignIn:answer',
        argument: { name: 'given', proxy: question.proxy, username: 'chris', password: ' secret ' },
      },
    ]);
    const other = { ...question, proxy: 'other.example.com:8080' };
    main.emit('proxySignIn:changed', other);
    await vi.waitUntil(() => page.get('dialog').text().includes(other.proxy), 20_000);
    const values = page.findAll('dialog input').map((input) => (input.element as HTMLInputElement).value);
    expect(values).toEqual(['', '']);
    main.emit('proxySignIn:changed', null);
    await settle();
    expect(page.find('dialog').exists()).toBe(false);
  });

  it('can be turned away, and says when it was wrong', async () => {
    const { main, page, press } = await mountApp(
      snapshotWith({ proxySignIn: { ...question, wasWrong: true } }),
    );
    await vi.waitUntil(() => page.find('dialog').exists(), 20_000);
    expect(page.get('dialog').text()).toContain('The proxy did not accept this user name and password.');
    await press('Cancel');
    expect(main.calls).toEqual([
      { name: 'proxySignIn:answer', argument: { name: 'cancelled', proxy: question.proxy } },
    ]);
  });
});

it('the Settings screen says how the machine is doing, and saves the diagnostics', async () => {
  const { main, page, press } = await mountApp(snapshotWith());
  main.answerWith(
    'diagnostics:getStatus',
    statusWith({
      lastGoodPollAtMs: at('14:02'),
      unsentCount: 2,
      lastWipe: { atMs: at('14:00'), result: 'failed' },
      lastErrors: [{ atMs: at('14:01'), level: 'warn', event: 'poll failed', code: 'offline' }],
      policyFaults: ['"colour" is not a setting'],
    }),
  );
  await press('Settings');
  await vi.waitUntil(() => page.find('.status-panel').exists(), 20_000);
  const panel = page.get('.status-panel').text();
  for (const said of ['236 MB', 'poll failed (offline)', '"colour" is not a setting', 'Failed', '2:02'])
    expect(panel).toContain(said);
  await press('Export diagnostics');
  expect(page.text()).toContain('The diagnostics are saved.');
  main.refuse('diagnostics:export', 'internal');
  await press('Export diagnostics');
  expect(page.text()).toContain('The diagnostics could not be saved.');
});
