import { html, type TemplateResult } from "lit";

/** What a text may have that is shown in another way than it is typed: signs anywhere, and signs that begin a line. */
const MARKS = /[`$*_~[\\\t]|:\/\/|^ *[-+>]|\d[.)]| {4}/m;
let coming: unknown;

/**
 * What somebody wrote, as plain text; where there may be code, formulas, lists or links in it, in an element that shows them.
 * How is loaded for the first text that needs it; until then, and where it does not come, the text stands as it was typed.
 */
export function written(text: string): string | TemplateResult {
  if (!MARKS.test(text)) return text;
  coming ??= import("./written/written-element-view").then(({ define }) => define(), () => 0);
  return html`<chatxblock-written>${text}</chatxblock-written>`;
}
