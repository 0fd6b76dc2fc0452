/**
 * What no line of the app may do to its windows, as rules of ESLint: the checks of Doyensec's electronegativity that
 * matter, under its names (docs/security.md has the table). Each message says what to do instead.
 */

/** @typedef {{ check: string, selector: string, message: string, allowedIn?: readonly string[] }} Rule */

const WINDOWS = '/^(BrowserWindow|BrowserView|WebContentsView|BaseWindow)$/';
const SWITCHES =
  '/^(blink-settings|disable-http2|disable-quic|disable-gpu-process-crash-limit|disable-software-rasterizer|in-process-gpu|enable-speech-dispatcher)$/';

/** @type {(name: string, value: boolean) => string} */
const preference = (name, value) => `Property[key.name='${name}'][value.value=${value}]`;
/** @type {(setting: string) => string} */
const windowWithout = (setting) => `NewExpression[callee.name=${WINDOWS}]:not(:has(${setting}))`;
/** @type {(name: string, value: boolean) => string} */
const other = (name, value) => `Property[key.name=${name}]:not([value.value=${value}])`;
/** @type {(pattern: string) => string} */
const method = (pattern) => `MemberExpression[property.name=${pattern}]`;

/** @type {readonly Rule[]} */
export const ELECTRON_RULES = [
  {
    check: 'AFFINITY',
    selector: "Property[key.name='affinity']",
    message: 'Windows share no process: leave "affinity" out.',
  },
  {
    check: 'BLINK_FEATURES',
    selector: "Property[key.name='enableBlinkFeatures']",
    message: 'Features of Blink are only ever taken away.',
  },
  {
    check: 'EXPERIMENTAL_FEATURES',
    selector: "Property[key.name='experimentalFeatures']",
    message: 'Experimental features stay off.',
  },
  {
    check: 'INSECURE_CONTENT',
    selector: "Property[key.name='allowRunningInsecureContent']",
    message: 'A page loads nothing insecure: leave this switch alone.',
  },
  {
    check: 'WEB_SECURITY',
    selector: other("'webSecurity'", true),
    message: 'webSecurity is true.',
  },
  {
    check: 'NODE_INTEGRATION',
    selector: other('/^nodeIntegration/', false),
    message: 'No page has Node: add a command to the contract (src/shared/ipc).',
  },
  {
    check: 'NODE_INTEGRATION_ATTACH_EVENT',
    selector: other("'webviewTag'", false),
    message: 'There are no web views.',
  },
  {
    check: 'CONTEXT_ISOLATION',
    selector: `${other("'contextIsolation'", true)}, ${windowWithout(preference('contextIsolation', true))}`,
    message: 'Each window says contextIsolation: true.',
  },
  {
    check: 'SANDBOX',
    selector: `${other("'sandbox'", true)}, ${windowWithout(preference('sandbox', true))}`,
    message: 'Each window says sandbox: true.',
  },
  {
    check: 'SANDBOX',
    selector: "CallExpression[callee.property.name='appendSwitch'][arguments.0.value=/sandbox|security/]",
    message: 'The sandbox is not switched off.',
  },
  {
    check: 'REMOTE_MODULE',
    selector:
      "Property[key.name='enableRemoteModule'], ImportSpecifier[imported.name='remote'], Literal[value='@electron/remote']",
    message: 'No page calls into the main process: add a command to the contract (src/shared/ipc).',
  },
  {
    check: 'PRELOAD',
    selector: "Property[key.name='preload']",
    message: 'There is one preload, and one window that has it.',
    allowedIn: ['src/main/desktop/mainWindow.ts'],
  },
  {
    check: 'CERTIFICATE_ERROR_EVENT',
    selector: "Literal[value='certificate-error']",
    message: 'A certificate error has no way around it: nobody listens.',
  },
  {
    check: 'CERTIFICATE_VERIFY_PROC',
    selector: method("'setCertificateVerifyProc'"),
    message: 'Certificates are checked by the system, and by nobody else.',
  },
  {
    check: 'PERMISSION_REQUEST_HANDLER',
    selector: method('/^set(Permission|Device|DisplayMedia)\\w*Handler$/'),
    message: 'Permissions are decided in one place: src/main/app/lockdown.ts.',
    allowedIn: ['src/main/app/lockdown.ts'],
  },
  {
    check: 'LIMIT_NAVIGATION',
    selector: `${method("'setWindowOpenHandler'")}, Literal[value=/^will-(navigate|frame-navigate|redirect|attach-webview|download)$/]`,
    message: 'Navigation, windows and downloads are refused in one place: src/main/app/lockdown.ts.',
    allowedIn: ['src/main/app/lockdown.ts'],
  },
  {
    check: 'CUSTOM_ARGUMENTS',
    selector: `CallExpression[callee.property.name=/^append(Switch|Argument)$/]:not([arguments.0.value=${SWITCHES}])`,
    message: 'Switches of Chromium weaken it in ways that nobody sees: decide about this one in this list.',
  },
  {
    check: 'DANGEROUS_FUNCTIONS',
    selector: method('/^(executeJavaScript|executeJavaScriptInIsolatedWorld|insertCSS|insertText)$/'),
    message: 'The main process writes no code into a page: send it an event.',
  },
  {
    check: 'DANGEROUS_FUNCTIONS',
    selector:
      "CallExpression[callee.name='eval'], NewExpression[callee.name='Function'], CallExpression[callee.name='Function']",
    message: 'No text becomes code.',
  },
  {
    check: 'DANGEROUS_FUNCTIONS',
    selector:
      "AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/], CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)$/], CallExpression[callee.object.name='document'][callee.property.name=/^write/]",
    message: 'No text becomes markup: use textContent, or a template.',
  },
  {
    check: 'HTTP_RESOURCES',
    selector:
      "CallExpression[callee.property.name=/^load(URL|File)$/] > Literal, CallExpression[callee.property.name='loadFile']",
    message: "A window loads the app's own page, under its own scheme.",
  },
  {
    check: 'OPEN_EXTERNAL',
    selector: "MemberExpression[object.name='shell']",
    message:
      'Links of agents are opened through src/main/desktop/linkOpener.ts, after a question; nothing else is.',
    allowedIn: ['src/main/assembly/transcript.ts'],
  },
  {
    check: 'PROTOCOL_HANDLER',
    selector: method('/^(setAsDefaultProtocolClient|registerSchemesAsPrivileged)$/'),
    message: 'The app has one scheme for its page and one for links.',
    allowedIn: ['src/main/app/linkInbox.ts', 'src/main/app/uiProtocol.ts'],
  },
  {
    check: 'PROTOCOL_HANDLER',
    selector: `${method('/^(register|intercept)(File|Http|Buffer|String|Stream|Standard)\\w*$/')}, Property[key.name=/^(bypassCSP|allowServiceWorkers|supportFetchAPI|corsEnabled|stream|codeCache)$/][value.value=true]`,
    message: 'The scheme of the page is served by protocol.handle, and has no more rights than it needs.',
  },
  {
    check: 'SECURITY_WARNINGS_DISABLED',
    selector:
      "Literal[value='ELECTRON_DISABLE_SECURITY_WARNINGS'], Identifier[name='ELECTRON_DISABLE_SECURITY_WARNINGS']",
    message: "Electron's warnings stay on.",
  },
];

/**
 * For `no-restricted-syntax`: the rules that hold in a file, by its path from the project's folder.
 *
 * @param {string} file
 */
export function restrict(file) {
  return ELECTRON_RULES.filter(({ allowedIn = [] }) => !allowedIn.includes(file)).map(
    ({ check, selector, message }) => ({ selector, message: `${check}: ${message}` }),
  );
}

/** The files for which some rule makes an exception. */
export const EXCEPTED_FILES = [...new Set(ELECTRON_RULES.flatMap(({ allowedIn = [] }) => allowedIn))];
