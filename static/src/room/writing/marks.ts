/** What the buttons beside the box do to a text: pure. */

/** A text, and what of it is selected. */
export interface Typed {
  text: string;
  from: number;
  to: number;
}

/** What is selected as a formula; with nothing selected, the place for one. */
export function asFormula(typed: Typed): Typed {
  return between(typed, "$", "$");
}

/** Between two back ticks, which belong to no fence, nothing yet. */
const EMPTY_CODE = /(?:^|[^`])`\0`(?!`)/;

/**
 * What is selected as code: lines of it between fences, anything else in its line. Where the place for code is there already and
 * still empty, it becomes one for several lines.
 */
export function asCode(typed: Typed): Typed {
  const { text, from, to } = typed;
  const again = from === to && EMPTY_CODE.test(`${text.slice(Math.max(0, from - 2), from)}\0${text.slice(to, to + 2)}`);
  if (again) return asBlock({ text: text.slice(0, from - 1) + text.slice(to + 1), from: from - 1, to: from - 1 });
  return text.slice(from, to).includes("\n") ? asBlock(typed) : between(typed, "`", "`");
}

function asBlock(typed: Typed): Typed {
  const { text, from, to } = typed;
  const before = from === 0 || text[from - 1] === "\n" ? "" : "\n";
  const after = text[to] === "\n" || to === text.length ? "" : "\n";
  return between(typed, `${before}\`\`\`\n`, `\n\`\`\`${after}`);
}

/** Whether a text will look otherwise than it is typed, in more than its links. */
export function looksOtherwise(text: string): boolean {
  return /`|\$\S|\\(?:[([]|ce\{)|\*\*|~~|^ *(?:[-+>]|\d+[.)]) +\S/m.test(text);
}

/** What a text still waits for: between the signs of one formula, or of one piece of code, nothing stands yet. */
export function awaited(text: string): "formula" | "code" | null {
  if (text.split("$$").length === 2 && /\$\$(?![^\s.,;:!?)])/.test(text)) return "formula";
  return /(?<!`)``(?!`)/.test(text) && text.match(/`/g)?.length === 2 ? "code" : null;
}

function between({ text, from, to }: Typed, begin: string, end: string): Typed {
  const marked = text.slice(from, to);
  return { text: `${text.slice(0, from)}${begin}${marked}${end}${text.slice(to)}`, from: from + begin.length, to: to + begin.length };
}
