import type { LocalText, StartField } from './startFields';

/** Several contact centers, of which the administrator fixes one or the customer chooses one as a department. */

export interface ContactCenter {
  /** Names it in the setting `contactCenter` and in the record of a chat. */
  readonly id: string;
  /** What the customer chooses. */
  readonly name: LocalText;
  readonly serverUrl: string;
  readonly contactCenterId: string;
  readonly extraHeaders: Readonly<Record<string, string>>;
  readonly endpoint: string;
  /** What is absent from here on is as the setting of the same name says. */
  readonly resourcePath?: 'auto' | 'chats' | 'me/chat';
  readonly startFields?: readonly StartField[];
  readonly accentColor?: string;
  readonly logo?: string;
}

/** A contact center as the page knows it: nothing of its connection. */
export interface Department {
  readonly id: string;
  readonly name: LocalText;
  readonly startFields: readonly StartField[];
}

export const MAX_CONTACT_CENTERS = 50;
