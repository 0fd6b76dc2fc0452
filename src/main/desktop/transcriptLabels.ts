/**
 * The words of a saved transcript besides those of the people in it. The page does not send them: a file is written
 * from what main knows. English for now; a further language is one more object of this kind.
 */
export interface TranscriptLabels {
  /** BCP 47 tag of the language they are in. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly heading: string;
  readonly subject: string;
  readonly joined: (name: string) => string;
  readonly left: (name: string) => string;
  readonly restarted: string;
  readonly notSent: string;
  readonly notConfirmed: string;
}

export const ENGLISH: TranscriptLabels = {
  language: 'en',
  direction: 'ltr',
  heading: 'Chat',
  subject: 'Subject',
  joined: (name) => `${name} joined`,
  left: (name) => `${name} left`,
  restarted: 'the contact center began a new transcript',
  notSent: 'not sent',
  notConfirmed: 'not confirmed',
};
