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

/** What is selected as code: lines of it between fences, anything else in its line. */
export function asCode(typed: Typed): Typed {
  const { text, from, to } = typed;
  if (!text.slice(from, to).includes("\n")) return between(typed, "`", "`");
  const before = from === 0 || text[from - 1] === "\n" ? "" : "\n";
  const after = text[to] === "\n" || to === text.length ? "" : "\n";
  return between(typed, `${before}\`\`\`\n`, `\n\`\`\`${after}`);
}

/** Whether a text will look otherwise than it is typed, in more than its links. */
export function looksOtherwise(text: string): boolean {
  return /`|\$\S|\\(?:[([]|ce\{)|\*\*|~~|^ *(?:[-+>]|\d+[.)]) +\S/m.test(text);
}

function between({ text, from, to }: Typed, begin: string, end: string): Typed {
  const marked = text.slice(from, to);
  return { text: `${text.slice(0, from)}${begin}${marked}${end}${text.slice(to)}`, from: from + begin.length, to: to + begin.length };
}
