import type { Notice } from './licences';

/** What stands in package-lock.json about a package: the sum of what npm has fetched. */
export type Integrities = ReadonlyMap<string, string>;

export interface SbomOptions {
  readonly app: { readonly name: string; readonly version: string };
  readonly electronVersion: string;
  readonly isOfficialElectron: boolean;
  /** What is bundled into the app. */
  readonly parts: readonly Notice[];
  readonly integrities: Integrities;
  /** Seconds since 1970. */
  readonly epoch: number;
}

/**
 * The bill of materials in CycloneDX 1.6: what is in the package, and nothing that only builds or tests it. The same
 * input makes the same text.
 */
export function createSbom(options: SbomOptions): object {
  const { app, electronVersion, isOfficialElectron, parts, integrities, epoch } = options;
  const appRef = `pkg:npm/${app.name}@${app.version}`;
  const electron = createElectron(electronVersion, isOfficialElectron);
  const components = [electron, ...parts.map((part) => createComponent(part, integrities))];
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: new Date(epoch * 1000).toISOString(),
      component: {
        type: 'application',
        'bom-ref': appRef,
        name: app.name,
        version: app.version,
        purl: appRef,
      },
    },
    components,
    dependencies: [{ ref: appRef, dependsOn: components.map((component) => component['bom-ref']) }],
  };
}

function createElectron(version: string, isOfficial: boolean) {
  const purl = `pkg:npm/electron@${version}`;
  return {
    type: 'framework',
    'bom-ref': purl,
    name: 'electron',
    version,
    description: isOfficial
      ? 'Holds Chromium and Node.js; their parts and licences are in LICENSES.chromium.html'
      : 'A stand-in for tests, not the official build',
    licenses: [{ license: { id: 'MIT' } }],
    purl,
  };
}

function createComponent({ name, version, licence }: Notice, integrities: Integrities) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const integrity = integrities.get(`${name}@${version}`);
  const sum = /^sha512-(.+)$/.exec(integrity ?? '')?.[1];
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    ...(sum === undefined
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(sum, 'base64').toString('hex') }] }),
    licenses: [/ (OR|AND) /.test(licence) ? { expression: licence } : { license: { id: licence } }],
    purl,
  };
}

/** The sums in package-lock.json, by `name@version`. */
export function readIntegrities(lockfile: string): Integrities {
  const { packages } = JSON.parse(lockfile) as {
    packages: Record<string, { version?: string; integrity?: string }>;
  };
  const found = new Map<string, string>();
  for (const [path, { version, integrity }] of Object.entries(packages)) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (version !== undefined && integrity !== undefined) found.set(`${name}@${version}`, integrity);
  }
  return found;
}
