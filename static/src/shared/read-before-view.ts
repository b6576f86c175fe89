import { html, nothing, type TemplateResult } from "lit";
import { webAddress } from "./browser-links";
import { inline } from "./inline-view";
import type { Texts } from "./texts";
import type { ReadResource } from "./wire";

/** What an asker read before she asked, so that nobody tells her what she knows; nothing where she read nothing. */
export function readBefore({ t }: Texts, read: readonly ReadResource[] | undefined): TemplateResult | typeof nothing {
  if (!read?.length) return nothing;
  return html`<p class="small quiet read">${t("Read before asking:")} ${read.map(({ title, url }, index) => html`${index ? ", " : ""}${way(title, url)}`)}</p>`;
}

function way(title: string, address: string): TemplateResult {
  const url = webAddress(address);
  const words = html`<bdi>“${inline(title)}”</bdi>`;
  return url ? html`<a href=${url} target="_blank" rel="noopener">${words}</a>` : words;
}
