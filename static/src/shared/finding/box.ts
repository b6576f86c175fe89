import type { Handlers } from "../handlers";
import type { Signal } from "../signal";
import type { Texts } from "../texts";
import type { Call } from "../wire";

/** What the script that is loaded later makes for a box. */
export type MakeFound = (parts: { texts: Texts; handlers: Handlers; box: Box }) => HTMLElement;

/** The question for which something is found: in the lobby as far as it is typed, in a room as it was asked. */
export interface Box {
  readonly changed: Signal;
  readonly text: string;
  /** The question is asked already, and open. */
  readonly call: Call | null;
  /** Ids of the resources that were opened for it, in their order. */
  readonly read: Set<string>;
  /** Put another text in its place; nothing where it stands. */
  type(text: string): void;
}
