import type en from './en.json';

type LeafKey<Node, Prefix extends string = ''> = {
  [Key in keyof Node & string]: Node[Key] extends string
    ? `${Prefix}${Key}`
    : LeafKey<Node[Key], `${Prefix}${Key}.`>;
}[keyof Node & string];

/** Every text there is, by its path in the locale file. A key that does not exist is a type error. */
export type MessageKey = LeafKey<typeof en>;
