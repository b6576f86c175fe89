/** What an asker who waits is told beside the short line above the talk: pure, from the call as the server shows it. */
import type { Texts } from "../../shared/texts";
import type { Call } from "../../shared/wire";

export interface Waiting {
  call: Call;
}

/** Say who has seen it, what comes next, and what she can do; one sentence each, as a change is heard by itself. */
export function details({ t, n }: Texts, { call }: Waiting): string[] {
  const { exhausted, invited, next_round_at: next, next_size: size, seen } = call;
  const sentences: string[] = [];
  if (seen > 0 && seen < invited) sentences.push(n("{n} helper has seen your question.", "{n} helpers have seen your question.", seen));
  if (seen > 0 && seen === invited) sentences.push(t("Everyone who was asked has seen your question."));
  if (next !== null && invited > 0) {
    sentences.push(size ? n("If nobody comes soon, we ask {n} more.", "If nobody comes soon, we ask {n} more.", size) : t("If nobody comes soon, we ask more helpers."));
  }
  if (exhausted || (invited === 0 && next === null && call.room)) sentences.push(t("Whoever comes on duty is asked at once."));
  if (exhausted) sentences.push(t("You can wait, or leave your question for the teachers."));
  return sentences;
}
