import type { Signal } from "./signal";

/** The one sound. `ready` is false until the browser lets this page sound, which takes a click or a key in it. */
export interface Bell {
  readonly ready: boolean;
  readonly changed: Signal;
  /** Sound once. */
  ring(): void;
  /** Called in a click: make it ready, and sound once so that she knows it. */
  unlock(): Promise<void>;
}
