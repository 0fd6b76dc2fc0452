import { expect, test } from 'vitest';
import { runVisibly } from './childProcesses';
import { runCommand } from './runCommand';

const inNode = (script: string) => {
  let text = '';
  const options = { cwd: '.', env: process.env, output: (part: string) => void (text += part) };
  return runVisibly(process.execPath, ['-e', script], options).then((exitCode) => ({ exitCode, text }));
};

test('the exit code and both kinds of output come back', async () => {
  const script = 'console.log("out"); console.error("err"); process.exitCode = 7';
  const { exitCode, text } = await inNode(script);
  expect(exitCode).toBe(7);
  expect(text.split('\n').sort()).toEqual(['', 'err', 'out']);
});

test('a command that was killed has not succeeded', async () => {
  expect((await inNode('process.kill(process.pid, "SIGKILL")')).exitCode).toBe(1);
});

test('a command that is not there is an answer, not an exception', async () => {
  const result = await runCommand('no-such-program-here', []);
  expect(result).toMatchObject({ exitCode: undefined, timedOut: false });
  expect(result.stderr).toContain('ENOENT');
});

test('a command that takes too long is ended', async () => {
  const result = await runCommand(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], {
    timeLimitMs: 100,
  });
  expect(result).toMatchObject({ exitCode: undefined, timedOut: true });
});
