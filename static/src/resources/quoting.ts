/** The talk beside the text: what of it stands in the text, and how a line is put there. */
import type { TalkLine } from "../shared/wire";
import type { Text } from "./text";

const LABEL = /^\*\*(.+?):\*\*[ \t]*$/gm;
const FENCE = /^ {0,3}(?:```|~~~)/gm;

/** Where a line goes into a body, and what is put there. */
export interface Insertion {
  at: number;
  text: string;
}

/** Whether a line may be put into a text: its speaker said yes, or is the writer. */
export function mayQuote({ own, quotable }: TalkLine): boolean {
  return own || quotable;
}

/** Whether all of a line stands in a text, however it is set. */
export function standsIn(line: TalkLine, text: Text): boolean {
  const said = bare(line.body);
  return said !== "" && whole(text).includes(said);
}

/**
 * Put a line at the caret as a draft writes it: under its speaker's name, which is not repeated below itself, as a paragraph
 * of its own after the line or the block of code that the caret is in. What another said before and goes on below gets its
 * name again.
 */
export function insertion(body: string, caret: number, { speaker, body: said }: TalkLine): Insertion {
  const at = endOfBlock(body, caret);
  const before = body.slice(0, at);
  const after = body.slice(at);
  const name = `**${speaker}:**`;
  const last = [...before.matchAll(LABEL)].at(-1);
  const pieces = last?.[0].trim() === name ? [said] : [name, said];
  const goesOn = last && pieces.length > 1 && after.trim() !== "" && !new RegExp(LABEL.source).test(after.trim().split("\n", 1)[0] ?? "");
  if (goesOn) pieces.push(last[0].trim());
  const gap = before.trim() === "" ? "" : "\n".repeat(Math.max(0, 2 - trailing(before)));
  const behind = after.trim() === "" ? "" : "\n".repeat(Math.max(0, 2 - leading(after)));
  return { at, text: gap + pieces.join("\n\n") + behind };
}

function endOfBlock(body: string, caret: number): number {
  const inCode = [...body.slice(0, caret).matchAll(FENCE)].length % 2 === 1;
  const rest = body.slice(caret);
  const fence = inCode ? [...rest.matchAll(FENCE)][0] : undefined;
  if (!inCode && (caret === 0 || body[caret - 1] === "\n")) return caret;
  const from = fence ? caret + fence.index : caret;
  const end = body.indexOf("\n", from);
  return end < 0 ? body.length : end;
}

function trailing(text: string): number {
  return text.length - text.replace(/\n+$/, "").length;
}

function leading(text: string): number {
  return text.length - text.replace(/^\n+/, "").length;
}

function whole({ title, answer, body }: Text): string {
  return bare(`${title}\n${answer}\n${body}`);
}

/** Letters, digits and the signs that formulas are made of, without what sets or separates them. */
function bare(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}\p{S}]|[`~^|>]/gu, "");
}
