import { html, type TemplateResult } from "lit";

/** What a text may have that is shown in another way than it is typed. */
const MARKS = /[`$*_~[\\]|^ *[-+>] /m;
let coming: unknown;

/**
 * A question or a title where it is one of many, or a heading: formulas and code in it are shown, within its lines. How is
 * loaded for the first text that needs it; until then, and where it does not come, the text stands as it was typed.
 */
export function inline(text: string): string | TemplateResult {
  if (!MARKS.test(text)) return text;
  coming ??= import("./written/inline-element-view").then(({ define }) => define(), () => 0);
  return html`<chatxblock-inline>${text}</chatxblock-inline>`;
}
