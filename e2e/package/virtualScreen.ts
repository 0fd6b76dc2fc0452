import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, deflateSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { startDisplay } from '../../scripts/electron/display';
import { TEST_WINDOW_MANAGER } from '../../scripts/electron/windowManager';

/** A display with keys and a picture: what a person has of an app that cannot be looked into. */
export interface VirtualScreen {
  readonly env: Readonly<Record<string, string>>;
  /** Resolves when a window has a title like this. */
  untilTitle(pattern: RegExp): Promise<void>;
  type(text: string, options?: { readonly delayMs: number }): Promise<void>;
  press(key: string, options?: { readonly times: number }): Promise<void>;
  /** With the left button held down. */
  drag(from: Point, to: Point): Promise<void>;
  takePicture(): Promise<Picture>;
  stop(): Promise<void>;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Picture {
  readonly png: Buffer;
  /** How many different colours are in it: one, where nothing is drawn. */
  readonly colours: number;
}

const WIDTH = 1280;
const HEIGHT = 900;

/** Needs Xvfb, openbox and xdotool, which `npm run prepare:electron` installs. */
export async function startVirtualScreen(): Promise<VirtualScreen> {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-screen-'));
  const size = `${WIDTH}x${HEIGHT}x24`;
  const display = await startDisplay({
    platform: 'linux',
    env: { PATH: process.env['PATH'] },
    windowManager: TEST_WINDOW_MANAGER,
    server: [
      'Xvfb',
      '-displayfd',
      '3',
      '-screen',
      '0',
      size,
      '-fbdir',
      folder,
      '-nolisten',
      'tcp',
      '-noreset',
    ],
  });
  const env = { ...process.env, ...display.env };
  const xdotool = async (...args: string[]) => (await promisify(execFile)('xdotool', args, { env })).stdout;

  return {
    env: display.env,
    untilTitle: (pattern) =>
      expect
        .poll(() => xdotool('search', '--onlyvisible', '--name', pattern.source).catch(() => ''), {
          timeout: 30_000,
        })
        .not.toBe(''),
    type: async (text, { delayMs } = { delayMs: 20 }) =>
      void (await xdotool('type', '--delay', String(delayMs), text)),
    press: async (key, { times } = { times: 1 }) =>
      void (await xdotool('key', ...Array<string>(times).fill(key))),
    async drag(from, to) {
      const move = ({ x, y }: Point) => xdotool('mousemove', String(Math.round(x)), String(Math.round(y)));
      await move(from);
      await xdotool('mousedown', '1');
      // A drag begins with the first steps.
      for (const share of [0.1, 0.2, 0.5, 1])
        await move({ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) });
      await xdotool('mouseup', '1');
    },
    takePicture: async () => readPicture(await readFile(join(folder, 'Xvfb_screen0'))),
    async stop() {
      await display.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The memory of the display is a file in the format of xwd: a header, a table of colours, rows of blue, green, red. */
function readPicture(dump: Buffer): Picture {
  const [headerSize, coloursInTable, bytesPerRow] = [0, 19, 12].map((at) => dump.readUInt32BE(at * 4)) as [
    number,
    number,
    number,
  ];
  const start = headerSize + coloursInTable * 12;
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  const colours = new Set<number>();
  for (let y = 0, at = 0; y < HEIGHT; y += 1) {
    rows[at++] = 0;
    for (let x = 0; x < WIDTH; x += 1) {
      const pixel = dump.readUInt32LE(start + y * bytesPerRow + x * 4) & 0xffffff;
      colours.add(pixel);
      at = rows.writeUIntBE(pixel, at, 3);
    }
  }
  return { png: toPng(rows), colours: colours.size };
}

function toPng(rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // Eight bits each of red, green and blue.
  header.set([8, 2], 8);
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
