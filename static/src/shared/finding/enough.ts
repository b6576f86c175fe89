/** Whether there is enough of a question to look for what is like it. */

const LEAST_LETTERS = 3;
/** Chinese and Japanese say in two signs what others say in a word. */
const LEAST_SIGNS = 2;
const LETTER = /[\p{L}\p{N}\p{S}]/gu;
const SIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** Count what is to be read: letters, digits and formulas, without blanks, points and marks. */
export function isEnough(text: string): boolean {
  return count(text, LETTER) >= LEAST_LETTERS || count(text, SIGN) >= LEAST_SIGNS;
}

function count(text: string, kind: RegExp): number {
  return text.match(kind)?.length ?? 0;
}
