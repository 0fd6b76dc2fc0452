import { expect, test } from 'vitest';
import { judgeAudit } from './judgeAudit';

const result = { exitCode: 1, stdout: '', stderr: '', timedOut: false };

test('a finding is not taken for a missing network, nor the other way round', () => {
  expect(judgeAudit({ ...result, exitCode: 0 })).toEqual({ name: 'passed' });
  expect(judgeAudit({ ...result, stdout: '1 package has an invalid registry signature' })).toEqual({
    name: 'failed',
    details: '1 package has an invalid registry signature',
  });
  expect(
    judgeAudit({ ...result, stderr: 'npm error code ENOTFOUND\nnpm error syscall getaddrinfo' }),
  ).toEqual({ name: 'notDone', reason: 'code ENOTFOUND' });
  expect(judgeAudit({ ...result, stderr: 'npm error audit endpoint returned an error' })).toEqual({
    name: 'notDone',
    reason: 'audit endpoint returned an error',
  });
  expect(judgeAudit({ ...result, exitCode: undefined, timedOut: true })).toEqual({
    name: 'notDone',
    reason: 'no answer in time',
  });
});
