/** What somebody typed, before it goes out: the same rules as on the server (chatxblock/web/schemas/texts.py). */

/** White space, controls, what Unicode says is drawn as nothing, the blank of Braille, and what stands for the unreadable. */
const SHOWN = /[^\p{Cc}\p{Z}\p{DI}\u2800\ufff9-\ufffd]/u;

/** Whether anything is to be seen of a text. */
export function isShown(text: string): boolean {
  return SHOWN.test(text);
}

/** Take empty lines before a text away and white space behind it; how its first line is indented is part of it. */
export function tidy(text: string): string {
  return text.replace(/^\s*\n/, "").trimEnd();
}
