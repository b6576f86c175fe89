/** What stands behind the status line while an asker waits, for whoever wants to know more: pure, as the line is. */
import type { Texts } from "../shared/texts";
import type { Call } from "../shared/wire";

/** Say who has seen it, and what can still come where everybody was asked; a sentence each, as a change is heard by itself. */
export function details({ t, n }: Texts, { exhausted, invited, next_round_at: next, room, seen }: Call): string[] {
  const words: string[] = [];
  const all = seen > 1 && seen === invited;
  if (all) words.push(t("Everyone who was asked has seen your question."));
  else if (seen > 0) words.push(n("{n} helper has seen your question.", "{n} helpers have seen your question.", seen));
  const nobody = invited === 0 && next === null && room !== null;
  if (nobody || (exhausted && invited > 0)) words.push(t("Whoever comes on duty is asked at once."));
  if (exhausted) words.push(t("You can wait, or leave your question for the teachers."));
  return words;
}

/** Say how long it is until the next round, "In 1:20 we ask 6 more."; "" where none follows. */
export function countdown({ t, n }: Texts, { next_round_at: next, next_size: size }: Call, now: number): string {
  if (next === null) return "";
  const seconds = Math.ceil((Date.parse(next) - now) / 1000);
  if (seconds <= 0) return t("We are asking more helpers now.");
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return size ? n("In {time} we ask {n} more.", "In {time} we ask {n} more.", size, { time }) : t("In {time} we ask more.", { time });
}
