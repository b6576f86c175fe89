/** The status line as a pure function: what is true at this moment, in a few words. What more there is to say of waiting is in status-details. */
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
}

/** What is said seldom, and loaded later. */
export interface Seldom {
  ended: (texts: Texts, situation: Situation) => Status;
  /** `here` and `coming` say who is. */
  fellow: (texts: Texts, situation: Situation, here: Named, coming: Named) => Status;
  /** To an asker while nobody is there; `left` is who was, "" for nobody. */
  waiting: (texts: Texts, call: Call, left: string) => string;
}

/** A sentence about some people, by their names. */
type Named = (texts: Texts, names: string[]) => string;

/**
 * `seldom` is null while it is on its way: then nothing is said of an end, a fellow's conversation is still opening, and for an
 * asker helpers are being found.
 */
export function statusOf(texts: Texts, situation: Situation, seldom: Seldom | null): Status {
  const { role } = situation;
  if (situation.end) return seldom?.ended(texts, situation) ?? say("", "over");
  const news = disturbed(texts, situation) ?? before(texts, situation);
  if (news) return news;
  if (role === "fellow") return seldom?.fellow(texts, situation, here, coming) ?? say(texts.t("Opening the conversation…"));
  return role === "asker" ? forAsker(texts, situation, seldom) : forHelper(texts, situation);
}

function say(text: string, tone: Status["tone"] = "calm"): Status {
  return { text, tone };
}

/** What the reader can do about it where nobody is logged in any more. */
export function loggedOut({ t }: Texts): Status {
  return say(t("Log in again in another tab. This window goes on then."), "trouble");
}

function disturbed(texts: Texts, situation: Situation): Status | null {
  const { t } = texts;
  const { link, room, chatDown, role } = situation;
  if (situation.loggedOut) return loggedOut(texts);
  if (link === "conflict") return say(t("Too many windows. What you write is kept."), "trouble");
  if (link === "lost") return say(t("No connection. What you write is kept and sent."), "trouble");
  if (!chatDown || room === "inside" || (role === "staff" && room === "refused")) return null;
  return say(role === "asker" ? t("We can't reach the server. Your question is kept, and we try again.") : t("We can't reach the server. We try again."), "trouble");
}

function before({ t }: Texts, { call, role, room }: Situation): Status | null {
  if (role === "staff" && room === "refused") return say(t("You are not part of this conversation"));
  if (!call) return say(role === "asker" ? t("Sending your question…") : t("Opening the conversation…"));
  return role !== "asker" && room !== "inside" ? say(t("Opening the conversation…")) : null;
}

function forAsker(texts: Texts, situation: Situation, seldom: Seldom | null): Status {
  const { t } = texts;
  const { call, others } = situation;
  if (!call) return say(t("Sending your question…"));
  if (call.solved) return say(t("You marked this as solved"), "good");
  const fellows = others.filter((person) => person.fellow);
  if (others.length > fellows.length) return say(here(texts, namesOf(others)), "good");
  if (call.helpers.length > 0) return say(coming(texts, call.helpers), "good");
  const line = seldom?.waiting(texts, call, situation.leftLast) ?? t("Finding helpers…");
  return say(fellows.length > 0 ? `${line}. ${here(texts, namesOf(fellows))}` : line);
}

function forHelper(texts: Texts, { call, others }: Situation): Status {
  const { t } = texts;
  const name = isolated(call?.asker.name ?? "");
  if (call?.withdrawn) return say(t("{name} took the question back. You can leave too.", { name }));
  if (call?.asker_left) return say(t("{name} left. You can leave too.", { name }));
  if (!others.some((person) => person.asker)) return say(t("{name} is away. What you write waits here.", { name }));
  return say(call?.solved ? t("{name} marked this as solved", { name }) : here(texts, namesOf(others)), "good");
}

function namesOf(others: Situation["others"]): string[] {
  return others.map((person) => person.name);
}

function here(texts: Texts, names: string[]): string {
  return texts.n("{names} is here", "{names} are here", names.length, { names: texts.list(names) });
}

function coming(texts: Texts, names: string[]): string {
  return texts.n("{names} is coming", "{names} are coming", names.length, { names: texts.list(names) });
}
