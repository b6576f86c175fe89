/** The window of a room into which somebody has yet to be let. */
import { forgetOlder, roomName } from "../../shared/browser-room-window";

/** A window for a room that somebody has yet to be let into. */
export interface HeldRoom {
  /** Show the room. */
  go(): void;
  /** There is no way in: a window that was opened for it closes. */
  drop(): void;
}

/** Open the window of a room in a click, to go there once that is allowed; null if the browser did not let us. */
export function holdRoom(url: string, id: string): HeldRoom | null {
  forgetOlder(id);
  const room = window.open("", roomName(id));
  if (!room) return null;
  return {
    go: () => {
      // Who looked on in it is let in by loading it anew.
      room.location.href = new URL(url, document.baseURI).href;
      room.focus();
    },
    drop: () => {
      if (isEmpty(room)) room.close();
    },
  };
}

/** Tell whether a window shows nothing: one that was open before shows the room, or another site. */
function isEmpty(room: Window): boolean {
  try {
    return ["", "about:blank"].includes(room.location.href);
  } catch {
    return false;
  }
}
