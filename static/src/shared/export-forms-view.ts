import { css, html, type TemplateResult } from "lit";
import type { Texts } from "./texts";

/** The forms in which a talk is taken along, each with what it is for. */
export const formsStyles = css`
  .forms {
    display: grid;
    gap: 0.5rem;
    margin-block: 0.5rem;
  }
  .forms a {
    display: grid;
    padding: 0.625rem 1rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
    color: var(--ink);
    text-decoration: none;
  }
  .forms a:hover {
    border-color: var(--field);
  }
  .forms b {
    color: var(--accent);
  }
  summary {
    width: fit-content;
    padding-block: 0.25rem;
    color: var(--accent);
    cursor: pointer;
  }
`;

/** What of them is chosen is saved as a file; the page stays. `url`: where the log is to be had. */
export function forms({ t }: Texts, url: string): TemplateResult {
  const form = (name: string, words: string, purpose: string): TemplateResult =>
    html`<a href=${`${url}${url.includes("?") ? "&" : "?"}format=${name}`} download><b>${words}</b><span class="small quiet">${purpose}</span></a>`;
  return html`<div class="forms">
    ${form("html", t("To read and print"), t("A page that opens in every browser, also offline"))}
    ${form("markdown", t("For your notes"), t("Text in Markdown, for an editor or a wiki"))}
    ${form("zip", t("Everything in one folder"), t("The log in both forms, with pictures and files (zip)"))}
    ${form("json", t("For programs"), t("JSON with every detail and a checksum"))}
  </div>`;
}

/** In a list of talks: the word, and the forms once it is unfolded. `described`: the id of what tells which talk it is. */
export function exportOf(texts: Texts, url: string, described: string): TemplateResult {
  return html`<details>
    <summary aria-describedby=${described}>${texts.t("Export")}</summary>
    ${forms(texts, url)}
  </details>`;
}
