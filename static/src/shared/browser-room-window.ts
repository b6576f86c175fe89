/** The window of a call's room: opened by a name of its own, with an opener, so that it is found again where it is open. */

/** The name of that window, for links as well: they must not ask for `noopener`, which would open one more. */
export function roomName(id: string): string {
  return `chatxblock-room-${id}`;
}

/**
 * Go to a room, called in a click: bring its window to the front where it is open, or open it. Returns false if the browser
 * did not let us.
 */
export function openRoom(url: string, id: string): boolean {
  forgetOlder(id);
  const room = window.open("", roomName(id));
  if (!room) return false;
  if (!addressOf(room).includes(id)) room.location.href = new URL(url, document.baseURI).href;
  room.focus();
  return true;
}

/**
 * A new window begins with a copy of this one's sessionStorage, in which an older room window that was shown in this tab may
 * have left its stream and its lines: two windows must not go on with them. The lines are on the shelf as well.
 */
export function forgetOlder(id: string): void {
  try {
    const older = Object.keys(sessionStorage).filter((key) => key.startsWith("chatxblock:") && key.endsWith(`:${id}`));
    for (const key of older) sessionStorage.removeItem(key);
  } catch {
    return;
  }
}

/** What a window shows, "" if that is another site's. */
function addressOf(room: Window): string {
  try {
    return room.location.href;
  } catch {
    return "";
  }
}
