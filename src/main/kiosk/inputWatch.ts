import { app, screen, webContents, type Input, type InputEvent, type WebContents } from 'electron';
import type { Clock } from '../lib/time';
import type { InputKind } from './idle';

/**
 * Hears every key, press and touch before the page does: a page that hangs, or that somebody has taken over, can
 * neither hide a customer nor make one up.
 */

/** Keys that move the focus, or do nothing alone. */
const LOOKING_KEYS = new Set([
  'Tab',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'AltGraph',
  'CapsLock',
]);

/** The moment when a press is over: what it was meant for has then been pressed. */
const ACTS: ReadonlySet<string> = new Set(['mouseUp', 'touchEnd', 'mouseWheel', 'gestureScrollEnd']);
const LOOKS: ReadonlySet<string> = new Set(['mouseDown', 'touchStart', 'touchMove']);
const LOOK_AGAIN_AFTER_MS = 250;

function getKeyKind({ type, key }: Pick<Input, 'type' | 'key'>): InputKind {
  return type === 'keyUp' && !LOOKING_KEYS.has(key) ? 'act' : 'look';
}

export function watchInput(clock: Clock, onInput: (kind: InputKind) => void): void {
  let pointer = { x: -1, y: -1 };
  let lookedAtMs = -Infinity;

  /** The runtime makes up moves of a pointer that lies still, for instance when a page has loaded. */
  function hasPointerMoved(): boolean {
    if (clock.monotonic() - lookedAtMs < LOOK_AGAIN_AFTER_MS) return false;
    lookedAtMs = clock.monotonic();
    const before = pointer;
    pointer = screen.getCursorScreenPoint();
    return pointer.x !== before.x || pointer.y !== before.y;
  }

  function note(event: InputEvent): void {
    const { type } = event;
    // Keys that tools of accessibility and tests make up are told of here only.
    if ('key' in event && typeof event.key === 'string') return onInput(getKeyKind({ type, key: event.key }));
    if (ACTS.has(type)) onInput('act');
    else if (LOOKS.has(type)) onInput('look');
    else if (type === 'mouseMove' && hasPointerMoved()) onInput('look');
  }

  function follow(contents: WebContents): void {
    contents.on('before-input-event', (_input, input) => onInput(getKeyKind(input)));
    contents.on('input-event', (_input, input) => note(input));
  }

  // The window is there before the counter.
  for (const contents of webContents.getAllWebContents()) follow(contents);
  app.on('web-contents-created', (_event, contents) => follow(contents));
}
