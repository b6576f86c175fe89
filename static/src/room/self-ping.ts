import type { Timers } from "../shared/ports";
import { Keepalive } from "../shared/xmpp/keepalive";
import type { Link } from "../shared/xmpp/link";
import type { Room } from "./chat/room";

const EVERY_MILLISECONDS = 20_000;
/** A hidden window has to notice too, but may take its time: every so many turns. */
const HIDDEN_TURNS = 3;
/** What means "you are not inside" (XEP-0410, 3); every other answer, even an error, proves that we are. */
const OUTSIDE = "not-acceptable";

/** Pings ourselves by way of the room, which shows that the line is alive and that we are still inside (XEP-0410). */
export function selfPing(link: Link, room: Room, timers: Timers, visible: () => boolean): Keepalive {
  let turns = 0;
  return new Keepalive({
    link,
    timers,
    every: EVERY_MILLISECONDS,
    due: () => {
      turns += 1;
      if (!visible() && turns < HIDDEN_TURNS) return false;
      turns = 0;
      return true;
    },
    whom: () => (room.state === "inside" ? `${room.address}/${room.nickname}` : ""),
    refused: (condition) => condition === OUTSIDE && room.rejoin(),
  });
}
