import { defineConfig } from '@playwright/test';

/** The tests of the packages, as `npm run package:test` makes them. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/package',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
});
