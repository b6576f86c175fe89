/** What the windows of one browser share, each with its absence: an old browser, a frame without storage. */
import { Signal } from "./signal";
import type { Locks, WindowsChannel } from "./windows";

/** A channel to the other windows that have opened the same name, or null where there are none. */
export function windowsChannel(name: string): WindowsChannel | null {
  if (!("BroadcastChannel" in window)) return null;
  const channel = new BroadcastChannel(`chatxblock:${name}`);
  const received = new Signal<unknown>();
  channel.addEventListener("message", (event) => received.emit(event.data));
  return { received, post: (message) => channel.postMessage(message) };
}

/** Web Locks are for secure pages only, and not in every browser. */
export function windowLocks(): Locks | null {
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? { request: (name, inside) => locks.request(name, inside) } : null;
}
