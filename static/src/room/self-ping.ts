import { Refused, type Link } from "../shared/xmpp/link";
import { element, NS } from "../shared/xmpp/stanza";
import type { Cancel, Timers } from "../shared/ports";
import type { Room } from "./chat/room";

const BEAT_MILLISECONDS = 20_000;
/** A hidden window has to notice too, but may take its time. */
const HIDDEN_BEATS = 3;
/** Answers that mean "you are not inside" (XEP-0410, 3); every other answer, even an error, proves that we are. */
const OUTSIDE = ["not-acceptable"];

/** Feels from time to time whether the line is alive and we are still in the room: neither tells when it dies. */
export class Pulse {
  private cancel: Cancel = () => undefined;
  private unfelt = 0;

  constructor(
    private readonly link: Link,
    private readonly room: Room | null,
    private readonly timers: Timers,
    private readonly visible: () => boolean,
  ) {}

  start(): void {
    this.cancel();
    this.cancel = this.timers.after(BEAT_MILLISECONDS, () => void this.beat());
  }

  stop(): void {
    this.cancel();
  }

  /** Feel now. Resolves when the answer is there or ten seconds are over. */
  async feel(): Promise<void> {
    const inside = this.room?.state === "inside";
    const host = this.link.ticket?.jid.split("@")[1] ?? "";
    const to = inside && this.room ? `${this.room.address}/${this.room.nickname}` : host;
    try {
      await this.link.ask(to, "get", element("ping", NS.ping));
    } catch (error) {
      if (!(error instanceof Refused)) this.link.renew();
      else if (inside && OUTSIDE.includes(conditionOf(error))) this.room?.rejoin();
    }
  }

  private async beat(): Promise<void> {
    this.unfelt += 1;
    const due = this.visible() || this.unfelt >= HIDDEN_BEATS;
    if (due && this.link.state === "online") {
      this.unfelt = 0;
      await this.feel();
    }
    this.start();
  }
}

function conditionOf(refused: Refused): string {
  const error = refused.answer.children.find((one) => one.name === "error");
  return error?.children.find((one) => one.ns === NS.stanzas)?.name ?? "";
}
