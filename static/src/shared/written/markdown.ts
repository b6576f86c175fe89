/**
 * Markdown's small part: code, bold, lists, quotes, links and formulas, laid out as the server does (tests/written_cases.json).
 * Headings, rules, tables, references and HTML are no part of it: what people paste begins lines with such signs.
 */
import { Marked, type Tokens } from "marked";
import { formulaAt, formulaBlock, formulaStart, type Formula } from "./dollars";
import { tooMuch } from "./limits";

export interface Code {
  kind: "code";
  code: string;
  language: string;
  block: boolean;
}

export type Piece = Code | (Formula & { kind: "formula" });

export interface Parsed {
  /** Of people's words, escaped, and elements of ours; each `wbr` is the place of a piece. */
  html: string;
  pieces: Piece[];
}

const SCHEME = /^(?:https?|mailto):/i;
const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
let pieces: Piece[] = [];

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? "");
}

function put(piece: Piece): string {
  pieces.push(piece);
  return "<wbr>";
}

/** Lines up to one that is empty, or that begins a quote, a list, code or a formula. */
const PARAGRAPH = /^[^\n]+(?:\n(?! *(?:\n|$)| {0,3}(?:>|`{3,}[^`\n]*(?:\n|$)|~{3,}|\$\$|[-+*][ \t]+\S|1[.)][ \t]+\S))[^\n]+)*/;

/** Stars between letters, digits and brackets are a product or a power, and `__init__` is a name (chatxblock/rendering/rules.py). */
const NO_EMPHASIS = /(?<=\w)\*+(?=\w)|(?<=[\w)\]}])\*(?=[\w([{])|__+/g;

const marked = new Marked({
  gfm: true,
  hooks: { emStrongMask: (masked) => masked.replace(NO_EMPHASIS, (run) => "a".repeat(run.length)) },
  tokenizer: {
    emStrong: (src, masked) => (src[0] === masked[masked.length - src.length] ? false : undefined),
    inlineText(src) {
      const raw = this.rules.inline.text.exec(src)?.[0];
      return raw === undefined ? undefined : { type: "text", raw, text: escape(raw), escaped: true };
    },
    heading: () => undefined,
    lheading: () => undefined,
    hr: () => undefined,
    html: () => undefined,
    def: () => undefined,
    table: () => undefined,
    tag: () => undefined,
    reflink: () => undefined,
    url: () => undefined,
    del(src) {
      return src.startsWith("~~") ? false : undefined;
    },
    paragraph(src) {
      const raw = PARAGRAPH.exec(src)?.[0];
      return raw === undefined ? undefined : { type: "paragraph", raw, text: raw.trim(), tokens: this.lexer.inline(raw.trim()) };
    },
  },
  renderer: {
    code: ({ text, lang }) => `<pre>${put({ kind: "code", code: text.replace(/\n?$/, "\n"), language: (lang ?? "").trim().split(/\s/)[0] ?? "", block: true })}</pre>`,
    codespan: ({ text }) => put({ kind: "code", code: text, language: "", block: false }),
    link({ href, tokens, raw }) {
      return SCHEME.test(href.trim()) ? `<a href="${escape(href)}">${this.parser.parseInline(tokens)}</a>` : escape(raw);
    },
    image: ({ href, text, raw }) => (SCHEME.test(href.trim()) ? `<a href="${escape(href)}">${escape(text || href)}</a>` : escape(raw)),
    checkbox: ({ checked }) => `[${checked ? "x" : " "}] `,
    html: ({ text }) => escape(text),
  },
}).use({
  extensions: [
    { name: "formulaBlock", level: "block", start: (src) => /^ {0,3}\$\$/m.exec(src)?.index, tokenizer: (src) => found("formulaBlock", formulaBlock(src)), renderer: (token) => `<p>${shown(token)}</p>` },
    { name: "formula", level: "inline", start: formulaStart, tokenizer: (src) => found("formula", formulaAt(src)), renderer: shown },
  ],
});

function found(type: string, formula: Formula | undefined): Tokens.Generic | undefined {
  return formula && { type, raw: formula.raw, formula };
}

function shown(token: Tokens.Generic): string {
  return put({ ...(token["formula"] as Formula), kind: "formula" });
}

/** Lay a text out. Returns null for one that asks for too much. */
export function parse(text: string): Parsed | null {
  if (tooMuch(text)) return null;
  pieces = [];
  const html = marked.parse(text, { async: false });
  return { html, pieces };
}
