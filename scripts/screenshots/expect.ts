import { expect as impatientExpect } from '@playwright/test';

/** Waits longer than the app ever lets pass between two looks at the chat. */
export const expect = impatientExpect.configure({ timeout: 20_000 });
