/** What the browser has that the chat needs, each with its failure: storages may be forbidden. */
import { Clock } from "./clock";
import { Handlers } from "./handlers";
import { systemTimers, type KeyValue } from "./ports";
import type { PageData } from "./wire";

export function storage(kind: "localStorage" | "sessionStorage"): KeyValue | null {
  try {
    return window[kind];
  } catch {
    return null;
  }
}

/** The handlers of a page, and the server's clock that their answers set. */
export function connectHandlers(data: PageData & { handlers: Record<string, string> }): [Handlers, Clock] {
  const clock = new Clock(systemTimers);
  clock.learn(data.now);
  const keeping = data.owner && data.scripts?.["keeping"];
  if (keeping) import(/* @vite-ignore */ new URL(keeping, document.baseURI).href).then(({ keep }) => keep(data)).catch(() => undefined);
  const handlers = new Handlers({
    urls: data.handlers,
    csrf: data.csrf,
    fetch: (url, init) => fetch(url, init),
    clock,
  });
  return [handlers, clock];
}

/** Open a channel between windows of one origin, or null where there are none, or none is allowed. */
export function channel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(`chatxblock:${name}`);
  } catch {
    return null;
  }
}

/** The event of the window that says that the reader is back: what the page shows may be old. See `browser-return.ts`. */
export const RETURN = "chatxblock-return";

/** Somebody has logged out in this browser: the script that knows what it keeps hears it, and tells every tab. */
export function logOut(): void {
  window.dispatchEvent(new Event("chatxblock-logged-out"));
}
