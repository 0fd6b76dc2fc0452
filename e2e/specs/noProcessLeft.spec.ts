import { execFileSync } from 'node:child_process';
import { fault } from '../../src/simulator';
import { connectTo, expect, test, type RunningApp } from '../fixtures/counterline';
import { beginChatWith, getConversation } from '../fixtures/customerSteps';

/** Every process whose command line names this data folder, or that descends from one: windows, helpers, the demo. */
function findProcesses({ userDataFolder, processId }: RunningApp, known: ReadonlySet<number>): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
      return match === null || match[3]?.startsWith('Z') === true
        ? []
        : [{ pid: Number(match[1]), parent: Number(match[2]), args: match[4] ?? '' }];
    });
  const family = new Set([processId, ...known]);
  for (let size = -1; size !== family.size;) {
    size = family.size;
    for (const { pid, parent, args } of rows) {
      if (family.has(parent) || args.includes(userDataFolder)) family.add(pid);
    }
  }
  return rows.map(({ pid }) => pid).filter((pid) => family.has(pid));
}

async function expectNothingLeft(running: RunningApp, known: readonly number[]): Promise<void> {
  // A single process would be a sign that the search finds too little.
  expect(known.length).toBeGreaterThan(2);
  await expect.poll(() => findProcesses(running, new Set(known)), { timeout: 10_000 }).toEqual([]);
}

test.describe('no process is left behind', () => {
  test('when a counter is quit during a chat, which is ended first', async ({ launch, simulator }) => {
    const running = await launch({ args: ['--kiosk', ...connectTo(simulator)] });
    const chatId = await beginChatWith(running.page, simulator, 'Kim');
    const known = findProcesses(running, new Set());
    // Nobody closes the window of a counter; whoever looks after it ends the app.
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect(getConversation(running.page)).toBeVisible();
    running.app.process().kill('SIGTERM');
    await expectNothingLeft(running, known);
    expect(simulator.model.findChat(chatId)?.state).toBe('Idle');
  });

  test('when the window is closed without a chat', async ({ launch, simulator }) => {
    const running = await launch({ args: connectTo(simulator) });
    await expect(running.page.getByRole('button', { name: 'Start chat' })).toBeVisible();
    const known = findProcesses(running, new Set());
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expectNothingLeft(running, known);
  });

  test('when the app is quit during a chat that goes on in the background', async ({ launch, simulator }) => {
    const running = await launch({ args: connectTo(simulator) });
    await beginChatWith(running.page, simulator, 'Kim');
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await running.page.getByRole('button', { name: 'Keep chatting in the background' }).click();
    const known = findProcesses(running, new Set());
    running.app.process().kill('SIGTERM');
    await expectNothingLeft(running, known);
  });

  test('when the app is quit, with its demo contact center', async ({ launch }) => {
    const running = await launch({ args: ['--demo'] });
    await expect(running.page.getByText('Demo contact center', { exact: true })).toBeVisible();
    const known = findProcesses(running, new Set());
    await running.app.evaluate(({ app }) => app.quit());
    await expectNothingLeft(running, known);
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    test(`when it is ended with ${signal}, with its demo contact center`, async ({ launch }) => {
      const running = await launch({ args: ['--demo'] });
      await expect(running.page.getByText('Demo contact center', { exact: true })).toBeVisible();
      const known = findProcesses(running, new Set());
      running.app.process().kill(signal);
      await expectNothingLeft(running, known);
    });
  }

  test('when the server does not answer while the app quits: it does not wait for ever', async ({
    launch,
    simulator,
  }) => {
    const running = await launch({ args: ['--kiosk', ...connectTo(simulator)] });
    await beginChatWith(running.page, simulator, 'Kim');
    simulator.faults.plan({ operation: 'Complete' }, fault.hang(), { times: 5 });
    const known = findProcesses(running, new Set());
    await running.app.evaluate(({ app }) => app.quit());
    await expectNothingLeft(running, known);
  });
});
