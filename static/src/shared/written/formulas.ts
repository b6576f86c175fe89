/** From LaTeX to MathML, as text: it runs where no page is, and what it returns is not trusted. */
import temml from "temml";
import { checkFormula, MOST_ELEMENTS, NotShown } from "./limits";

/** Where Temml leaves what it does not know, or shows an error in its own way. */
const LEFT_OVER = /class="(?:[^"]* )?temml-error|<merror/;
/** What would be drawn by styles alone that are not ours, and be left out in silence: arrows of cancelling, rules, angles. */
const NOT_OURS = /class="(?:[^"]* )?(?:tml-cancelto|phasor-bottom|longdiv-top|actuarial)|<mspace[^>]*mathbackground/;
/** What can be seen: letters and signs, and what is drawn around nothing. */
const SEEN = /<(?:mfrac|mroot|msqrt)|notation=|>[^<]*[^<\s\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/** Return a formula as MathML. Throws `NotShown`. */
export function mathml(latex: string, display: boolean): string {
  checkFormula(latex);
  let math: string;
  try {
    math = temml.renderToString(latex, { displayMode: display, throwOnError: true, strict: false, trust: false, annotate: false, maxSize: [10, 10], maxExpand: 100 });
  } catch {
    throw new NotShown("This formula has an error, or a command that cannot be shown.");
  }
  if (LEFT_OVER.test(math)) throw new NotShown("This formula has an error, or a command that cannot be shown.");
  if (NOT_OURS.test(math)) throw new NotShown("This formula has a command that cannot be shown.");
  if (math.split("<").length > 2 * MOST_ELEMENTS) throw new NotShown("This formula is too long to be shown.");
  // A page's policy would complain of styles, and its gate leaves them out: people's quotes are escaped there.
  math = math.replace(/\sstyle="([^"]*)"/g, (_, style: string) => notation(style)).replace(/class="tml-prime[^"]*"/g, 'notation="prime"');
  math = operators(math);
  if (!SEEN.test(math.replace(/<mphantom>.*?<\/mphantom>/g, ""))) throw new NotShown("This formula shows nothing.");
  return math;
}

/** What of a style is more than looks, as an attribute that formulas.css knows: lines in tables, boxes, what stands to the left. */
function notation(style: string): string {
  const sides = [...style.matchAll(/border(?:-(top|right|bottom|left))?:\S+ (?:solid|dashed|double)/g)].map(([, side = "box"]) => side);
  if (style === "position:relative;") sides.push("llap");
  return sides.length > 0 ? ` notation="${sides.join(" ")}"` : "";
}

/** Browsers show of an operator no more than its letters: one that is put together is a row. */
function operators(math: string): string {
  const open: string[] = [];
  return math.replace(/<mo\b[^>]*>(<(?!\/mo>))?|<\/mo>/g, (tag, inner?: string) => {
    if (tag === "</mo>") return `</${open.pop() ?? "mo"}>`;
    open.push(inner ? "mrow" : "mo");
    return inner ? `<mrow>${inner}` : tag;
  });
}
