import { expect, test } from 'vitest';
import type { ConnectionTestResult, TestStep } from '@shared/connectionTest';
import { WHAT_TO_DO } from '../../diagnostics/formatConnectionTest';
import { EXIT_CHECK_FAILED, EXIT_OK } from '../exitCodes';
import { describeCheck, NOT_CONFIGURED } from './checkReport';

const steps: readonly TestStep[] = [
  { name: 'address', state: 'ok', tookMs: null, detail: 'https://chat.example.com' },
  { name: 'dns', state: 'failed', tookMs: 12, detail: 'ENOTFOUND' },
];

const at = (result: ConnectionTestResult, department?: string) => ({
  serverUrl: 'https://chat.example.com',
  department,
  result,
});

test('a connection that works says so in its last line, with code 0', () => {
  const { lines, exitCode } = describeCheck([at({ name: 'working', steps: [] })]);
  expect([lines, exitCode]).toEqual([
    ['Server address: https://chat.example.com', 'Connection: works'],
    EXIT_OK,
  ]);
});

test('what is wrong is named for scripts, after the steps that led to it', () => {
  const report = describeCheck([at({ name: 'failed', reason: 'nameUnknown', steps })]);
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

test('each department is told of, and the last line is about the first that does not work', () => {
  const { lines, exitCode } = describeCheck([
    at({ name: 'working', steps: [] }, 'sales'),
    at({ name: 'failed', reason: 'refused', steps: [] }, 'repairs'),
    at({ name: 'failed', reason: 'timeout', steps: [] }, 'bills'),
  ]);
  expect(lines).toEqual([
    'Department: sales',
    'Server address: https://chat.example.com',
    'sales: works',
    '',
    'Department: repairs',
    'Server address: https://chat.example.com',
    `repairs: refused: ${WHAT_TO_DO.refused}`,
    '',
    'Department: bills',
    'Server address: https://chat.example.com',
    `bills: timeout: ${WHAT_TO_DO.timeout}`,
    '',
    `Connection: refused: ${WHAT_TO_DO.refused}`,
  ]);
  expect(exitCode).toBe(EXIT_CHECK_FAILED);
});

test('with nowhere to go it says what is needed', () => {
  expect(describeCheck([])).toBe(NOT_CONFIGURED);
});
