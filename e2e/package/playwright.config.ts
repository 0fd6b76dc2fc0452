import { defineConfig } from '@playwright/test';
import { SECURITY_SPECS, SECURITY_SUITE } from '../securitySuite';

/** The tests of the packages, as `npm run package:test` makes them, and the security suite on the packaged app. */
export default defineConfig({
  projects: [
    { name: 'packages', testDir: '.' },
    { name: SECURITY_SPECS, testDir: '../specs', testMatch: SECURITY_SUITE },
  ],
  outputDir: '../../test-results/package',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
});
