import type { Signal } from "./signal";

/** The part of the Web Locks API that is used: one at a time over all windows of a browser. */
export interface Locks {
  request(name: string, inside: () => Promise<void>): Promise<unknown>;
}

/** What all windows of one browser hear from each other. */
export interface WindowsChannel {
  post(message: unknown): void;
  readonly received: Signal<unknown>;
}
