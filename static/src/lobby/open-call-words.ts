/** What the lobby says of an open question: pure, from the call as the server shows it. */
import type { Texts } from "../shared/texts";
import type { Call } from "../shared/wire";

/** A room that is not there yet after so long is worth a word. */
const PATIENCE_MILLISECONDS = 3_000;

export interface CallWords {
  text: string;
  /** Somebody is there or on the way, which is what she waits for. */
  good: boolean;
}

export function callWords(texts: Texts, call: Call, now: number): CallWords {
  const { t } = texts;
  if (call.solved) return { text: t("You marked this as solved."), good: true };
  const here = call.helpers.filter((name) => !call.coming.includes(name));
  if (here.length > 0) return { text: named(texts, here, "{names} is in your room", "{names} are in your room"), good: true };
  if (call.coming.length > 0) return { text: named(texts, call.coming, "{names} is coming to your room", "{names} are coming to your room"), good: true };
  const unreached = !call.room && !call.place.url && now - Date.parse(call.asked_at) > PATIENCE_MILLISECONDS;
  if (unreached) {
    return { text: t("We can't reach the chat right now. Your question is kept here; we try again every few seconds."), good: false };
  }
  return { text: waiting(texts, call), good: false };
}

function named(texts: Texts, names: string[], one: string, many: string): string {
  return texts.n(one, many, names.length, { names: texts.list(names) });
}

/** Calm as long as somebody may still come; then what she can do. */
function waiting({ t, n }: Texts, call: Call): string {
  const soon = t("Whoever comes on duty is asked at once.");
  if (call.invited === 0) {
    if (call.next_round_at !== null || call.round === 0) return t("Finding helpers…");
    return `${t("Nobody who can help is around right now.")} ${soon}`;
  }
  const asked = n("{n} helper was asked.", "{n} helpers were asked.", call.invited);
  if (!call.exhausted) return asked;
  const all = call.declined < call.invited ? t("Everyone we could ask was asked.") : t("They can't come right now.");
  return `${all} ${soon}`;
}
