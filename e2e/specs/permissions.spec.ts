import { expect, test } from '../fixtures/counterline';

/**
 * Electron grants a page each of these by itself, unless it is told otherwise. Asked for one by one by code in the page,
 * as if somebody had just clicked.
 */
const ASKED: Readonly<Record<string, string>> = {
  'clipboard-read': 'navigator.clipboard.readText()',
  'clipboard-sanitized-write': "navigator.clipboard.writeText('x')",
  'display-capture': 'navigator.mediaDevices.getDisplayMedia({ video: true })',
  fullscreen: 'document.documentElement.requestFullscreen()',
  geolocation: 'new Promise((give, refuse) => navigator.geolocation.getCurrentPosition(give, refuse))',
  'idle-detection': 'IdleDetector.requestPermission()',
  keyboardLock: "navigator.keyboard.lock(['Escape'])",
  'local-fonts': 'queryLocalFonts()',
  'media, a camera': 'navigator.mediaDevices.getUserMedia({ video: true })',
  'media, a microphone': 'navigator.mediaDevices.getUserMedia({ audio: true })',
  mediaKeySystem: `navigator.requestMediaKeySystemAccess('org.w3.clearkey', [
    { initDataTypes: ['cenc'], persistentState: 'required', videoCapabilities: [{ contentType: 'video/mp4; codecs="avc1.42E01E"' }] },
  ])`,
  midi: 'navigator.requestMIDIAccess()',
  midiSysex: 'navigator.requestMIDIAccess({ sysex: true })',
  notifications: 'Notification.requestPermission()',
  pointerLock: 'document.body.requestPointerLock()',
  'speaker-selection': 'navigator.mediaDevices.selectAudioOutput()',
  'top-level-storage-access': "document.requestStorageAccessFor('https://example.com')",
  'window-management': 'getScreenDetails()',
  fileSystem: 'showOpenFilePicker()',
  'persistent-storage': 'navigator.storage.persist()',
  wakeLock: "navigator.wakeLock.request('screen')",
  hid: 'navigator.hid.requestDevice({ filters: [] })',
  serial: 'navigator.serial.requestPort()',
  usb: 'navigator.usb.requestDevice({ filters: [] })',
  bluetooth: 'navigator.bluetooth.requestDevice({ acceptAllDevices: true })',
  payment: `new PaymentRequest([{ supportedMethods: 'https://pay.example' }], { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } }).show()`,
  presentation: "new PresentationRequest(['https://cast.example']).start()",
  'picture in picture': "document.createElement('video').requestPictureInPicture()",
  'a window that stays on top': 'documentPictureInPicture.requestWindow()',
  passkey: 'navigator.credentials.get({ publicKey: { challenge: new Uint8Array(16) } })',
  share: "navigator.share({ url: 'https://example.com' })",
  contacts: "navigator.contacts.select(['name'])",
};

/** What a page may ask the state of, by the names of the Permissions API. */
const QUERIED = [
  'camera',
  'microphone',
  'geolocation',
  'notifications',
  'midi',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'idle-detection',
  'local-fonts',
  'persistent-storage',
  'screen-wake-lock',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'window-management',
  'keyboard-lock',
  'pointer-lock',
  'payment-handler',
  'background-sync',
];

test('no permission is given, whichever is asked for', async ({ counterline }) => {
  const outcomes = await counterline.app.evaluate(async ({ BrowserWindow }, asked) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const answers: Record<string, unknown> = {};
    for (const [name, code] of Object.entries(asked)) {
      // Without an answer a page has nothing either.
      const late = new Promise((resolve) => setTimeout(() => resolve('no answer'), 1000));
      const attempt = contents?.executeJavaScript(
        `(async () => { try { return 'given: ' + (await ${code}); } catch { return 'refused'; } })()`,
        true,
      );
      answers[name] = await Promise.race([attempt, late]);
    }
    return answers;
  }, ASKED);
  // A list is a list of nothing: no font, no device.
  const nothing = ['refused', 'no answer', 'given: denied', 'given: false', 'given: '];
  const given = Object.entries(outcomes).filter(([, outcome]) => !nothing.includes(String(outcome)));
  expect(given).toEqual([]);
  // The control: the handler was asked, and it was not the platform alone that had none of these.
  await expect.poll(counterline.getLog).toContain('permission refused');

  const states = await counterline.page.evaluate(
    (names) =>
      Promise.all(
        names.map(async (name) => {
          try {
            const { state } = await navigator.permissions.query({ name: name as PermissionName });
            return `${name}: ${state}`;
          } catch {
            return `${name}: denied`;
          }
        }),
      ),
    QUERIED,
  );
  expect(states).toEqual(QUERIED.map((name) => `${name}: denied`));
  expect(await counterline.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
