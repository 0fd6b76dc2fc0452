import { defineConfig } from '@playwright/test';
import { OTHER_SPECS, SECURITY_SPECS, SECURITY_SUITE } from './e2e/securitySuite';

export default defineConfig({
  testDir: './e2e/specs',
  outputDir: './test-results',
  projects: [
    { name: OTHER_SPECS, testIgnore: SECURITY_SUITE },
    { name: SECURITY_SPECS, testMatch: SECURITY_SUITE },
  ],
  globalSetup: './e2e/fixtures/buildHarness.ts',
  // Each test has an app, a data folder and a contact center of its own, so they may run side by side.
  fullyParallel: true,
  workers: 2,
  // A test that passes only on a second try is broken.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
});
