export interface Messages {
  readonly [key: string]: string | Messages;
}

/** Every text of a locale file, with its key. */
export function textLeaves(messages: Messages, path = ''): [key: string, text: string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : textLeaves(value, `${path}${key}.`),
  );
}
