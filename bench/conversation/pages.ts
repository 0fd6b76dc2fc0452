import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { build } from 'vite';

/** The two lists, each with a page of this name in `conversationPage/`. */
export const SUBJECTS = ['counterline', 'advancedChat'] as const;
export type SubjectName = (typeof SUBJECTS)[number];

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where they are below the folder that they are built in. */
export const pageFile = (folder: string, subject: SubjectName) => join(folder, 'pages', `${subject}.html`);
export const programFile = (folder: string) => join(folder, 'program', 'program.mjs');

/** Builds a page for each list, and the program that shows it. */
export async function buildPages(folder: string): Promise<void> {
  const common = { configFile: false, logLevel: 'error' } as const;
  await build({
    ...common,
    root: at('../conversationPage'),
    base: './',
    plugins: [
      vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'vue-advanced-chat' } } }),
    ],
    resolve: { alias: { '@shared': at('../../src/shared') } },
    build: {
      outDir: join(folder, 'pages'),
      emptyOutDir: true,
      target: 'chrome130',
      rollupOptions: { input: SUBJECTS.map((name) => at(`../conversationPage/${name}.html`)) },
    },
  });
  await build({
    ...common,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: at('./program.ts'),
      outDir: join(folder, 'program'),
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  });
}
