/** The text files that make a folder a Debian package. */

export interface DebianControl {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly installedBytes: number;
  readonly depends: readonly string[];
  readonly maintainer: string;
  readonly synopsis: string;
  /** Paragraphs. */
  readonly description: readonly string[];
}

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', arm: 'armhf' };

/** What Debian calls an architecture of Node. */
export function toDebianArchitecture(architecture: string): string {
  return ARCHITECTURES[architecture] ?? architecture;
}

export function formatControl(control: DebianControl): string {
  const fields = [
    ['Package', control.name],
    ['Version', control.version],
    ['Architecture', control.architecture],
    ['Maintainer', control.maintainer],
    ['Installed-Size', String(Math.ceil(control.installedBytes / 1024))],
    ['Depends', control.depends.join(', ')],
    ['Section', 'net'],
    ['Priority', 'optional'],
    ['Description', control.synopsis],
  ].map(([name, value]) => `${name}: ${value}`);
  const paragraphs = control.description.flatMap((paragraph, index) => [
    ...(index === 0 ? [] : [' .']),
    ...wrap(paragraph).map((line) => ` ${line}`),
  ]);
  return `${[...fields, ...paragraphs].join('\n')}\n`;
}

const WIDTH = 78;

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
