import { Linter } from 'eslint';
import typescript from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { ELECTRON_RULES, restrict } from './electronRules.js';

/** Each with the check that must find it, in TypeScript and in modules, as this project is written. */
const FAULTS: readonly (readonly [check: string, code: string])[] = [
  ['AFFINITY', "const preferences: WebPreferences = { affinity: 'x' };"],
  ['BLINK_FEATURES', "open({ enableBlinkFeatures: 'X' });"],
  ['EXPERIMENTAL_FEATURES', 'open({ experimentalFeatures: true });'],
  ['INSECURE_CONTENT', 'open({ allowRunningInsecureContent: true });'],
  ['WEB_SECURITY', 'open({ webSecurity: false });'],
  ['WEB_SECURITY', 'open({ webSecurity: isStrict });'],
  ['NODE_INTEGRATION', 'open({ nodeIntegration: true });'],
  ['NODE_INTEGRATION', 'open({ nodeIntegrationInWorker: given?.worker ?? true });'],
  ['NODE_INTEGRATION_ATTACH_EVENT', 'open({ webviewTag: true });'],
  ['CONTEXT_ISOLATION', 'open({ contextIsolation: false });'],
  ['CONTEXT_ISOLATION', 'new BrowserWindow({ webPreferences: { sandbox: true } });'],
  ['SANDBOX', 'open({ sandbox: false });'],
  ['SANDBOX', 'new WebContentsView({ webPreferences: { contextIsolation: true } });'],
  ['SANDBOX', "app.commandLine.appendSwitch('no-sandbox');"],
  ['REMOTE_MODULE', "import { remote } from 'electron';"],
  ['REMOTE_MODULE', "import * as remote from '@electron/remote';"],
  ['PRELOAD', "open({ preload: '/tmp/x.js' });"],
  ['CERTIFICATE_ERROR_EVENT', "app.on('certificate-error', (event, _c, _u, _e, _k, allow) => allow(true));"],
  ['CERTIFICATE_VERIFY_PROC', 'session.defaultSession.setCertificateVerifyProc((_request, use) => use(0));'],
  ['PERMISSION_REQUEST_HANDLER', 'session.setPermissionRequestHandler((_c, _p, allow) => allow(true));'],
  ['LIMIT_NAVIGATION', "contents.on('will-navigate', () => undefined);"],
  ['LIMIT_NAVIGATION', "contents.setWindowOpenHandler(() => ({ action: 'allow' }));"],
  ['CUSTOM_ARGUMENTS', "app.commandLine.appendSwitch('ignore-certificate-errors');"],
  ['CUSTOM_ARGUMENTS', 'app.commandLine.appendArgument(given);'],
  ['DANGEROUS_FUNCTIONS', 'await contents.executeJavaScript(`show(${text})`);'],
  ['DANGEROUS_FUNCTIONS', 'const answer = eval(text) as string;'],
  ['DANGEROUS_FUNCTIONS', 'new Function(text);'],
  ['DANGEROUS_FUNCTIONS', 'element.innerHTML = text;'],
  ['DANGEROUS_FUNCTIONS', "element.insertAdjacentHTML('beforeend', text);"],
  ['HTTP_RESOURCES', "window.loadURL('http://example.com/');"],
  ['HTTP_RESOURCES', 'window.loadFile(page);'],
  ['OPEN_EXTERNAL', 'await shell.openExternal(address);'],
  ['OPEN_EXTERNAL', 'shell.openPath(path);'],
  ['PROTOCOL_HANDLER', "app.setAsDefaultProtocolClient('http');"],
  ['PROTOCOL_HANDLER', "protocol.registerFileProtocol('x', serve);"],
  ['PROTOCOL_HANDLER', 'const privileges = { standard: true, bypassCSP: true };'],
  ['SECURITY_WARNINGS_DISABLED', "process.env['ELECTRON_DISABLE_SECURITY_WARNINGS'] = 'true';"],
];

function findFaults(code: string, file = ''): string[] {
  const found = new Linter().verify(code, {
    languageOptions: { parser: typescript.parser as Linter.Parser },
    rules: { 'no-restricted-syntax': ['error', ...restrict(file)] },
  });
  return found.map(({ message }) => message.split(':')[0] ?? '');
}

describe('the rules for what Electron can do', () => {
  test.each(FAULTS)('%s finds %s', (check, code) => {
    expect(findFaults(code)).toContain(check);
  });

  test('each of them is tried', () => {
    expect(new Set(FAULTS.map(([check]) => check))).toEqual(
      new Set(ELECTRON_RULES.map(({ check }) => check)),
    );
  });

  test('leave alone what the app does', () => {
    const window = `const opened = new BrowserWindow({ webPreferences: {
      sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false,
    } });
    app.commandLine.appendSwitch('disable-http2');
    opened.loadURL(getPageUrl());
    protocol.handle('x', serve);`;
    expect(findFaults(window)).toEqual([]);
  });

  test('an exception holds for the file that it is made for', () => {
    const code = 'shell.openExternal(address);';
    expect(findFaults(code, 'src/main/assembly/transcript.ts')).toEqual([]);
    expect(findFaults(code, 'src/main/desktop/menu.ts')).toEqual(['OPEN_EXTERNAL']);
  });
});
