import type { LitElement } from "lit";
import { safeHtml } from "../browser-safe-html";

/** Make an element of the server's HTML for one of ours; how boxes and lines of formulas look is loaded where there are formulas. */
export function drawn(html: string, { renderRoot }: LitElement): HTMLElement {
  const element = safeHtml(html);
  if (element.querySelector("math, .unrendered")) import("../written/formula-styles").then(({ drawLines }) => drawLines(renderRoot), () => 0);
  return element;
}
