import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { findFuseFile, setFuses, SHIPPED_FUSES } from './fuses';
import type { Variant } from './variant';

export const PRODUCT_NAME = 'Counterline';
export const EXECUTABLE_NAME = 'counterline';
/** Never asked: the app names the server of the setting before it looks. */
export const UPDATE_SERVER_BY_SETTING = 'https://updates.counterline.invalid';
export const LINK_SCHEME = 'counterline';

/**
 * What a Debian system must have: the packages of the libraries that Electron is linked with, or opens as it starts
 * (libX11-xcb: without it Chromium dies without a word), under their names before and after 2024, and the programs that
 * open links. `npm run package:test` shows in a bare Debian that nothing is missing.
 */
export const DEBIAN_DEPENDENCIES = [
  'debconf | debconf-2.0',
  'libasound2 | libasound2t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libatk1.0-0 | libatk1.0-0t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libcairo2',
  'libcups2 | libcups2t64',
  'libdbus-1-3',
  'libdrm2',
  'libexpat1',
  'libgbm1',
  'libglib2.0-0 | libglib2.0-0t64',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnspr4',
  'libnss3',
  'libpango-1.0-0',
  'libudev1',
  'libx11-6',
  'libx11-xcb1',
  'libxcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxext6',
  'libxfixes3',
  'libxkbcommon0',
  'libxrandr2',
  'xdg-utils',
] as const;

const RPM_DEPENDENCIES = [
  'alsa-lib',
  'at-spi2-core',
  'gtk3',
  'libX11-xcb',
  'libXScrnSaver',
  'libXtst',
  'libsecret',
  'libuuid',
  'mesa-libgbm',
  'nss',
  'xdg-utils',
];

/** The texts of Chromium itself that are kept: those of the languages that the app speaks. */
export const CHROMIUM_LANGUAGES = [
  'ar',
  'de',
  'en-US',
  'es',
  'es-419',
  'fr',
  'he',
  'hi',
  'it',
  'ja',
  'pl',
  'pt-BR',
  'tr',
  'uk',
  'zh-CN',
];

export interface BuilderConfigOptions {
  readonly variant: Variant;
  /** The folder of an unpacked Electron to take, or null to have electron-builder download the official one. */
  readonly electronFolder: string | null;
  readonly outputFolder: string;
  /** From the project's folder. */
  readonly sbomFile: string;
}

/**
 * The whole configuration of electron-builder, for all systems. Signing and notarisation are switched on by the
 * environment only (docs/releasing.md), so that no secret and no name of an owner stands here.
 */
export function createBuilderConfig(options: BuilderConfigOptions): Configuration {
  const { variant, electronFolder, outputFolder, sbomFile } = options;
  return {
    appId: 'com.counterline.app',
    productName: PRODUCT_NAME,
    executableName: EXECUTABLE_NAME,
    copyright: 'Copyright © the makers of Counterline',
    directories: { output: outputFolder, buildResources: 'packaging' },
    electronVersion: variant.electronVersion,
    ...(electronFolder === null ? {} : { electronDist: electronFolder }),
    electronLanguages: CHROMIUM_LANGUAGES,
    asar: true,
    // The build bundles everything; no native modules, nothing to be rebuilt, no module folder.
    npmRebuild: false,
    files: [
      'out/{main,preload,renderer,console}/**',
      'out/notices.json',
      'package.json',
      '!**/node_modules/**',
      '!**/*.map',
    ],
    extraResources: [{ from: sbomFile, to: 'sbom.cdx.json' }],
    extraMetadata: {
      version: variant.version,
      // A window belongs to this desktop entry, and links are registered under it.
      desktopName: `${EXECUTABLE_NAME}.desktop`,
      ...(variant.isDebuggable ? { isDebuggable: true } : {}),
    },
    protocols: [{ name: `${PRODUCT_NAME} link`, schemes: [LINK_SCHEME] }],
    artifactName: '${name}-${version}-${os}-${arch}.${ext}',
    // Makes the list of versions (`latest.yml`), and has the publisher of updates noted in the package. Where updates
    // come from is the setting `updateServer`; nothing is uploaded.
    publish: { provider: 'generic', url: UPDATE_SERVER_BY_SETTING },
    afterPack: (context) => hardenPack(context, variant),
    ...linux(variant),
    ...windows(),
    ...mac(),
  };
}

/** Runs before anything is signed. */
async function hardenPack(context: AfterPackContext, variant: Variant): Promise<void> {
  const { appOutDir, electronPlatformName } = context;
  const platform = electronPlatformName as NodeJS.Platform;
  if (platform === 'linux') {
    // Of the stand-in runtime: the app that it starts by itself, and its cache's list of files.
    await rm(join(appOutDir, 'resources', 'app'), { recursive: true, force: true });
    await rm(join(appOutDir, 'complete.json'), { force: true });
  }
  const name = platform === 'linux' ? EXECUTABLE_NAME : PRODUCT_NAME;
  const fuses = { ...SHIPPED_FUSES, EnableNodeCliInspectArguments: variant.isDebuggable };
  await setFuses(findFuseFile(appOutDir, platform, name), fuses);
}

function linux(variant: Variant): Configuration {
  const scripts = 'packaging/linux';
  const warning = variant.isForTests ? ' A build for tests, not to be installed for customers.' : '';
  return {
    linux: {
      target: ['AppImage', 'deb', 'rpm'],
      category: 'Network',
      icon: 'resources/icons',
      synopsis: 'Chat with the support of your organization',
      description: `Asks for help and chats with an agent of the contact center.${warning}`,
      maintainer: 'Counterline <counterline@localhost.invalid>',
      vendor: PRODUCT_NAME,
      extraFiles: [{ from: `${scripts}/apparmor-profile`, to: 'resources/apparmor-profile' }],
      desktop: { entry: { StartupWMClass: EXECUTABLE_NAME, StartupNotify: 'true' } },
    },
    deb: {
      depends: [...DEBIAN_DEPENDENCIES],
      afterInstall: `${scripts}/postinst.sh`,
      afterRemove: `${scripts}/postrm.sh`,
      fpm: [
        `--before-remove=${scripts}/prerm.sh`,
        `--deb-config=${scripts}/config.sh`,
        `--deb-templates=${scripts}/templates`,
      ],
    },
    rpm: {
      depends: RPM_DEPENDENCIES,
      afterInstall: `${scripts}/postinst.sh`,
      afterRemove: `${scripts}/postrm.sh`,
      fpm: [`--before-remove=${scripts}/prerm.sh`],
    },
  };
}

function windows(): Configuration {
  return {
    win: { target: ['nsis', 'msi'], executableName: PRODUCT_NAME, icon: 'resources/icons/icon-512.png' },
    nsis: {
      oneClick: false,
      // For all users (`/S /allusers`), or for one (`/S /currentuser`): only that one can update itself without an administrator.
      perMachine: false,
      selectPerMachineByDefault: true,
      allowElevation: true,
      allowToChangeInstallationDirectory: false,
      // `/S` installs and removes without a window, and then leaves the chats of the users where they are.
      include: 'packaging/windows/installer.nsh',
      deleteAppDataOnUninstall: false,
      differentialPackage: false,
    },
    msi: { oneClick: true, perMachine: true, runAfterFinish: false },
  };
}

function mac(): Configuration {
  return {
    mac: {
      // The .zip is what an app fetches that updates itself.
      target: ['dmg', 'pkg', 'zip'],
      category: 'public.app-category.business',
      icon: 'resources/icons/icon-512.png',
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: 'packaging/mac/entitlements.plist',
      entitlementsInherit: 'packaging/mac/entitlements.inherit.plist',
      // electron-builder notarises when the keys of Apple are in the environment.
      notarize: Boolean(process.env['APPLE_API_KEY']) || Boolean(process.env['APPLE_ID']),
    },
    dmg: { sign: false },
    pkg: { installLocation: '/Applications', allowAnywhere: false, isRelocatable: false },
  };
}
