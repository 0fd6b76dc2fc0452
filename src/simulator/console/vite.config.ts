import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { recordBundledPackages } from '../../../scripts/supplyChain/bundledPackages';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('.'),
  // Served below a path, and from wherever the folder is copied to.
  base: './',
  plugins: [vue(), recordBundledPackages('console')],
  build: {
    outDir: at('../../../out/console'),
    emptyOutDir: true,
    // The page's policy allows no inline code and no data URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
