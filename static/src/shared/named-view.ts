import { html, type TemplateResult } from "lit";

/** A sentence whose names were marked by `isolated`: each has a direction of its own, and is not translated by the browser. */
export function named(sentence: string): (string | TemplateResult)[] {
  return sentence.split(/[\u2068\u2069]/).map((part, at) => (at % 2 ? html`<bdi translate="no" title=${part}>${part}</bdi>` : part));
}
