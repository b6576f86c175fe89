/** What the windows of one browser share, each with its absence: an old browser, a frame without storage. */
import { channel } from "./browser-page";
import { Signal } from "./signal";
import type { Locks, WindowsChannel } from "./windows";

/** A channel to the other windows that have opened the same name, or null where there are none. */
export function windowsChannel(name: string): WindowsChannel | null {
  const between = channel(name);
  const received = new Signal<unknown>();
  between?.addEventListener("message", (event) => received.emit(event.data));
  return between && { received, post: (message) => between.postMessage(message) };
}

/** Web Locks are for secure pages only, and not in every browser. */
export function windowLocks(): Locks | null {
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? { request: (name, inside) => locks.request(name, inside) } : null;
}
