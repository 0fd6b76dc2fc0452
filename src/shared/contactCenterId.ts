/** Without spaces and controls, so that it can be the value of a header. */
export const CONTACT_CENTER_ID_FORM = /^[\x21-\x7e]{1,128}$/;

export const CONTACT_CENTER_ID_RULE = 'must be 1 to 128 letters, digits or signs, without spaces';
