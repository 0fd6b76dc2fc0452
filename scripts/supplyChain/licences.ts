import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../process/setupError';
import type { BundledPackage } from './bundledPackages';
import { mitText } from './mitText';

/** A part by others that is in the app, as *About* shows it. */
export interface Notice {
  readonly name: string;
  readonly version: string;
  /** Its SPDX name. */
  readonly licence: string;
  /** As its authors wrote it, with their names. */
  readonly text: string;
}

/** Licences that ask for nothing but that they and the authors are named. Others need a decision first. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unicode-3.0',
  'Unlicense',
]);

/** Looked at one by one: their package.json names MIT and the author, and there is no file with the text. */
const MIT_WITHOUT_TEXT: ReadonlyMap<string, string> = new Map([['lazy-val', 'Vladimir Krivosheev']]);

const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * The notices of these packages.
 *
 * @throws {SetupError} when one has a licence that is not allowed, or does not say which.
 */
export function collectNotices(packages: readonly BundledPackage[]): Notice[] {
  const notices = packages.map(({ name, version, folder }) => ({
    name,
    version,
    licence: readLicenceName(folder),
    text: readLicenceText(folder) || readKnownText(name, readLicenceName(folder)),
  }));
  checkNotices(notices);
  return notices;
}

function readKnownText(name: string, licence: string): string {
  const author = MIT_WITHOUT_TEXT.get(name);
  return author === undefined || licence !== 'MIT' ? '' : mitText(author);
}

/** @throws {SetupError} as `collectNotices`. */
export function checkNotices(notices: readonly Notice[]): void {
  const faults = notices.flatMap(({ name, version, licence, text }) => {
    if (!isAllowed(licence)) return [`${name} ${version}: ${licence === '' ? 'names no licence' : licence}`];
    return text === '' ? [`${name} ${version}: has no text of its licence`] : [];
  });
  if (faults.length === 0) return;
  throw new SetupError(
    `These packages are in the build, and nobody has decided about their licences ` +
      `(scripts/supplyChain/licences.ts):\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  );
}

/** Of alternatives one has to be allowed, of what applies together all. */
export function isAllowed(licence: string): boolean {
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((name) => ALLOWED.has(name.trim())));
}

function readLicenceName(folder: string): string {
  const described = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { license?: unknown };
  return typeof described.license === 'string' ? described.license : '';
}

function readLicenceText(folder: string): string {
  const files = readdirSync(folder).filter((name) => LICENCE_FILE.test(name));
  return files
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
    .join('\n\n');
}
