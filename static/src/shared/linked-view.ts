import { html, type TemplateResult } from "lit";
import { splitLinks } from "./links";

/** What somebody wrote, as plain text in which web addresses are links. */
export function linked(text: string): (string | TemplateResult)[] {
  return splitLinks(text).map(({ text: words, url }) =>
    url ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${words}</a>` : words,
  );
}
