import { expect, test } from 'vitest';
import { EXIT_CHECK_FAILED, EXIT_OK } from '../exitCodes';
import { describeCheck } from './checkReport';

test('a connection that works says so, with code 0', () => {
  expect(describeCheck('https://chat.example.com', { name: 'working' })).toEqual({
    lines: ['Server address: https://chat.example.com', 'Connection: works'],
    exitCode: EXIT_OK,
  });
});

test.each([
  ['unreachable', 'no answer from this address. Check the address, the network and the proxy'],
  ['timeout', 'the server did not answer in time. Try again, then ask the people who run it'],
  [
    'certificate',
    'the certificate of the server is not trusted. Install the issuer on this machine, check its clock, or mend the server',
  ],
  ['networkSignIn', 'this network wants a sign-in first, in a browser'],
  ['refused', 'the server refuses the app. Check the contact center ID and the extra headers'],
  ['notAChatServer', 'something answers, but no chat server. Check the path of the address'],
  ['busy', 'the server is busy. Try again later'],
  ['serverTrouble', 'the server reports a failure of its own. Ask the people who run it'],
] as const)('%s is named for scripts, and says what to do', (reason, sentence) => {
  expect(describeCheck('https://chat.example.com', { name: 'failed', reason })).toEqual({
    lines: ['Server address: https://chat.example.com', `Connection: ${reason}: ${sentence}`],
    exitCode: EXIT_CHECK_FAILED,
  });
});
