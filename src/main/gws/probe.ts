import type { GwsClient } from './client';
import { GwsError } from './errors';

/** An id that no server gives out: asking for it changes nothing, and shows whether the way there is open. */
const NO_SUCH_CHAT = { id: 'counterline-connection-test', form: 'chats', formIsGuess: false } as const;

/** The error that the server answers to a question about a chat that does not exist, or null when it claims to know it. */
export async function probeServer(client: GwsClient): Promise<GwsError | null> {
  try {
    await client.getChat(NO_SUCH_CHAT);
    return null;
  } catch (error) {
    if (error instanceof GwsError) return error;
    throw error;
  }
}
