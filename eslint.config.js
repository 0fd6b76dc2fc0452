import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import accessibility from 'eslint-plugin-vuejs-accessibility';
import globals from 'globals';
import typescript from 'typescript-eslint';
import { EXCEPTED_FILES, restrict } from './scripts/lint/electronRules.js';

/** Elements that hold another page, or lead addresses elsewhere. */
const FOREIGN_PAGES = [
  'webview',
  'iframe',
  'frame',
  'frameset',
  'object',
  'embed',
  'portal',
  'fencedframe',
  'base',
];

export default typescript.config(
  {
    ignores: ['node_modules', 'out', 'dist', 'demo-output', 'test-results', 'playwright-report', 'coverage'],
  },
  js.configs.recommended,
  {
    files: ['**/*.{js,cjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.{ts,vue}'],
    extends: [...typescript.configs.strict, ...typescript.configs.stylistic],
    languageOptions: {
      parserOptions: { parser: typescript.parser, extraFileExtensions: ['.vue'] },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      // A listener that has nothing to do says so with an empty body.
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // Rules that need types: promises nobody awaits, and values that are not what they seem.
    files: ['src/{main,preload,shared}/**/*.ts'],
    extends: [...typescript.configs.strictTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Parts are plain objects over closures; nothing here uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/renderer/**/*.{ts,vue}', 'src/simulator/console/**/*.{ts,vue}'],
    extends: [...vue.configs['flat/recommended'], ...accessibility.configs['flat/recommended']],
    languageOptions: { globals: globals.browser },
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'vue/no-restricted-html-elements': ['error', ...FOREIGN_PAGES],
      // A label names its field by nesting or by id; the default asks for both at once.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      'vue/multi-word-component-names': 'off',
    },
  },
  {
    // What Electron can do that this app does not: docs/security.md has the table.
    files: ['src/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...restrict('')], 'no-implied-eval': 'error' },
  },
  ...EXCEPTED_FILES.map((file) => ({
    files: [file],
    rules: { 'no-restricted-syntax': ['error', ...restrict(file)] },
  })),
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  prettier,
);
