import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const alias = { '@shared': at('./src/shared') };

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      // Everything is bundled: the package then holds no module folder, and start-up reads a handful of files.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('./src/main/index.ts'), simulator: at('./src/simulator/utility.ts') },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      externalizeDeps: false,
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
    plugins: [vue()],
    build: {
      rollupOptions: { input: { index: at('./src/renderer/index.html') } },
      // The policy of the page forbids inline code; keep every asset a file of its own.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  },
});
