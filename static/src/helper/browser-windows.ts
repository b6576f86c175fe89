/** What the windows of one browser share, each with its absence: an old browser, a frame without storage. */
import type { Locks, WindowsChannel } from "./ringing/claims";
import { Signal } from "../shared/signal";

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

const FEATURES = "popup,width=440,height=680";

/**
 * Open a page in a small window of its own, or bring it to the front where it is open already: opening its address again
 * would load it anew. Returns false if the browser did not let us.
 */
export function openSmall(url: string, name: string): boolean {
  const small = window.open("", name, FEATURES);
  if (!small) return false;
  if (isEmpty(small)) small.location.href = new URL(url, document.baseURI).href;
  small.focus();
  return true;
}

function isEmpty(small: Window): boolean {
  try {
    return small.location.href === "about:blank";
  } catch {
    return false;
  }
}
