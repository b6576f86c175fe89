import { unmarked } from "../shared/texts";

/** For the title of the window: the first line, not more than fits. */
export function shorten(text: string): string {
  const line = (unmarked(text).split("\n", 1)[0] ?? "").replace(/\.$/, "");
  return line.length > 60 ? `${[...line].slice(0, 59).join("")}…` : line;
}
