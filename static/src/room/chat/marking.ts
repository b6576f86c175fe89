/** What is sent to say something of another line: a correction, that it is taken back, an answer, signs at it. */
import { element, NS, type Stanza } from "../../shared/xmpp/stanza";
import type { LogLine } from "./log";
import type { Pending } from "./outbox";

/** The signs that the chat server lets by, in their order. */
export const SIGNS = ["👍", "✅", "❓", "💡"];
const LINE = "urn:chatxblock:line:1";
const REPLY = "urn:xmpp:reply:0";
const FALLBACK = "urn:xmpp:fallback:0";
const REACTIONS = "urn:xmpp:reactions:0";
const QUOTED_LETTERS = 140;

/** What goes to the outbox: the words, and what they say of which line. */
export interface Marking extends Pick<Pending, "of" | "more"> {
  body: string;
}

export function correction(line: LogLine, body: string): Marking {
  return { body, of: line.archiveId, more: [replace(line)] };
}

/** The server puts words of its own in the place of these. */
export function takingBack(line: LogLine): Marking {
  return { body: "[taken back]", of: line.archiveId, more: [replace(line), element("taken-back", LINE)] };
}

/** An answer repeats the beginning of what it answers, for programs that know no answers, and says how much that is. */
export function answer(line: LogLine, room: string, words: string): Marking {
  const [first = ""] = line.body.trim().split("\n", 1);
  const letters = [...first];
  const quoted = `> ${letters.length > QUOTED_LETTERS ? `${letters.slice(0, QUOTED_LETTERS - 1).join("")}…` : first}\n`;
  const reply = element("reply", REPLY, { id: line.archiveId, to: `${room}/${line.nick}` });
  const part = element("body", FALLBACK, { start: "0", end: String([...quoted].length) });
  return { body: quoted + words, more: [reply, element("fallback", FALLBACK, { for: REPLY }, part)] };
}

/** All the signs that one wants there: with this one more, or without it where it is among one's `own`. */
export function reaction(line: LogLine, own: string[], sign: string): Marking {
  const wanted = own.includes(sign) ? own.filter((one) => one !== sign) : [...own, sign];
  const signs = wanted.map((one) => element("reaction", REACTIONS, {}, one));
  return { body: "", of: line.archiveId, more: [element("reactions", REACTIONS, { id: line.archiveId }, ...signs)] };
}

function replace(line: LogLine): Stanza {
  return element("replace", NS.correct, { id: line.id });
}
