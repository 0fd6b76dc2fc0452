import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { ALIASES } from './scripts/aliases';

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: ALIASES },
  test: {
    // Component tests ask for a DOM with a comment in their first line; everything else is plain Node.
    environment: 'node',
    include: ['{src,scripts,bench,soak,torture}/**/*.test.ts'],
    restoreMocks: true,
    // Nothing here waits that long by itself; machines that are busy with something else do.
    testTimeout: 30_000,
    // Starting each file afresh took twice as long as all the tests; none leaves anything behind for the next.
    isolate: false,
    // Vitest reads every stylesheet as empty; the test of the contrasts needs these.
    css: { include: [/(tokens|access)\.css/] },
  },
});
