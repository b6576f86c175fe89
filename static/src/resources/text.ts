/** The text of a learning resource: what is written, how long it may be, and in what two texts differ. */
import type { Resource } from "../shared/wire";

export interface Text {
  title: string;
  answer: string;
  body: string;
  tags: string[];
}

export type Part = keyof Text;

/** Characters, as on the server (chatxblock/web/schemas/resources.py). */
export const MOST = { title: 300, answer: 1_000, body: 20_000 } as const;
export const MOST_TAGS = 10;
export const MOST_TAG = 40;

export function textOf({ title, answer, body, tags }: Resource): Text {
  return { title, answer, body, tags };
}

export function sameText(one: Text, other: Text): boolean {
  return differing(one, other).length === 0;
}

/** Whether two texts say the same; the server takes blanks at the ends away. */
export function alike(one: Text, other: Text): boolean {
  return sameText(trimmed(one), trimmed(other));
}

function trimmed({ title, answer, body, tags }: Text): Text {
  return { title: title.trim(), answer: answer.trim(), body: body.trim(), tags: tagsIn(tags.join()) };
}

/** The parts in which two texts differ. */
export function differing(one: Text, other: Text): Part[] {
  const parts: Part[] = ["title", "answer", "body", "tags"];
  return parts.filter((part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]));
}

/** What stands between commas, each once, without the blanks around it. */
export function tagsIn(field: string): string[] {
  const tags = field.split(/[,،、，]/).map((tag) => tag.trim().replace(/\s+/g, " "));
  return [...new Set(tags)].filter((tag) => tag !== "");
}

/** By how many characters a part is too long; 0 where it fits. Characters are counted as the server does: by code points. */
export function excess(text: Text, part: keyof typeof MOST): number {
  return Math.max(0, [...text[part]].length - MOST[part]);
}

/** How many characters are left where that is worth knowing, else null. */
export function left(text: Text, part: keyof typeof MOST): number | null {
  const remaining = MOST[part] - [...text[part]].length;
  return remaining <= Math.max(50, MOST[part] / 20) ? remaining : null;
}

/** Whether the server would take it. */
export function fits(text: Text): boolean {
  const long = excess(text, "title") + excess(text, "answer") + excess(text, "body") > 0;
  return !long && !tooManyTags(text.tags) && !longTag(text.tags);
}

export function tooManyTags(tags: string[]): boolean {
  return tags.length > MOST_TAGS;
}

/** The first tag that is too long, or "". */
export function longTag(tags: string[]): string {
  return tags.find((tag) => [...tag].length > MOST_TAG) ?? "";
}

/** Whether others could learn something from it: a question, and what answers it. */
export function saysSomething({ title, answer, body }: Text): boolean {
  return title.trim() !== "" && (answer + body).trim() !== "";
}
