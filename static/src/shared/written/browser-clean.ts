/** The gate: what may stand in what people wrote, once it is laid out. Links lead to pages and mail boxes, and open beside. */
import DOMPurify from "dompurify";

const TEXT = ["a", "blockquote", "br", "code", "del", "em", "li", "ol", "p", "pre", "s", "strong", "ul", "wbr"];
/** As on the server (chatxblock/rendering/cleaning.py): without those that carry other documents or do something. */
const MATH =
  "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none";
const MATH_ATTRIBUTES =
  "accent accentunder class columnalign columnspacing columnspan depth display displaystyle fence form height largeop linebreak linethickness lspace mathcolor mathvariant maxsize minsize movablelimits notation rowspacing rspace scriptlevel separator stretchy symmetric voffset width";
const LENGTHS = /^(?:depth|height|linethickness|lspace|maxsize|minsize|rspace|voffset|width)$/;
/** No length reaches out of its line, where it could cover something or make a page endless. */
const SHORT = /^(?:[+-]?\d?(?:\.\d+)?(?:em|ex)?|\d{1,2}(?:\.\d+)?p[tx]|\d{1,3}%|thin|medium|thick)$/;
/** What Temml says of cells by classes; all others are left out. */
const SIDES = /^tml-(?:left|right)$/;
const SHARED = { ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false, KEEP_CONTENT: true, RETURN_DOM_FRAGMENT: true } as const;

/** Each is told once what may stand there: with every text anew that took nearly as long as to clean it. */
const words = DOMPurify();
words.setConfig({ ...SHARED, ALLOWED_TAGS: TEXT, ALLOWED_ATTR: ["href", "start"], ADD_URI_SAFE_ATTR: ["start"], ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i });
words.addHook("afterSanitizeAttributes", (node) => {
  if (node.localName !== "a" || !node.hasAttribute("href")) return;
  node.setAttribute("target", "_blank");
  node.setAttribute("rel", "noopener noreferrer nofollow");
});
const formulas = DOMPurify();
formulas.setConfig({ ...SHARED, ALLOWED_TAGS: MATH.split(" "), ALLOWED_ATTR: MATH_ATTRIBUTES.split(" "), ALLOWED_NAMESPACES: ["http://www.w3.org/1998/Math/MathML", "http://www.w3.org/1999/xhtml"] });
formulas.addHook("uponSanitizeAttribute", (_node, event) => {
  if (event.attrName === "class") event.keepAttr = SIDES.test(event.attrValue);
  else if (LENGTHS.test(event.attrName)) event.keepAttr = SHORT.test(event.attrValue);
});

/** Return what of HTML may stand in a page. */
export function cleanText(html: string): DocumentFragment {
  return words.sanitize(html, { RETURN_DOM_FRAGMENT: true });
}

/** Return what of a formula's MathML may stand in a page, or null where nothing of it is one. */
export function cleanFormula(mathml: string): Element | null {
  const found = formulas.sanitize(mathml, { RETURN_DOM_FRAGMENT: true });
  const math = found.firstElementChild;
  return math?.localName === "math" && found.childNodes.length === 1 ? math : null;
}
