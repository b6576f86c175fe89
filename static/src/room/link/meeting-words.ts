/** What the window of a room behind a link says: pure, from the state of the meeting. */
import { isolated, type Texts } from "../../shared/texts";
import type { Call, Person } from "../../shared/wire";
import { seldom } from "../seldom-words";
import { loggedOut, statusOf, type Situation, type Status } from "../status";
import { wordsOf, type Question, type Words } from "../wishes";
import type { Meeting } from "./meeting";

/** What the words are made of. */
export type Met = Pick<
  Meeting,
  "call" | "coming" | "end" | "isHere" | "isMe" | "leftLast" | "loggedOut" | "people" | "place" | "role" | "unreachable"
>;

export function statusOfMeeting(texts: Texts, meeting: Met): Status {
  const { call, end, role, unreachable } = meeting;
  if (end) return ended(texts, meeting) ?? statusOf(texts, situation(meeting, { end }), seldom);
  if (!call || role === "invited") return statusOf(texts, situation(meeting, { chatDown: unreachable, room: "outside", loggedOut: meeting.loggedOut }), seldom);
  const { t } = texts;
  if (meeting.loggedOut) return loggedOut(texts);
  const place = meeting.place.label;
  if (unreachable) return say(t("We can't reach the server. Who is in the {place} can stay.", { place }), "trouble");
  if (role === "staff") return say(t("You are not part of this conversation"));
  return role === "asker" ? forAsker(texts, meeting, call) : forHelper(texts, meeting, call);
}

/** What a dialog asks: here nothing is written, and a link that is known stays known. */
export function wordsOfMeeting(texts: Texts, wish: Question, place: string): Words {
  const { t } = texts;
  const others = {
    leave: t("Leave the {place} as well. When everybody has left, the question is closed.", { place }),
    invite: t("Type the user name of somebody in this course."),
    solved: t("We tell the helpers. You can go on talking, and leave when you like."),
    remove: t("They are not shown the way to the {place} any more. Who knows the link already can still use it.", { place }),
  };
  return { ...wordsOf(texts, wish), text: others[wish.kind] };
}

function ended({ t }: Texts, { end, role }: Met): Status | null {
  const sentences: Record<string, string> = {
    left: t("You left."),
    removed: t("You were taken out of this conversation."),
    over: role === "asker" ? t("Your question is closed.") : t("This question is closed. Thank you for coming."),
    solved: t("This question is solved and closed."),
  };
  const sentence = sentences[end?.why ?? ""];
  return sentence ? say(sentence, "over") : null;
}

function forAsker(texts: Texts, meeting: Met, call: Call): Status {
  const { t, n } = texts;
  const { coming } = meeting;
  if (call.solved) return say(t("You marked this as solved"), "good");
  if (coming.length > 0) {
    const values = { names: texts.list([...coming]), place: meeting.place.label };
    return say(n("{names} is here. Meet in the {place}", "{names} are here. Meet in the {place}", coming.length, values), "good");
  }
  const isFellow = (person: Person): boolean => person.role === "fellow" && meeting.isHere(person) && !meeting.isMe(person);
  const others = meeting.people.filter(isFellow).map(({ name }) => ({ name, asker: false, fellow: true }));
  return statusOf(texts, situation(meeting, { others, leftLast: meeting.leftLast }), seldom);
}

function forHelper({ t }: Texts, meeting: Met, call: Call): Status {
  const name = isolated(call.asker.name);
  if (call.withdrawn) return say(t("{name} took the question back. You can leave too.", { name }));
  if (call.asker_left) return say(t("{name} left. You can leave too.", { name }));
  if (call.solved) return say(t("{name} marked this as solved", { name }), "good");
  return say(t("Meet {name} in the {place}", { name, place: meeting.place.label }), "good");
}

/** As the chat's window would see it; there is nothing to wait for until a room is there. */
function situation({ call, role }: Met, values: Partial<Situation>): Situation {
  const there = call && { ...call, room: { jid: "" } };
  return { role, call: there, end: null, link: "online", room: "inside", chatDown: false, others: [], leftLast: "", ...values };
}

function say(text: string, tone: Status["tone"] = "calm"): Status {
  return { text, tone };
}
