/** What the button says behind which a lobby stands: pure, from what became of her question. */
import type { Texts } from "../shared/texts";
import type { Asking } from "./asking";
import { callWords, type CallWords } from "./open-call-words";

type Told = Pick<Asking, "call" | "ended" | "answered">;

/** A person's open question comes first, then what she does not know yet. */
export function buttonWords(texts: Texts, { call, ended, answered }: Told, now: number): CallWords {
  const { t, n } = texts;
  if (call) return callWords(texts, call, now);
  if (ended) return { text: t("Your question was closed. Ask again?"), good: false };
  const news = answered?.length ?? 0;
  if (news > 0) return { text: n("Your question was answered", "{n} of your questions were answered", news), good: true };
  return { text: t("Stuck? Ask"), good: false };
}
