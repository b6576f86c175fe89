/** How much one text may ask for, counted and never timed; formulas as on the server (chatxblock/rendering/limits.py). */

/** What cannot be shown as it is meant, for a reason that its reader is told: an English sentence, the key of its translation. */
export class NotShown extends Error {}

/** Bytes of UTF-8 that one line may have are fewer. */
export const LONGEST_TEXT = 16_384;
export const MOST_LINES = 400;
/** Signs outside of blocks of code that may begin or end something: a parser tries each with each. */
export const MOST_SIGNS = 400;
/** Of back ticks, stars or the like next to each other. */
export const MOST_RUN = 40;
/** Quotes and lists inside each other, as the signs before a line tell. */
export const MOST_NESTED = 12;
export const LONGEST_FORMULA = 1_000;
/** Of MathML in one formula: cells, letters, signs. */
export const MOST_ELEMENTS = 500;
export const DEEPEST_FORMULA = 20;
export const MOST_FORMULAS = 60;
export const LONGEST_CODE = 1_500;

const SIGNS = /[[\]*_`~<\\!$()]/g;
const RUN = new RegExp(`([[\\]*_\`~<\\\\!>])\\1{${MOST_RUN}}`);
const BEFORE_LINE = new RegExp(`^(?:[ \\t]*(?:>|[-+*](?=\\s)|\\d{1,9}[.)](?=\\s))){${MOST_NESTED + 1}}`, "m");

/** Whether a text asks for more than anybody means to say. */
export function tooMuch(text: string): boolean {
  if (text.length > LONGEST_TEXT || (text.match(/\n/g)?.length ?? 0) > MOST_LINES) return true;
  const prose = withoutBlocks(text);
  return (prose.match(SIGNS)?.length ?? 0) > MOST_SIGNS || RUN.test(prose) || BEFORE_LINE.test(prose);
}

/** What stands outside of blocks of code, which no parser looks into. */
function withoutBlocks(text: string): string {
  let fence = "";
  return text
    .split("\n")
    .filter((line) => {
      const found = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
      if (!fence) fence = found;
      else if (found.startsWith(fence)) fence = "";
      else return false;
      return true;
    })
    .join("\n");
}

/** A line break or an escaped brace, which do neither; what opens; what closes. */
const BRACKETS = /\\\\|\\[{}]|(\{|\\begin\b|\\left\b)|(\}|\\end\b|\\right\b)/g;
/** Commands of which each may be the argument of the one before, without a brace between them. */
const COMMANDS_ON_END = /(?:\\[a-zA-Z]+\s*\w?\s*){30}/;
/** Commands that are no mathematics, or that would make the same text mean something else. */
const FOREIGN = /\\(?:href|url|style|class|id|data|verb|require|g?def|edef|xdef|(?:re)?newcommand|renewcommand|providecommand|let|futurelet|global|includegraphics)(?![a-zA-Z])/;

/** Refuse a formula that no browser has to be asked for. Throws `NotShown`. */
export function checkFormula(latex: string): void {
  if (latex.length > LONGEST_FORMULA) throw new NotShown("This formula is too long to be shown.");
  let [depth, deepest] = [0, 0];
  for (const [, opens, closes] of latex.matchAll(BRACKETS)) deepest = Math.max(deepest, (depth += +!!opens - +!!closes));
  if (deepest > DEEPEST_FORMULA || COMMANDS_ON_END.test(latex)) throw new NotShown("This formula is nested too deeply to be shown.");
  if (FOREIGN.test(latex)) throw new NotShown("This formula has a command that cannot be shown.");
}
