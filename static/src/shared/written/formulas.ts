/** From LaTeX to MathML, as text: it runs where no page is, and what it returns is not trusted. */
import temml from "temml";
import { checkFormula, MOST_ELEMENTS, NotShown } from "./limits";

/** Where Temml leaves what it does not know, or shows an error in its own way. */
const LEFT_OVER = /class="(?:[^"]* )?temml-error|<merror/;

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
  if (math.split("<").length > 2 * MOST_ELEMENTS) throw new NotShown("This formula is too long to be shown.");
  // What a page's policy would complain of, and its gate leaves out: people's quotes are escaped there.
  return math.replace(/\sstyle="[^"]*"/g, "");
}
