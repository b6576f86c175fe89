import { html, type TemplateResult } from "lit";
import type { splitLinks } from "./links";

let split: typeof splitLinks | undefined;

/**
 * What somebody wrote, as plain text in which web addresses are links. Where one ends is a rule that is loaded for the first
 * text that may have one; then `again` is called, and the text is to be shown anew.
 */
export function linked(text: string, again: () => void): string | (string | TemplateResult)[] {
  if (!text.includes("://")) return text;
  if (split) return split(text).map(({ text: words, url }) => (url ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${words}</a>` : words));
  import("./links").then(
    (found) => {
      split = found.splitLinks;
      again();
    },
    () => undefined,
  );
  return text;
}
