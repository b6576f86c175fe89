/** Finds web addresses in plain text. Only http and https: nothing else that somebody writes becomes a link. */

export interface Part {
  text: string;
  /** Where it leads, or "" for plain text. */
  url: string;
}

const CANDIDATE = /https?:\/\/[^\s<>"'`\u200B-\u200F\u202A-\u202E\u2066-\u2069]+/giu;

export function splitLinks(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const address = trimEnd(match[0]);
    const url = safe(address);
    if (!url) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), url: "" });
    parts.push({ text: address, url });
    from = match.index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), url: "" });
  return parts;
}

/** Leave the punctuation of the sentence out, and a bracket that the address did not open. */
function trimEnd(address: string): string {
  let end = address.replace(/[.,;:!?…]+$/u, "");
  while (end.endsWith(")") && count(end, ")") > count(end, "(")) end = end.slice(0, -1).replace(/[.,;:!?…]+$/u, "");
  return end;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** The same address in full if it may become a link, or "". A path counts where there is a base for it. */
export function safe(address: string, base?: string): string {
  try {
    const url = new URL(address, base);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : "";
  } catch {
    return "";
  }
}
