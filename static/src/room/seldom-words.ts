/** What the status line says seldom, and what comes therefore with what is loaded later: of the end, and to a fellow. Pure. */
import { isolated, type Texts } from "../shared/texts";
import type { Seldom, Situation, Status } from "./status";

export const seldom: Seldom = { ended, fellow };

/** Why there is nothing to type any more. */
function ended({ t }: Texts, { end, role }: Situation): Status {
  const sentences: Record<string, string> = {
    left: t("You left. The conversation is kept."),
    removed: t("You were taken out of this conversation. What was said until then is still here."),
    over: closed(t, role),
    kept: t("Your question is kept for the teachers. You find their answer where you asked it."),
    solved: t("This question is solved and closed. The conversation is kept."),
    full: t("Enough helpers are already there. Thank you for coming."),
    nothing: t("We did not get a question for this window. Close it and ask again."),
    stranger: t("Somebody else is logged in in this browser now, so this window has stopped. Log in as yourself and reload it."),
    "other-call": t("You already have an open question in this course. Go back to it or withdraw it first."),
  };
  return { text: sentences[end?.why ?? ""] ?? end?.sentence ?? "", tone: "over", due: null };
}

function closed(t: Texts["t"], role: Situation["role"]): string {
  if (role === "asker") return t("Your question is closed. The conversation is kept.");
  return role === "helper" || role === "invited"
    ? t("This question is closed. Thank you for coming.")
    : t("This conversation is closed. It is kept.");
}

/** To somebody with the same question who was let in: how things stand for her, who came for help as well. */
function fellow(texts: Texts, { call, others }: Situation): Status {
  const { t, n, list } = texts;
  const name = isolated(call?.asker.name ?? "");
  const names = list(others.map((person) => person.name));
  const here = others.length > 0 ? n("{names} is here.", "{names} are here.", others.length, { names }) : "";
  const helped = others.some((person) => !person.asker && !person.fellow);
  const said: string[] = [here];
  let good = helped;
  if (call?.solved) {
    said.push(t("{name} marked this as solved. You can go on talking, or leave.", { name }));
    good = true;
  } else if (call?.asker_left) said.push(helped ? t("{name} left. You can go on talking.", { name }) : t("{name} left. Nobody else is asked here now; ask a helper yourself.", { name }));
  else if (!helped) said.push(coming(texts, call));
  return { text: said.filter(Boolean).join(" "), tone: good ? "good" : "calm", due: null };
}

/** Whether a helper comes for the two of them. */
function coming({ t, n, list }: Texts, call: Situation["call"]): string {
  const names = call?.helpers ?? [];
  if (names.length > 0) return n("{names} is coming.", "{names} are coming.", names.length, { names: list(names) });
  const asking = call?.next_round_at !== null || call.invited > call.declined;
  return asking ? t("Helpers were asked; whoever comes helps you both.") : t("Nobody who can help is around right now.");
}
