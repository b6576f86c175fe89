/** The status line as a pure function: what is true at this moment, in one or two sentences. */
import { isolated, type Texts } from "../shared/texts";
import type { Call, Role } from "../shared/wire";

export interface Situation {
  role: Role;
  call: Call | null;
  end: { why: string; sentence: string } | null;
  /** idle | connecting | online | down | lost | conflict */
  link: string;
  /** outside | joining | inside | refused | put-out */
  room: string;
  chatDown: boolean;
  loggedOut?: boolean;
  /** Who else is inside. */
  others: { name: string; asker: boolean; fellow?: boolean }[];
  leftLast: string;
}

export interface Status {
  text: string;
  tone: "calm" | "good" | "trouble" | "over";
  /** When the next round is due, milliseconds since 1970; shown beside the text, counting down. */
  due: number | null;
  /** How many are asked then, where that is known. */
  size?: number | null | undefined;
}

/** What is said seldom, and loaded later. */
export interface Seldom {
  ended: (texts: Texts, situation: Situation) => Status;
  fellow: (texts: Texts, situation: Situation) => Status;
}

/** `seldom` is null while it is on its way: then nothing is said of an end, and a fellow's conversation is still opening. */
export function statusOf(texts: Texts, situation: Situation, seldom: Seldom | null): Status {
  const { role } = situation;
  if (situation.end) return seldom?.ended(texts, situation) ?? say("", "over");
  const news = disturbed(texts, situation) ?? before(texts, situation);
  if (news) return news;
  if (role === "fellow") return seldom?.fellow(texts, situation) ?? say(texts.t("Opening the conversation…"));
  return role === "asker" ? forAsker(texts, situation) : forHelper(texts, situation);
}

function say(text: string, tone: Status["tone"] = "calm"): Status {
  return { text, tone, due: null };
}

/** What the reader can do about it where nobody is logged in any more. */
export function loggedOut({ t }: Texts): Status {
  return say(t("Log in again in another tab. This window goes on by itself then."), "trouble");
}

function disturbed(texts: Texts, situation: Situation): Status | null {
  const { t } = texts;
  const { link, room, chatDown, call, role } = situation;
  if (situation.loggedOut) return loggedOut(texts);
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
  const fellows = others.filter((person) => person.fellow);
  if (others.length > fellows.length) return say(here(texts, others), "good");
  if (call.helpers.length > 0) {
    const names = texts.list(call.helpers);
    return say(texts.n("{names} is coming.", "{names} are coming.", call.helpers.length, { names }), "good");
  }
  const line = waiting(texts, call, leftLast ? t("{name} left.", { name: isolated(leftLast) }) : "");
  return fellows.length > 0 ? { ...line, text: `${line.text} ${here(texts, fellows)}` } : line;
}

/** While nobody is there. `before` is what happened last, "" for nothing. */
function waiting(texts: Texts, call: Call, before: string): Status {
  const { t } = texts;
  const goesOn = call.next_round_at !== null;
  const words = [before];
  const soon = t("Whoever comes on duty is asked at once.");
  if (call.invited > 0) words.push(before && goesOn ? t("We are asking others again.") : asked(texts, call));
  else if (goesOn || !call.room) words.push(t("Finding helpers…"));
  else words.push(t("Nobody who can help is around right now."), soon);
  // Calm as long as somebody may still come.
  if (call.exhausted && call.invited > 0) {
    words.push(call.declined < call.invited ? t("Everyone we could ask was asked.") : t("They can't come right now."), soon);
  }
  if (call.exhausted) words.push(t("You can wait, or leave your question for the teachers."));
  const due = call.next_round_at === null ? null : Date.parse(call.next_round_at);
  return { text: words.filter(Boolean).join(" "), tone: "calm", due, size: call.next_size };
}

function asked({ n }: Texts, { invited, seen }: Call): string {
  if (seen === 0) return n("You asked {n} helper.", "You asked {n} helpers.", invited);
  const have = n("{n} has seen it", "{n} have seen it", seen);
  return n("You asked {n} helper; {seen}.", "You asked {n} helpers; {seen}.", invited, { seen: have });
}

function forHelper(texts: Texts, { call, others }: Situation): Status {
  const { t } = texts;
  const name = isolated(call?.asker.name ?? "");
  const solved = call?.solved ? t("{name} marked this as solved.", { name }) : "";
  if (!call?.asker_left && others.some((person) => person.asker)) return say(solved || here(texts, others), "good");
  const absent = call?.withdrawn
    ? t("{name} took the question back. The log is kept; you can leave too.", { name })
    : call?.asker_left
      ? t("{name} left. The log is kept; you can leave too.", { name })
      : t("{name} is not here at the moment. What you write waits here.", { name });
  const rest = others.filter((person) => !person.asker);
  return say(rest.length > 0 ? `${absent} ${here(texts, rest)}` : absent);
}

function here(texts: Texts, others: Situation["others"]): string {
  const names = texts.list(others.map((person) => person.name));
  return texts.n("{names} is here.", "{names} are here.", others.length, { names });
}

/** Say how long it is until the next round: "In 1:20 we ask 6 more." */
export function countdown({ t, n }: Texts, { due, size }: Status, now: number): string {
  const seconds = Math.ceil(((due ?? 0) - now) / 1000);
  if (seconds <= 0) return t("We are asking more helpers now.");
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return size ? n("In {time} we ask {n} more.", "In {time} we ask {n} more.", size, { time }) : t("In {time} we ask more.", { time });
}
