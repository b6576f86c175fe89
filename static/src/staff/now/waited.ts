import type { Texts } from "../../shared/texts";

/** How long somebody has waited, in a few letters that tick: "0:42", "12:05", "1:02:07"; from a day on "3 days". */
export function waitedWords({ n }: Texts, milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(seconds / 86_400);
  if (days > 0) return n("{n} day", "{n} days", days);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
