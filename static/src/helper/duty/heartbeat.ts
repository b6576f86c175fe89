import { NoAnswer, type Link } from "../../shared/xmpp/link";
import { element, NS } from "../../shared/xmpp/stanza";
import type { OpenStream } from "../../shared/xmpp/stream";
import type { Cancel, Timers } from "../../shared/ports";

const BEAT_MILLISECONDS = 25_000;

/**
 * Notices a line that died without a word, as behind a sleeping laptop. The server's own pings prove that it lives, so
 * that we ask only when there are none.
 */
export class Heartbeat {
  private heardAt = 0;
  private cancel: Cancel = () => undefined;

  constructor(private readonly timers: Timers) {}

  /** Listen to all that a stream brings. */
  over(open: OpenStream): OpenStream {
    return (ticket, events) =>
      open(ticket, {
        ...events,
        received: (stanza) => {
          this.heardAt = this.timers.now();
          events.received(stanza);
        },
      });
  }

  start(link: Link): void {
    this.cancel();
    this.cancel = this.timers.after(BEAT_MILLISECONDS, () => void this.beat(link));
  }

  stop(): void {
    this.cancel();
  }

  private async beat(link: Link): Promise<void> {
    const silent = this.timers.now() - this.heardAt;
    if (link.state === "online" && !(silent >= 0 && silent < BEAT_MILLISECONDS)) await feel(link);
    this.start(link);
  }
}

/** Ask the server for a sign of life (XEP-0199); any answer is one. */
async function feel(link: Link): Promise<void> {
  const host = link.ticket?.jid.split("@")[1] ?? "";
  try {
    await link.ask(host, "get", element("ping", NS.ping));
  } catch (error) {
    if (error instanceof NoAnswer) link.renew();
  }
}
