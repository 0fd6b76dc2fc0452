/** Line ends as they are written elsewhere: Windows, old Macs, word processors, mainframes. */
const FOREIGN_LINE_END = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** Neither shown nor meant. The line end, the tab and everything that joins or directs letters stays. */
const CONTROL_CHARACTER = /(?![\n\t])\p{Cc}|\ufeff|\p{Noncharacter_Code_Point}/gu;

/** A text from elsewhere as it can be sent: its letters and lines, without what only machines read. */
export function toPlainText(text: string): string {
  return text.replace(FOREIGN_LINE_END, '\n').replace(CONTROL_CHARACTER, '').toWellFormed();
}
