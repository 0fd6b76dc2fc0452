/**
 * The arrows between folders, checked on every change (`npm run check:layers`). Each rule says what to do instead.
 * docs/architecture.md has the drawing.
 */
const TESTS = '\\.test\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment:
        'Two files that need each other are one subject, or hide a third: move the shared part to a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-imports-nothing',
      comment:
        'src/shared is the common ground of all processes: pass what it needs as an argument, or move the code to one side.',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: TESTS },
      to: { pathNot: ['^src/shared/', '^node_modules/zod/'] },
    },
    {
      name: 'renderer-stays-in-the-page',
      comment: 'The page reaches the main process through bridge.ts and the contract in src/shared only.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: ['^src/(main|simulator)/', '^node_modules/electron/', '^node_modules/axios/'] },
    },
    {
      name: 'renderer-takes-only-types-from-the-preload',
      comment:
        'Import the type of the exposed object with "import type"; the object itself is on the window.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/preload/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'preload-is-a-bridge',
      comment:
        'The preload has no logic: it exposes the contract. Put logic into the main process or the page.',
      severity: 'error',
      from: { path: '^src/preload/', pathNot: TESTS },
      to: { pathNot: ['^src/(preload|shared)/', '^(node_modules/)?electron'] },
    },
    {
      name: 'main-knows-no-page',
      comment: 'News goes to the page as numbered events (src/main/ipc/broadcast.ts).',
      severity: 'error',
      from: { path: '^src/main/' },
      to: { path: '^src/(renderer|preload)/' },
    },
    {
      name: 'main-knows-no-simulator',
      comment:
        'The demo runs the simulator as a program of its own (src/main/app/demo.ts); only tests import it.',
      severity: 'error',
      from: { path: '^src/main/', pathNot: TESTS },
      to: { path: '^src/simulator/' },
    },
    {
      name: 'simulator-knows-no-app',
      comment:
        'The simulator is an independent witness of the wire format: it must not share code with what it checks.',
      severity: 'error',
      from: { path: '^src/simulator/' },
      to: { path: '^src/(main|renderer|preload|shared)/' },
    },
    {
      name: 'axios-only-in-gws',
      comment:
        'HTTP goes through the guarded transport in src/main/gws (docs/decisions/0001-guarded-transport.md).',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/gws/' },
      to: { path: '^node_modules/axios/' },
    },
    {
      name: 'electron-only-at-the-edge',
      comment: 'Take what you need of Electron as an argument; app/, kiosk/, desktop/ and ipc/ hand it in.',
      severity: 'error',
      from: { path: '^src/main/(gws|polling|session|outbox|settings|lib|diagnostics|network|updates)/' },
      to: { path: '^(node_modules/)?electron' },
    },
    {
      name: 'gws-polling-outbox-do-not-know-each-other',
      comment: 'They meet in src/main/session and index.ts, which hand each what it calls.',
      severity: 'error',
      from: { path: '^src/main/(gws|polling|outbox)/', pathNot: TESTS },
      to: { path: '^src/main/(?!$1/|lib/)[^/]+/' },
    },
    {
      name: 'session-knows-only-what-it-joins',
      comment:
        'The session joins gws, polling and outbox. What it needs beyond them comes in as an argument.',
      severity: 'error',
      from: { path: '^src/main/session/', pathNot: TESTS },
      to: { path: '^src/main/(app|desktop|ipc|kiosk|settings)/' },
    },
    {
      name: 'lib-and-settings-stand-alone',
      comment: 'These are used by everybody, so they use nobody but lib/.',
      severity: 'error',
      from: { path: '^src/main/(lib|settings)/', pathNot: TESTS },
      to: { path: '^src/main/(app|desktop|gws|ipc|kiosk|outbox|polling|session)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^out/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.cjs', '.vue', '.json'] },
  },
};
