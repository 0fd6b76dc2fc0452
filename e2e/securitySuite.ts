/**
 * The specs that try the forbidden, and one whole chat. `npm test` runs them on the packaged app, where they count, and not
 * on the built one as well; `npm run e2e` runs them on the built app, for whoever works on them.
 */
export const SECURITY_SUITE = [
  'wholeChatByMouse',
  'hostilePage',
  'lockdown',
  'permissions',
  'foreignWindow',
  'webPlatform',
  'escapeKeys',
  'links',
].map((name) => new RegExp(`/specs/${name}\\.spec\\.ts$`));

/** Projects of Playwright: `npm test` picks the first on the built app, and the package's own runner the second. */
export const OTHER_SPECS = 'app';
export const SECURITY_SPECS = 'security';
