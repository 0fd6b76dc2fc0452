/** Looks for many texts at once in the bytes of files, in each way in which programs write text. */
export interface MarkerSearch {
  /** Which of the texts stand in these bytes. */
  findIn(bytes: Uint8Array): ReadonlySet<string>;
  /** No text is longer than this many bytes, however it is written. */
  readonly longestBytes: number;
  /** Overwrites the texts in memory. */
  destroy(): void;
}

interface Form {
  readonly text: string;
  readonly bytes: Buffer;
}

function toJsonEscapes(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** In memory of its own, not in a part of a larger piece that others use: it can be overwritten. */
function toForm(text: string, written: string, encoding: 'utf8' | 'utf16le'): Form {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(written, encoding));
  bytes.write(written, encoding);
  return { text, bytes };
}

function getForms(text: string): Form[] {
  const escaped = toJsonEscapes(text);
  return [
    toForm(text, text, 'utf8'),
    toForm(text, text, 'utf16le'),
    ...(escaped === text ? [] : [toForm(text, escaped, 'utf8')]),
  ];
}

const START_BYTES = 4;

export function createMarkerSearch(texts: readonly string[]): MarkerSearch {
  const forms = texts.flatMap(getForms).filter(({ bytes }) => bytes.length >= START_BYTES);
  /** By their first four bytes; the table of the first two says in one step that none begins here. */
  const byStart = new Map<number, Form[]>();
  const starts = new Uint8Array(0x10000);
  for (const form of forms) {
    const start = form.bytes.readUInt32BE(0);
    starts[start >>> 16] = 1;
    byStart.set(start, [...(byStart.get(start) ?? []), form]);
  }

  function findAt(bytes: Buffer, offset: number): readonly Form[] {
    const candidates = byStart.get(bytes.readUInt32BE(offset)) ?? [];
    return candidates.filter((form) => form.bytes.equals(bytes.subarray(offset, offset + form.bytes.length)));
  }

  return {
    longestBytes: Math.max(0, ...forms.map(({ bytes }) => bytes.length)),
    findIn(given) {
      const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
      const found = new Set<string>();
      for (let offset = 0; offset + START_BYTES <= bytes.length; offset += 1) {
        const start = ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
        if (starts[start] === 1) for (const { text } of findAt(bytes, offset)) found.add(text);
      }
      return found;
    },
    destroy() {
      for (const { bytes } of forms) bytes.fill(0);
      byStart.clear();
    },
  };
}
