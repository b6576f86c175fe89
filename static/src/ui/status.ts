/** The status line as a pure function: what is true at this moment, in one or two sentences. */
import type { Call, Role } from "../chat/types";
import type { Texts } from "./texts";

export interface Situation {
  role: Role;
  call: Call | null;
  end: { why: string; sentence: string } | null;
  /** idle | connecting | online | down | lost | conflict */
  link: string;
  /** outside | joining | inside | refused | put-out */
  room: string;
  chatDown: boolean;
  /** Who else is inside. */
  others: { name: string; asker: boolean }[];
  leftLast: string;
}

export interface Status {
  text: string;
  tone: "calm" | "good" | "trouble" | "over";
  /** When the next round is due, milliseconds since 1970; shown beside the text, counting down. */
  due: number | null;
}

export function statusOf(texts: Texts, situation: Situation): Status {
  return (
    ended(texts, situation) ??
    disturbed(texts, situation) ??
    before(texts, situation) ??
    (situation.role === "asker" ? forAsker(texts, situation) : forHelper(texts, situation))
  );
}

function say(text: string, tone: Status["tone"] = "calm", due: number | null = null): Status {
  return { text, tone, due };
}

function ended({ t }: Texts, { end, role }: Situation): Status | null {
  if (!end) return null;
  const sentences: Record<string, string> = {
    left: t("You left. The conversation is kept."),
    removed: t("You were taken out of this conversation. What was said until then is still here."),
    over: role === "asker" ? t("Your question is closed. The conversation is kept.") : t("This question is closed. Thank you for coming."),
    solved: t("This question is solved and closed. The conversation is kept."),
    full: t("Enough helpers are already there. Thank you for coming."),
    nothing: t("We did not get a question for this window. Close it and ask again."),
    "other-call": t("You already have an open question in this course. Go back to it or withdraw it first."),
  };
  return say(sentences[end.why] ?? end.sentence, "over");
}

function disturbed({ t }: Texts, { link, room, chatDown, call, role }: Situation): Status | null {
  if (link === "conflict") return say(t("This conversation is open in too many windows. What you write here is sent when you use this window."), "trouble");
  if (link === "lost") return say(t("Connection lost, trying again. What you write is sent when it is back."), "trouble");
  if (!chatDown || room === "inside" || (role === "staff" && room === "refused")) return null;
  if (role !== "asker") return say(t("We can't reach the chat right now. We try again every few seconds."), "trouble");
  if (!call) return say(t("We can't reach the server right now. Your question is kept here; we try again every few seconds."), "trouble");
  return say(t("We can't reach the chat right now. Your question is kept here; we try again every few seconds."), "trouble");
}

function before({ t }: Texts, { call, role, room }: Situation): Status | null {
  if (role === "staff" && room === "refused") {
    return say(t("You are not part of this conversation. You can export the log, or invite yourself to take part."));
  }
  if (!call) return say(role === "asker" ? t("Sending your question…") : t("Opening the conversation…"));
  return role !== "asker" && room !== "inside" ? say(t("Opening the conversation…")) : null;
}

function forAsker(texts: Texts, situation: Situation): Status {
  const { t } = texts;
  const { call, others, leftLast } = situation;
  if (!call) return say(t("Sending your question…"));
  if (call.solved) return say(t("You marked this as solved. You can go on talking, or leave."), "good");
  if (others.length > 0) return say(here(texts, others), "good");
  if (leftLast) return left(texts, leftLast, call);
  if (call.helpers.length > 0) {
    const names = texts.list(call.helpers);
    return say(texts.n("{names} is coming.", "{names} are coming.", call.helpers.length, { names }), "good");
  }
  return waiting(texts, call);
}

function left({ t }: Texts, name: string, call: Call): Status {
  if (goesOn(call)) return say(t("{name} left. We are asking others again.", { name }), "calm", dueOf(call));
  return say(t("{name} left. The others we asked can still come. Keep this window open while you wait.", { name }));
}

function waiting(texts: Texts, call: Call): Status {
  const { t, n } = texts;
  if (call.invited === 0 && !goesOn(call) && call.room) {
    return say(t("Nobody is listed to help with this question. Invite somebody by name, or leave and ask your teachers."));
  }
  if (call.invited === 0) return say(t("Finding helpers…"), "calm", dueOf(call));
  const asked = n("You asked {n} helper.", "You asked {n} helpers.", call.invited);
  if (goesOn(call)) return say(asked, "calm", dueOf(call));
  if (call.declined >= call.invited) {
    return say(`${asked} ${t("They can't come right now. You can wait in case somebody does, invite somebody by name, or leave.")}`);
  }
  return say(`${asked} ${t("Everyone we could ask was asked. Keep this window open while you wait.")}`);
}

function forHelper(texts: Texts, { call, others }: Situation): Status {
  const { t } = texts;
  const name = call?.asker.name ?? "";
  const solved = call?.solved ? t("{name} marked this as solved.", { name }) : "";
  if (!call?.asker_left && others.some((person) => person.asker)) return say(solved || here(texts, others), "good");
  const absent = call?.asker_left
    ? t("{name} left. The log is kept; you can leave too.", { name })
    : t("{name} is not here at the moment. What you write waits here.", { name });
  const rest = others.filter((person) => !person.asker);
  return say(rest.length > 0 ? `${absent} ${here(texts, rest)}` : absent);
}

function here(texts: Texts, others: Situation["others"]): string {
  const names = texts.list(others.map((person) => person.name));
  return texts.n("{names} is here.", "{names} are here.", others.length, { names });
}

/** More helpers will be asked. After the last round only whoever is new, which is nothing to promise. */
function goesOn(call: Call): boolean {
  return call.next_round_at !== null && call.round < call.rounds;
}

function dueOf(call: Call): number | null {
  return goesOn(call) && call.next_round_at ? Date.parse(call.next_round_at) : null;
}

/** Say how long it is until the next round: "In 1:20 we ask more." */
export function countdown({ t }: Texts, due: number, now: number): string {
  const seconds = Math.ceil((due - now) / 1000);
  if (seconds <= 0) return t("We are asking more helpers now.");
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return t("In {time} we ask more.", { time });
}
