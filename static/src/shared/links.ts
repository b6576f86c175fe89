/** Finds web addresses in plain text. Only http and https: nothing else that somebody writes becomes a link. */

import { safe } from "./address";

export interface Part {
  text: string;
  /** Where it leads, or "" for plain text. */
  url: string;
}

/**
 * An address has the visible signs of ASCII without some that stand around addresses, and the letters of all scripts, but not
 * their punctuation; apostrophes, dots in the middle and dashes only within words.
 */
const CANDIDATE = /https?:\/\/(?=[[\p{L}\p{N}])(?:(?![<>^`"\\'])[!-~\p{L}\p{M}\p{N}]|['’·‐-–](?=[\p{L}\p{N}]))+/giu;
/** A host behind which somebody went on writing, in a script that has no spaces or hangs words on. */
const HOST = /^(\w+:\/\/[^/?#]*?(?:\.[a-z]{2,}|:\d+))[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}].*/iu;

export function splitLinks(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let match; (match = CANDIDATE.exec(text)); ) {
    const address = trimEnd(match[0]);
    const url = safe(address);
    if (!url) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), url: "" });
    parts.push({ text: address, url });
    CANDIDATE.lastIndex = from = match.index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), url: "" });
  return parts;
}

/** Leave out a bracket that the address did not open, and the punctuation of the sentence. */
function trimEnd(address: string): string {
  let open = 0;
  let end = 0;
  while (end < address.length) {
    const sign = address.charAt(end);
    open += +"([{".includes(sign) - +")]}".includes(sign);
    if (open < 0) break;
    end++;
  }
  return address.slice(0, end).replace(HOST, "$1").replace(/(?:['’]s)?[.,:;!?*|([{]*$/, "");
}
