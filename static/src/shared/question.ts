/** The rules of a question, the same as on the server: not blank, and at most so many code points. */
import { isShown, tidy } from "./typed-text";

export type Verdict = { ok: true; text: string } | { ok: false; why: "blank" | "too-long" };

/** Count as Python's `len` does: an emoji outside the basic plane is one. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export function judgeQuestion(text: string, limit: number): Verdict {
  const tidied = tidy(text);
  if (!isShown(tidied)) return { ok: false, why: "blank" };
  if (countCodePoints(tidied) > limit) return { ok: false, why: "too-long" };
  return { ok: true, text: tidied };
}

/** Make a random UUID, on plain http too, where `crypto.randomUUID` is missing. */
export function newCallId(source: Pick<Crypto, "getRandomValues"> & Partial<Pick<Crypto, "randomUUID">>): string {
  if (source.randomUUID) return source.randomUUID();
  const bytes = source.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
