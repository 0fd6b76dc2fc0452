import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../process/projectRoot';
import { createBuilderConfig, LINK_SCHEME } from './builderConfig';

/**
 * Most of what the configuration says cannot be built on one system. So it is held against electron-builder's own schema,
 * and against what must not get lost in it.
 */

const require = createRequire(import.meta.url);
const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js') as {
  validateConfiguration(config: unknown, log: { isEnabled: boolean }): Promise<void>;
};

const createConfig = () =>
  createBuilderConfig({
    variant: { version: '1.2.3', electronVersion: '45.4.1', isForTests: false, isDebuggable: false },
    electronFolder: null,
    outputFolder: 'out/package/release',
    sbomFile: 'out/package/release/sbom.cdx.json',
  });

const isThere = (path: unknown) => typeof path === 'string' && existsSync(join(projectRoot, path));
const validate = (config: unknown) => validateConfiguration(config, { isEnabled: false });

afterEach(() => {
  delete process.env['APPLE_API_KEY'];
});

describe('the configuration of the packages', () => {
  test('is one that electron-builder knows in every word, and it would notice one that it does not', async () => {
    await expect(validate(createConfig())).resolves.toBeUndefined();
    await expect(validate({ ...createConfig(), nsis: { perMachines: true } })).rejects.toThrow(
      'configuration.nsis',
    );
  });

  test('names packages for all three systems', () => {
    const { linux, win, mac } = createConfig();
    expect([linux?.target, win?.target, mac?.target]).toEqual([
      ['AppImage', 'deb', 'rpm'],
      ['nsis', 'msi'],
      ['dmg', 'pkg', 'zip'],
    ]);
  });

  test('on Windows installs for all users of the computer unless one is named, without a window where that is asked for', () => {
    const { nsis, msi } = createConfig();
    // Not `perMachine`: that would leave no way for one user, whose installation alone may update itself.
    expect(nsis).toMatchObject({
      perMachine: false,
      selectPerMachineByDefault: true,
      oneClick: false,
      deleteAppDataOnUninstall: false,
    });
    expect(msi).toMatchObject({ perMachine: true, oneClick: true, runAfterFinish: false });
    expect(isThere(nsis?.include)).toBe(true);
    // What is kept is asked about with a window, and never deleted without one.
    const script = readFileSync(join(projectRoot, String(nsis?.include)), 'utf8');
    expect(script).toMatch(/andIfNot} \${Silent}[\s\S]*MB_DEFBUTTON2/);
  });

  test('on macOS has the hardened runtime with one entitlement, and notarises when the environment has the key', () => {
    const { mac } = createConfig();
    expect(mac).toMatchObject({ hardenedRuntime: true, notarize: false });
    for (const file of [mac?.entitlements, mac?.entitlementsInherit]) {
      const keys = readFileSync(join(projectRoot, String(file)), 'utf8').match(/<key>(.*)<\/key>/g);
      expect(keys).toEqual(['<key>com.apple.security.cs.allow-jit</key>']);
    }
    process.env['APPLE_API_KEY'] = 'AuthKey.p8';
    expect(createConfig().mac?.notarize).toBe(true);
  });

  test('registers the link on each system, and names only files that are there', () => {
    const { protocols, linux, deb, rpm, win, mac } = createConfig();
    expect(protocols).toEqual([expect.objectContaining({ schemes: [LINK_SCHEME] })]);
    const entry = readFileSync(join(projectRoot, 'packaging/linux/counterline.desktop'), 'utf8');
    expect(entry).toContain(`MimeType=x-scheme-handler/${LINK_SCHEME};`);
    const scripts = [deb?.afterInstall, deb?.afterRemove, rpm?.afterInstall, rpm?.afterRemove];
    const options = [...(deb?.fpm ?? []), ...(rpm?.fpm ?? [])].map((option) => option.split('=')[1]);
    for (const file of [...scripts, ...options, linux?.icon, win?.icon, mac?.icon])
      expect(isThere(file), String(file)).toBe(true);
    // The note for systems that give user namespaces only to whom they know.
    expect(isThere('packaging/linux/apparmor-profile')).toBe(true);
    expect(JSON.stringify(linux?.extraFiles)).toContain('apparmor-profile');
  });
});
