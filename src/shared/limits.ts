/** Sizes that both sides of the IPC contract keep. Here, so that the page can know them without the schema library. */

/** Longer than any sensible name or subject, short enough that no request body comes near the transport's cap. */
export const MAX_FORM_FIELD_LENGTH = 20_000;
/** In UTF-16 code units. The server's own limit is not documented; it answers a text that is too long with an error. */
export const MAX_MESSAGE_LENGTH = 20_000;
/** A draft may be too long to be sent, and is kept all the same. */
export const MAX_DRAFT_LENGTH = 200_000;
