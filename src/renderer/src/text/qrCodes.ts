/** Cuts a text into parts that each fill a QR code, so that it can be taken along without a server. */

/** In bytes of UTF-8. More fit, but a phone then has to be held very still. */
const MAX_CODE_BYTES = 400;
/** Where there is room for it, a part ends with a line, or else with a word. */
const BREAKS = ['\n', ' '];
/** Of a part that is used at least, before it ends inside of a line or of a word. */
const LEAST_USE = 0.6;

const utf8 = new TextEncoder();

function countBytes(text: string): number {
  return utf8.encode(text).length;
}

/** Each part begins with a line such as `Chat 1/3`, so that it can be read by itself and put in order. */
export function splitForCodes(text: string, maxBytes = MAX_CODE_BYTES): string[] {
  const wellFormed = text.trim().toWellFormed();
  // The header grows with the number of parts, so room is left for the longest that this text could need.
  const digits = String(Math.ceil(countBytes(wellFormed) / (maxBytes / 4))).length;
  const room = maxBytes - `Chat /\n`.length - 2 * digits;
  const parts: string[] = [];
  for (let rest = wellFormed; rest !== '';) {
    const part = takePart(rest, room);
    parts.push(part.trim());
    rest = rest.slice(part.length).trimStart();
  }
  return parts.map((part, number) => `Chat ${number + 1}/${parts.length}\n${part}`);
}

function takePart(text: string, room: number): string {
  const fitting = takeBytes(text, room);
  if (fitting.length === text.length) return text;
  for (const sign of BREAKS) {
    const end = fitting.lastIndexOf(sign);
    if (end >= fitting.length * LEAST_USE) return fitting.slice(0, end + 1);
  }
  return fitting;
}

/** As many whole characters as fit. */
function takeBytes(text: string, room: number): string {
  const { read } = utf8.encodeInto(text, new Uint8Array(room));
  return text.slice(0, read);
}

/** The dark fields as the path of one shape, row by row. */
export function toPath(fields: readonly (readonly boolean[])[]): string {
  return fields.map((row, y) => toRowPath(row, y)).join('');
}

function toRowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== true) continue;
    const start = x;
    while (row[x + 1] === true) x += 1;
    path += `M${start} ${y}h${x + 1 - start}v1h${start - x - 1}z`;
  }
  return path;
}
