const MOST_LETTERS = 140;
/** So much of a text is looked at. */
const FURTHEST = 1_000;
/** A line that only begins or ends code or a formula. */
const FENCE = /^\s*(?:`{3,}|~{3,}|\$\$\s*$)/;
const BEFORE = /^(?:\s*(?:>|[-+*]\s))+\s*/;
/** Code, formulas, a link with its words, an escaped sign, what is emphasised: each with what is read of it. */
const MARKED =
  /(`+)(.+?)(?<!`)\1(?!`)|\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$|(?<![\d\\$])\$(?![\s$])((?:\\.|[^$\\`])+)(?<!\s)\$(?!\d)|\\(?:ce|pu)\{((?:[^{}]|\{[^{}]*\})+)\}|!?\[([^\]]+)\]\((?:https?:|mailto:)[^()\s]+\)|\\([!-/:-@[-`{-~])|(?<![\w*)])(\*{1,3})(?![\s*])(.+?)(?<![\s*])\10(?![\w*(])|~~(?!\s)(.+?)(?<!\s)~~|(?<!\w)_(?![\s_])(.+?)(?<![\s_])_(?!\w)/g;

/**
 * The first line of a text that says something, where there is only plain text: without the signs of Markdown and formulas,
 * and cut where a notification would cut it. As on the server (tests/plain_cases.json).
 */
export function firstLine(text: string): string {
  const lines = text.slice(0, FURTHEST).split("\n");
  const line = lines.map((one) => (FENCE.test(one) ? "" : read(one.replace(BEFORE, "")))).find((one) => one !== "");
  const letters = [...(line ?? "")];
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join("")}…` : letters.join("");
}

function read(line: string): string {
  return line
    .replace(MARKED, (_all, _ticks, code, round, square, double, single, chemistry, link, sign, _stars, strong, struck, weak) => {
      const emphasised: string | undefined = strong ?? struck ?? weak;
      return emphasised ? read(emphasised) : (code ?? round ?? square ?? double ?? single ?? chemistry ?? link ?? sign).trim();
    })
    .trim();
}
