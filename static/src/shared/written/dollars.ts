/** Where formulas begin and end in a text, by the rules of the server's parser: money is none. */

export interface Formula {
  latex: string;
  /** On a line of its own. */
  display: boolean;
  /** With the signs around it, as it was typed. */
  raw: string;
}

/** So far ahead an end is looked for; what is longer is no formula. */
const FURTHEST = 2_000;
const SPACE = /\s/;
const DIGIT = /\d/;

/** The first place in a text at which a formula may begin: a dollar that is behind no digit, `\(`, `\[`, `\ce{` or `\pu{`. */
export function formulaStart(src: string): number | undefined {
  const found = /(?<![\d\\])\$|\\(?:[([]|(?:ce|pu)\{)/.exec(src);
  return found?.index;
}

/** The formula with which a text begins: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, `\ce{…}` or `\pu{…}`. */
export function formulaAt(text: string): Formula | undefined {
  const src = text.slice(0, FURTHEST);
  if (src[0] === "\\") return bracketed(src) ?? chemistry(src);
  if (src[0] !== "$" || !src[1] || SPACE.test(src[1])) return undefined;
  const signs = src[1] === "$" ? "$$" : "$";
  for (let end = src.indexOf("$", signs.length); end >= 0; end = src.indexOf("$", end + 1)) {
    if (escaped(src, end) || (signs === "$$" && src[end + 1] !== "$")) continue;
    const after = src[end + signs.length] ?? "";
    const latex = src.slice(signs.length, end);
    if (!latex || latex.includes("`") || SPACE.test(src[end - 1] ?? "") || DIGIT.test(after)) return undefined;
    return { latex: latex.trim(), display: signs === "$$", raw: src.slice(0, end + signs.length) };
  }
  return undefined;
}

/** The lines from `$$` to `$$` with which a text begins; none of them is empty. */
export function formulaBlock(src: string): Formula | undefined {
  const lines = /^ {0,3}\$\$.*(?:\n.*\S.*)*/.exec(src)?.[0].split("\n") ?? [];
  const first = (lines[0] ?? "").trim();
  if (!first) return undefined;
  if (first.length > 3 && first.endsWith("$$")) return block(lines.slice(0, 1));
  if (first.slice(2).includes("$$")) return undefined;
  const last = lines.findIndex((line, place) => place > 0 && line.trim().endsWith("$$"));
  return last < 0 ? undefined : block(lines.slice(0, last + 1));
}

function block(lines: string[]): Formula {
  const raw = lines.join("\n");
  return { latex: raw.trim().slice(2, -2).trim(), display: true, raw: `${raw}\n` };
}

function bracketed(src: string): Formula | undefined {
  const display = src[1] === "[";
  if (!display && src[1] !== "(") return undefined;
  const closing = display ? "\\]" : "\\)";
  for (let end = src.indexOf(closing, 2); end >= 0; end = src.indexOf(closing, end + 1)) {
    if (escaped(src, end)) continue;
    const latex = src.slice(2, end).trim();
    return latex ? { latex, display, raw: src.slice(0, end + 2) } : undefined;
  }
  return undefined;
}

/** A formula of chemistry or a unit, which needs no signs around it; to the brace that closes it, in one line. */
function chemistry(src: string): Formula | undefined {
  if (!/^\\(?:ce|pu)\{/.test(src)) return undefined;
  let depth = 0;
  for (let place = 3; place < src.length && src[place] !== "\n"; place += 1) {
    depth += +(src[place] === "{") - +(src[place] === "}");
    if (depth > 0) continue;
    const raw = src.slice(0, place + 1);
    return raw.length > "\\ce{}".length ? { latex: raw, display: false, raw } : undefined;
  }
  return undefined;
}

/** Whether an odd number of back slashes stands before a place. */
function escaped(src: string, place: number): boolean {
  let from = place;
  while (src[from - 1] === "\\") from -= 1;
  return (place - from) % 2 === 1;
}
