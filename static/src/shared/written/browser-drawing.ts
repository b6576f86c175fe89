/**
 * From a text to nodes: code and formulas are taken out, the rest is laid out and cleaned, and then they are put in, code as text
 * and formulas as MathML that was cleaned by itself. Each part is loaded for the first text that needs it.
 */
import type * as Clean from "./browser-clean";
import { Converter } from "./browser-converter";
import { splitLinks } from "../links";
import { checkFormula, LONGEST_CODE, MOST_FORMULAS, NotShown } from "./limits";
import { LANGUAGES } from "./languages";
import type { Code, Piece } from "./markdown";
import type * as Markdown from "./markdown";

export type Translate = (sentence: string, values?: Record<string, string>) => string;
type Parts = Pick<typeof Clean, "cleanText" | "cleanFormula"> & Pick<typeof Markdown, "parse">;
type Stretches = [string, string][] | null;

/** As many formulas are kept as a long talk has. */
const MOST_KEPT = 500;
const BLOCKS = "blockquote, li, ol, p, ul";

const formulas = new Converter(async () => (await import("./formulas-worker?script")).default);
const colours = new Converter(async () => (await import("./code-worker?script")).default);
const kept = new Map<string, Element | NotShown>();
let parts: Parts | null = null;
let coming: Promise<void> | null = null;

/** Load what lays texts out, once for all who ask; after a failure it is asked for again. */
export function ready(): Promise<void> {
  return (coming ??= load().finally(() => void (coming = parts && coming)));
}

async function load(): Promise<void> {
  const [{ parse }, { cleanFormula, cleanText }] = await Promise.all([import("./markdown"), import("./browser-clean")]);
  // The first time takes a slow phone longer than a frame; each step has a task of its own.
  for (const text of ["a", "*a*", "- a"]) {
    let html = "";
    for (const step of [() => (html = parse(text)?.html ?? ""), () => cleanText(html)]) {
      await new Promise((done) => setTimeout(done));
      step();
    }
  }
  parts = { parse, cleanFormula, cleanText };
}

/** Whether `ready` was waited for. */
export function isReady(): boolean {
  return parts !== null;
}

/** A text with nothing but addresses in it. */
export function withLinks(text: string): DocumentFragment {
  const found = document.createDocumentFragment();
  found.append(...splitLinks(text).map(({ text: words, url }) => (url ? link(words, url) : words)));
  return found;
}

/**
 * Lay a text out, once `ready`: the nodes, or a promise of them where a formula has to be asked for; null where it stands best
 * as it was typed. `within`: no formula stands on a line of its own.
 */
export function draw(text: string, t: Translate, within = false): DocumentFragment | Promise<DocumentFragment> | null {
  const parsed = parts?.parse(text);
  if (!parts || !parsed) return null;
  if (within) for (const piece of parsed.pieces) if (piece.kind === "formula") piece.display = false;
  // The worker is at it while the rest is cleaned.
  const wanted = parsed.pieces.filter((piece) => piece.kind === "formula" && !kept.has(keyOf(piece.latex, piece.display)));
  const coming = wanted.length > 0 ? fetchAll(wanted.slice(0, MOST_FORMULAS)) : null;
  const nodes = parts.cleanText(parsed.html);
  const places = [...nodes.querySelectorAll("wbr")];
  if (places.length !== parsed.pieces.length) return null;
  tidy(nodes);
  const finish = (): DocumentFragment => {
    places.forEach((place, at) => {
      const piece = parsed.pieces[at];
      if (piece) place.replaceWith(...nodesOf(piece, t));
    });
    return nodes;
  };
  if (places.length === 0 && isPlain(nodes, text)) return null;
  return coming ? coming.then(finish) : finish();
}

function keyOf(latex: string, display: boolean): string {
  return `${display ? "$$" : "$"}${latex}`;
}

async function fetchAll(wanted: Piece[]): Promise<void> {
  await Promise.all(wanted.map((piece) => (piece.kind === "formula" ? fetchOne(piece.latex, piece.display) : null)));
}

async function fetchOne(latex: string, display: boolean): Promise<void> {
  let found: Element | NotShown;
  try {
    checkFormula(latex);
    const math = parts?.cleanFormula(String(await formulas.ask({ text: latex, display })));
    found = math ?? new NotShown("This formula has an error, or a command that cannot be shown.");
    math?.setAttribute("alttext", latex);
  } catch (error) {
    found = error instanceof NotShown ? error : new NotShown("This formula cannot be shown.");
  }
  const oldest = kept.size >= MOST_KEPT ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  kept.set(keyOf(latex, display), found);
}

function nodesOf(piece: Piece, t: Translate): (Node | string)[] {
  if (piece.kind === "code") return [piece.block ? blockOf(piece) : codeOf(piece.code)];
  const found = kept.get(keyOf(piece.latex, piece.display)) ?? new NotShown("This text has more formulas than can be shown.");
  return found instanceof NotShown ? unrendered(piece.raw.trim(), found.message, t) : [found.cloneNode(true)];
}

function codeOf(text: string): HTMLElement {
  const code = document.createElement("code");
  code.dir = "ltr";
  code.textContent = text;
  return code;
}

/** Code in its block, which has its colours a moment later: they move nothing. */
function blockOf({ code: text, language }: Code): HTMLElement {
  const code = document.createElement("code");
  code.textContent = text;
  if (text.length > LONGEST_CODE || !LANGUAGES[language.toLowerCase()]) return code;
  code.dataset["language"] = language;
  colours.ask({ text, language }).then(
    (found) => colour(code, text, found as Stretches),
    () => undefined,
  );
  return code;
}

function colour(code: HTMLElement, text: string, stretches: Stretches): void {
  if (stretches?.map(([, one]) => one).join("") !== text) return;
  code.replaceChildren(
    ...stretches.map(([name, one]) => {
      if (!/^[a-z]{1,2}$/.test(name)) return one;
      const span = document.createElement("span");
      span.className = `code-${name}`;
      span.textContent = one;
      return span;
    }),
  );
}

/** A stretch as it was typed, if any, and a button that tells why. */
export function unrendered(text: string, reason: string, t: Translate): HTMLElement[] {
  const code = document.createElement("code");
  code.className = "unrendered";
  code.dir = "auto";
  code.textContent = text;
  const why = document.createElement("button");
  why.className = "why";
  why.textContent = t("Why?");
  why.setAttribute("aria-label", t("Why? This stands as it was typed."));
  why.setAttribute("aria-expanded", "false");
  const words = document.createElement("span");
  words.className = "reason";
  words.hidden = true;
  words.textContent = t(reason);
  return text ? [code, why, words] : [why, words];
}

function link(words: string, url: string): HTMLAnchorElement {
  const found = document.createElement("a");
  found.href = url;
  found.target = "_blank";
  found.rel = "noopener noreferrer";
  found.textContent = words;
  return found;
}

/** Take the white space between blocks away, let each block find its direction, label code, and make addresses links. */
function tidy(nodes: DocumentFragment): void {
  for (const block of nodes.querySelectorAll<HTMLElement>(BLOCKS)) block.dir = "auto";
  for (const block of nodes.querySelectorAll<HTMLElement>("pre")) block.dir = "ltr";
  const walk = document.createTreeWalker(nodes, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walk.nextNode()) texts.push(walk.currentNode as Text);
  for (const text of texts) {
    const between = !(text.parentNode as Element).localName || /^(?:blockquote|ol|ul)$/.test((text.parentNode as Element).localName);
    if (!text.data.trim() && (between || isEdge(text))) text.remove();
    else if (text.data.includes("://") && !text.parentElement?.closest("a")) text.replaceWith(withLinks(text.data));
  }
}

/** White space of the markup at the edge of a list's item, or behind a line break. */
function isEdge(text: Text): boolean {
  const beside = [text.previousSibling, text.nextSibling].map((one) => (one as Element | null)?.localName ?? "");
  return text.parentElement?.localName === "li" && beside.some((name) => /^(?:p|ul|ol|blockquote|pre)$/.test(name));
}

/** Whether nothing of a text is shown in another way than it was typed. */
function isPlain(nodes: DocumentFragment, text: string): boolean {
  const [only, ...more] = nodes.children;
  if (!only || more.length > 0 || only.localName !== "p" || only.childElementCount > 0) return false;
  return only.textContent?.replace(/\s/g, "") === text.replace(/\s/g, "");
}
