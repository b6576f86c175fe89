/** Formulas that the server's library cannot show, chemistry above all: this one shows more, as a room does. */
import { letScroll } from "../browser-scrolling";
import { draw, ready } from "./browser-drawing";

const FORMULA = /^(?:\$|\\[([]|\\(?:ce|pu)\b)/;

/** Show in their places those of these stretches that can be shown after all; others stand as they were typed, with the reason. */
export async function showLeftOver(stretches: Iterable<Element>): Promise<void> {
  const formulas = [...stretches].filter(({ textContent }) => FORMULA.test(textContent ?? ""));
  if (formulas.length === 0) return;
  await ready();
  for (const stretch of formulas) {
    const nodes = await draw(stretch.textContent ?? "", (sentence) => sentence);
    const [math, ...others] = nodes?.querySelectorAll("math, .unrendered") ?? [];
    const block = stretch.parentElement;
    if (math?.localName !== "math" || others.length > 0 || !block) continue;
    stretch.replaceWith(math);
    if (block.parentElement) letScroll(block.parentElement);
  }
}
