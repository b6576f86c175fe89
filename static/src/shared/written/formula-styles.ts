import { unsafeCSS } from "lit";
import sheet from "./formulas.css?raw";

/** What browsers do not draw of formulas by themselves. */
export const formulaStyles = unsafeCSS(sheet);

/** Have them drawn in an element that shows formulas of the server's, once they are there. */
export function drawLines(place: Node): void {
  const { styleSheet } = formulaStyles;
  if (styleSheet && place instanceof ShadowRoot) place.adoptedStyleSheets = [...new Set([...place.adoptedStyleSheets, styleSheet])];
}
