import type { Timers } from "../../shared/ports";
import { Keepalive } from "../../shared/xmpp/keepalive";
import type { Link } from "../../shared/xmpp/link";

const EVERY_MILLISECONDS = 25_000;

/**
 * Notices a line that died without a word, as behind a sleeping laptop. The server's own pings prove that it lives, so
 * that we ask only when nothing came for a while.
 */
export function watchSilence(link: Link, timers: Timers): Keepalive {
  return new Keepalive({
    link,
    timers,
    every: EVERY_MILLISECONDS,
    due: () => {
      const silent = timers.now() - link.heardAt;
      return !(silent >= 0 && silent < EVERY_MILLISECONDS);
    },
  });
}
