import { expect, test } from 'vitest';
import type { TestStep } from '@shared/connectionTest';
import { WHAT_TO_DO } from '../../diagnostics/formatConnectionTest';
import { EXIT_CHECK_FAILED, EXIT_OK } from '../exitCodes';
import { describeCheck } from './checkReport';

const steps: readonly TestStep[] = [
  { name: 'address', state: 'ok', tookMs: null, detail: 'https://chat.example.com' },
  { name: 'dns', state: 'failed', tookMs: 12, detail: 'ENOTFOUND' },
];

test('a connection that works says so in its last line, with code 0', () => {
  const { lines, exitCode } = describeCheck('https://chat.example.com', { name: 'working', steps: [] });
  expect([lines, exitCode]).toEqual([
    ['Server address: https://chat.example.com', 'Connection: works'],
    EXIT_OK,
  ]);
});

test('what is wrong is named for scripts, after the steps that led to it', () => {
  const report = describeCheck('https://chat.example.com', { name: 'failed', reason: 'nameUnknown', steps });
  expect(report).toEqual({
    lines: [
      'Server address: https://chat.example.com',
      'Address understood          ok                  https://chat.example.com',
      'Name found (DNS)            FAILED     12 ms    ENOTFOUND',
      `Connection: nameUnknown: ${WHAT_TO_DO.nameUnknown}`,
    ],
    exitCode: EXIT_CHECK_FAILED,
  });
});
