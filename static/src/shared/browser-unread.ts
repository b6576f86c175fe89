/** How many lines of a room nobody has seen yet, told by its window to the inboxes of the same browser. */
import { channel } from "./browser-page";

/**
 * Tell what the log of the room on this page says it has unread, to whoever listens to the owner's channel: `{call, lines}`,
 * at each change, and when somebody says "look". A window that goes has nothing unread any more.
 */
export function tellUnread(owner: string, call: string, room: EventTarget): void {
  const windows = channel(`unread:${owner}`);
  let lines = 0;
  const tell = (): void => windows?.postMessage({ call, lines });
  // It does not bubble from the log, and is heard on its way there.
  room.addEventListener("unread", (event) => {
    lines = (event as CustomEvent<number>).detail;
    tell();
  }, true);
  windows?.addEventListener("message", ({ data }) => data === "look" && tell());
  window.addEventListener("pagehide", () => windows?.postMessage({ call, lines: 0 }));
}
