import type { Cancel, Timers } from "../ports";
import { Refused, type Link } from "./link";
import { element, NS } from "./stanza";

export interface KeepaliveOptions {
  link: Link;
  timers: Timers;
  /** Milliseconds from one ping to the next. */
  every: number;
  /** Asked when the time has come: whether a ping is worth its while. */
  due: () => boolean;
  /** Whom to ask; "" for the server itself, as if it were not given. */
  whom?: () => string;
  /** Who was asked answered with this error, which is a sign of life, too. */
  refused?: (condition: string) => void;
}

/** Asks for a sign of life from time to time (XEP-0199), and renews a line that gives none: it does not tell that it died. */
export class Keepalive {
  private cancel: Cancel = () => undefined;
  private stopped = true;

  constructor(private readonly options: KeepaliveOptions) {}

  start(): void {
    const { timers, every } = this.options;
    this.stopped = false;
    this.cancel();
    this.cancel = timers.after(every, () => void this.turn());
  }

  stop(): void {
    this.stopped = true;
    this.cancel();
  }

  /** Ask now. Resolves when the answer is there or ten seconds are over. */
  async ping(): Promise<void> {
    const { link, whom, refused } = this.options;
    const host = link.ticket?.jid.split("@")[1] ?? "";
    try {
      await link.ask(whom?.() || host, "get", element("ping", NS.ping));
    } catch (error) {
      if (error instanceof Refused) refused?.(conditionOf(error));
      else link.renew();
    }
  }

  private async turn(): Promise<void> {
    const { link, due } = this.options;
    if (link.state === "online" && due()) await this.ping();
    if (!this.stopped) this.start();
  }
}

function conditionOf(refused: Refused): string {
  const error = refused.answer.children.find((one) => one.name === "error");
  return error?.children.find((one) => one.ns === NS.stanzas)?.name ?? "";
}
