/** Which package of Debian or Ubuntu brings a shared library that Electron is linked with. */
const PACKAGE_OF_LIBRARY: Readonly<Record<string, string>> = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libgdk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libdrm.so.2': 'libdrm2',
  'libXss.so.1': 'libxss1',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libcairo.so.2': 'libcairo2',
  'libexpat.so.1': 'libexpat1',
  'libudev.so.1': 'libudev1',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libxcb.so.1': 'libxcb1',
};

/**
 * What Electron needs on a bare system; the rest comes with these. For libraries that the table above doesn't
 * know.
 */
const BASE_PACKAGES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0'];

/** The packages that bring these libraries, by the names they have had for longest, each once and sorted. */
export function packagesForLibraries(libraries: readonly string[]): string[] {
  const packages = libraries.flatMap((library) => PACKAGE_OF_LIBRARY[library] ?? BASE_PACKAGES);
  return [...new Set(packages)].sort();
}

/** The names to ask `apt-cache policy` about: newer releases call some of these packages `…t64`. */
export function packageCandidates(packages: readonly string[]): string[] {
  return packages.flatMap((name) => [name, `${name}t64`]);
}

/**
 * The names under which this release can install the packages. One it doesn't know keeps its name, so that
 * apt says so.
 */
export function chooseInstallable(packages: readonly string[], policy: string): string[] {
  const installable = parseInstallable(policy);
  return packages.map((name) =>
    !installable.has(name) && installable.has(`${name}t64`) ? `${name}t64` : name,
  );
}

/** Reads `apt-cache policy`: a package that exists in name only has no candidate. */
function parseInstallable(policy: string): Set<string> {
  const installable = new Set<string>();
  let current = '';
  for (const line of policy.split('\n')) {
    const heading = /^(\S+):$/.exec(line)?.[1];
    if (heading !== undefined) current = heading;
    else if (/^\s+Candidate: (?!\(none\))\S/.test(line)) installable.add(current);
  }
  return installable;
}

/** The libraries that `ldd` could not find, each once. */
export function parseMissingLibraries(ldd: string): string[] {
  const missing = [...ldd.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
  return [...new Set(missing)].sort();
}
