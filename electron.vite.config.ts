import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { ALIASES as alias } from './scripts/aliases';
import { recordBundledPackages } from './scripts/supplyChain/bundledPackages';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// The oldest Electron that the code has to run on (33): Node 20.18 and Chromium 130.
const NODE_TARGET = 'node20.18';
const CHROMIUM_TARGET = 'chrome130';

export default defineConfig({
  main: {
    resolve: { alias },
    plugins: [recordBundledPackages('main')],
    build: {
      // Everything is bundled: the package then holds no module folder, and start-up reads a handful of files.
      externalizeDeps: false,
      target: NODE_TARGET,
      rollupOptions: {
        input: {
          index: at('./src/main/entry.ts'),
          counterline: at('./src/main/start.ts'),
          simulator: at('./src/simulator/utility.ts'),
        },
      },
    },
  },
  preload: {
    resolve: { alias },
    plugins: [recordBundledPackages('preload')],
    build: {
      externalizeDeps: false,
      target: NODE_TARGET,
      rollupOptions: {
        input: { index: at('./src/preload/index.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('./src/renderer'),
    resolve: { alias },
    plugins: [vue(), recordBundledPackages('renderer')],
    define: {
      __VUE_OPTIONS_API__: false,
      __VUE_PROD_DEVTOOLS__: false,
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
      __VUE_I18N_LEGACY_API__: false,
      __VUE_I18N_FULL_INSTALL__: false,
      __INTLIFY_PROD_DEVTOOLS__: false,
      __INTLIFY_DROP_MESSAGE_COMPILER__: false,
    },
    build: {
      target: CHROMIUM_TARGET,
      minify: true,
      rollupOptions: { input: { index: at('./src/renderer/index.html') } },
      // The policy of the page forbids inline code; keep every asset a file of its own.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  },
});
