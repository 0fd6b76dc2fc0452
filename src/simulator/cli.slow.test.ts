import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { DEMO_CONTACT_CENTER_ID, startSimulator } from './index';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function runCli(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...output }));
  });
  return { child, output, ended };
}

describe('npm run simulator', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'says where it is, serves, and ends cleanly on %s',
    async (signal) => {
      const { child, output, ended } = runCli('--port=0', '--no-autopilot');
      await expect.poll(() => output.out, { timeout: 20_000 }).toContain('Agent console');
      const url = /Server address +(\S+)/.exec(output.out)?.[1] ?? '';
      expect(output.out).toContain(`Contact center ID  ${DEMO_CONTACT_CENTER_ID}`);
      expect(output.out).toContain(`Agent console      ${url}/console/`);

      const answer = await fetch(`${url}/api/v2/chats`, {
        method: 'POST',
        headers: { ContactCenterId: DEMO_CONTACT_CENTER_ID, 'Content-Type': 'application/json' },
        body: JSON.stringify({ operationName: 'RequestChat', nickname: 'Chris', subject: '' }),
      });
      expect(answer.status).toBe(200);

      child.kill(signal);
      expect(await ended).toMatchObject({ code: 0, err: '' });
    },
    30_000,
  );

  test('does not start with an unknown flag: one line, exit code 2', async () => {
    expect(await runCli('--fast').ended).toEqual({
      code: 2,
      out: '',
      err: 'Unknown flag: --fast (--help lists all flags)\n',
    });
  }, 30_000);

  test('makes go wrong what it is told to', async () => {
    const { child, output, ended } = runCli('--port=0', '--faults=*:status(503)');
    await expect.poll(() => output.out, { timeout: 20_000 }).toContain('Agent console');
    const url = /Server address +(\S+)/.exec(output.out)?.[1] ?? '';
    expect((await fetch(`${url}/api/v2/chats/a`)).status).toBe(503);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  }, 30_000);

  test('does not start on a port in use: one line, exit code 1', async () => {
    const simulator = await startSimulator();
    const { port } = new URL(simulator.url);
    expect(await runCli(`--port=${port}`).ended).toEqual({
      code: 1,
      out: '',
      err: `Port ${port} is in use. Choose another one with --port=…, or 0 for a free one.\n`,
    });
    await simulator.stop();
  }, 30_000);

  test('--help explains all flags and starts nothing', async () => {
    const { code, out } = await runCli('--help').ended;
    expect(code).toBe(0);
    expect(out).toContain('--no-autopilot');
    expect(out).toContain('--faults=');
  }, 30_000);
});
