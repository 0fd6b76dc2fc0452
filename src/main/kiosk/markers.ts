import type { ChatForm, ChatView } from '@shared/chat';

/**
 * What the verifier of the wipe looks for: pieces of what this customer and the agents have said. They are kept in
 * memory only, and only until the wipe has been verified.
 */
export interface Markers {
  /** To be called whenever the chat has changed. */
  noteView(view: ChatView): void;
  noteDraft(draft: string): void;
  /** The pieces to look for. */
  getPieces(): readonly string[];
  forget(): void;
}

/** Shorter ones, such as "hello", stand in many files by chance. */
const MIN_LENGTH = 8;
/** Dates and numbers stand in any log. */
const MIN_LETTERS = 5;
const MAX_LENGTH = 64;
/** More say nothing more about the wipe, and would only make the search slow. */
const MAX_PIECES = 2000;
const MAX_NOTED = 500;

const LETTERS = /\p{L}/gu;
/** Written in another way in JSON, so that a piece never crosses one of these. */
const SEAMS = /["\\\p{Cc}\u2028\u2029]+/u;

function isDistinctive(piece: string): boolean {
  return piece.length >= MIN_LENGTH && (piece.match(LETTERS)?.length ?? 0) >= MIN_LETTERS;
}

/** The beginning and the end of each stretch of a text that is written alike everywhere. */
export function toPieces(text: string): string[] {
  return text
    .toWellFormed()
    .split(SEAMS)
    .map((stretch) => stretch.trim())
    .flatMap((stretch) =>
      stretch.length <= MAX_LENGTH ? [stretch] : [stretch.slice(0, MAX_LENGTH), stretch.slice(-MAX_LENGTH)],
    )
    .map((piece) => piece.toWellFormed().replaceAll('\ufffd', ''))
    .filter(isDistinctive);
}

function getFormTexts(form: ChatForm | null): string[] {
  return form === null ? [] : [form.nickname, form.subject, ...Object.values(form.answers ?? {})];
}

function getItemTexts({ items, agents }: ChatView): string[] {
  return [
    ...agents,
    ...items.flatMap((item) => [
      ...('text' in item ? [item.text] : []),
      ...('nickname' in item ? [item.nickname] : []),
    ]),
  ];
}

export function createMarkers(): Markers {
  /** The transcript has all of its lines at any time, so that the last view has all of the views. */
  let shown: ChatView | null = null;
  const noted = new Set<string>();
  let lastDraft = '';

  function note(text: string): void {
    if (text !== '' && noted.size < MAX_NOTED) noted.add(text);
  }

  return {
    noteView(view) {
      if (view.phase.name === 'idle') return;
      shown = view;
      for (const text of getFormTexts(view.form)) note(text);
      for (const { text } of view.outgoing) note(text);
    },
    noteDraft(draft) {
      // Typed letter by letter, it grows; only what it grew to is worth a place.
      if (!draft.startsWith(lastDraft)) note(lastDraft);
      lastDraft = draft;
    },
    getPieces() {
      const texts = [...noted, lastDraft, ...(shown === null ? [] : getItemTexts(shown))];
      return [...new Set(texts.flatMap(toPieces))].slice(0, MAX_PIECES);
    },
    forget() {
      shown = null;
      noted.clear();
      lastDraft = '';
    },
  };
}
