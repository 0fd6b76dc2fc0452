import { clipboard } from 'electron';

/**
 * All that can be pasted: the clipboard and, on X11, what was last selected. Electron 33 and 45 name these in
 * different ways, and both are spoken to.
 */
type OldKind = 'clipboard' | 'selection';

/** As in Electron 33. */
interface OldClipboard {
  clear(kind: OldKind): void;
  readText(kind: OldKind): string;
  readHTML(kind: OldKind): string;
}

const KINDS: readonly OldKind[] = process.platform === 'linux' ? ['clipboard', 'selection'] : ['clipboard'];

function asOld(): OldClipboard | null {
  return 'readHTML' in clipboard ? (clipboard as unknown as OldClipboard) : null;
}

function getNew(): Electron.Clipboard[] {
  return KINDS.map((kind) => (kind === 'selection' ? clipboard.selection : clipboard));
}

export function clearClipboards(): void {
  const old = asOld();
  if (old !== null) for (const kind of KINDS) old.clear(kind);
  else for (const board of getNew()) board.clear();
}

/** What stands on them now. */
export async function readClipboards(): Promise<string> {
  const old = asOld();
  if (old !== null) return KINDS.flatMap((kind) => [old.readText(kind), old.readHTML(kind)]).join('\n');
  return (await Promise.all(getNew().map((board) => board.readText()))).join('\n');
}
