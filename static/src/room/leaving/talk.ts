/** A talk that somebody leaves: what she may be asked of it, and what may become of it. */
import type { Handlers } from "../../shared/handlers";
import type { Signal } from "../../shared/signal";
import type { Call, Person } from "../../shared/wire";
import type { Entry } from "../chat/log";

export interface Talk {
  readonly changed: Signal;
  readonly callId: string;
  readonly handlers: Pick<Handlers, "post">;
  readonly call: Call | null;
  /** Why it is over here, if it is. */
  readonly end: { readonly why: string } | null;
  /** The reader's address, "" where it is not known. */
  readonly me: string;
  readonly people: readonly Person[];
  /** What was said; missing where that is not known, in a place behind a link. */
  readonly entries?: readonly Entry[] | undefined;
  /** Whom the reader thanked in this window. */
  readonly thanked: Set<string>;
  /** End it here at once; returns what the server is told, or null where it had ended. */
  leave(): object | null;
  act(handler: string, body?: object): Promise<void>;
}

export interface Wanted {
  helped: boolean;
  quote: boolean;
  /** Whether there is something to make a resource of. */
  draft: boolean;
  /** Whether that can be done once the reader has left: the talk is the asker's as long as she is in it. */
  ready: boolean;
  /** Whom the asker may thank. */
  thanks: Person[];
}

const CAME = ["helper", "left"];
const HERS = ["asker", "fellow"];

/** Why it may be over for the reader who is no part of it, or no longer: then nothing is asked. */
const OUT = ["removed", "stranger", "refused", "nothing", "other-call", "full"];

/** Only where somebody came to help and, where that can be known, said something. */
export function wantedOf({ call, end, entries, people }: Talk, me: string): Wanted {
  const role = call?.my_role ?? "staff";
  const helpers = people.filter((person) => CAME.includes(person.role));
  const authors = new Set(entries?.map((entry) => (entry.kind === "line" ? entry.author : "")));
  const spoke = helpers.some(({ jid }) => authors.has(jid));
  const part = (HERS.includes(role) || role === "helper") && !OUT.includes(end?.why ?? "");
  return {
    helped: part && HERS.includes(role) && (entries ? spoke : helpers.length > 0),
    quote: part && spoke && authors.has(me),
    draft: part && spoke,
    ready: part && spoke && (role === "asker" || call?.asker_left === true),
    thanks: role === "asker" ? helpers : [],
  };
}

export function asksAnything({ helped, quote, ready }: Wanted): boolean {
  return helped || quote || ready;
}
