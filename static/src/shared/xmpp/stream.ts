import type { Ticket } from "../wire";
import type { Stanza } from "./stanza";

/** Why a stream ended. `conflict`: another connection took its place, and fighting back would never end. */
export type Ending = "conflict" | "refused" | "lost" | "closed";

export interface StreamEvents {
  opened(): void;
  received(stanza: Stanza): void;
  ended(why: Ending): void;
}

/** One connection to the chat server, from opening to its end; never used again afterwards. */
export interface Stream {
  /** Return false if the stream could not take it. */
  send(stanza: Stanza): boolean;
  /** Say goodbye: others see us leave at once. */
  close(): void;
  /** Let go without goodbye, so that the session can be resumed. */
  drop(): void;
}

export type OpenStream = (ticket: Ticket, events: StreamEvents) => Stream;
