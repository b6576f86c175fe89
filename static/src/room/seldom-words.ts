/** What the status line says seldom, and what comes therefore with what is loaded later: of the end, to a fellow, and to an asker who waits. Pure. */
import { isolated, type Texts } from "../shared/texts";
import type { Call } from "../shared/wire";
import type { Seldom, Situation, Status } from "./status";

/** Why there is nothing to type any more. */
function ended({ t }: Texts, { call, end, role }: Situation): Status {
  const sentences: Record<string, string> = {
    left: t("You left. The conversation is kept."),
    removed: t("You were taken out of this conversation. What was said until then is still here."),
    over: closed(t, role),
    stopped: t("{name} of the course's staff closed this: “{reason}” The conversation is kept.", { name: isolated(call?.stopped?.by ?? ""), reason: call?.stopped?.reason ?? "" }),
    kept: t("Your question is kept for the teachers. You find their answer where you asked it."),
    solved: t("This question is solved and closed. The conversation is kept."),
    full: t("Enough helpers are already there. Thank you for coming."),
    nothing: t("We did not get a question for this window. Close it and ask again."),
    stranger: t("Somebody else is logged in in this browser now, so this window has stopped. Log in as yourself and reload it."),
    "other-call": t("You already have an open question in this course. Go back to it or withdraw it first."),
  };
  return { text: sentences[end?.why ?? ""] ?? end?.sentence ?? "", tone: "over" };
}

function closed(t: Texts["t"], role: Situation["role"]): string {
  if (role === "asker") return t("Your question is closed. The conversation is kept.");
  return role === "helper" || role === "invited"
    ? t("This question is closed. Thank you for coming.")
    : t("This conversation is closed. It is kept.");
}

/** To somebody with the same question who was let in: how things stand for her, who came for help as well. */
const fellow: Seldom["fellow"] = (texts, { call, others }, here, coming) => {
  const { t } = texts;
  const name = isolated(call?.asker.name ?? "");
  const helped = others.some((person) => !person.asker && !person.fellow);
  const say = (text: string, tone: Status["tone"] = "calm"): Status => ({ text, tone });
  if (call?.solved) return say(t("{name} marked this as solved", { name }), "good");
  if (helped) return say(here(texts, others.map((person) => person.name)), "good");
  if (call?.asker_left) return say(t("{name} left. Ask a helper yourself.", { name }));
  const helpers = call?.helpers ?? [];
  if (helpers.length > 0) return say(coming(texts, helpers), "good");
  const asking = call !== null && (call.next_round_at !== null || call.invited > call.declined);
  return say(asking ? t("Helpers were asked for you both") : t("Nobody who can help is around right now"));
};

/** While nobody is there; `left` is who was, "" for nobody. That all were asked is said when the last of them had their time. */
function waiting({ t, n }: Texts, { declined, exhausted, invited, next_round_at: next, room }: Call, left: string): string {
  const name = isolated(left);
  if (left && !exhausted) return next === null ? t("{name} left", { name }) : t("{name} left. We ask others again", { name });
  if (invited === 0) return next !== null || !room ? t("Finding helpers…") : t("Nobody who can help is around right now");
  if (!exhausted) return n("{n} helper was asked", "{n} helpers were asked", invited);
  return declined < invited ? t("Everyone we could ask was asked") : t("Nobody can come right now");
}

export const seldom: Seldom = { ended, fellow, waiting };
