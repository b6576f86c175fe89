import { Backoff } from "../shared/backoff";
import type { Cancel, Timers } from "../shared/ports";
import type { Link } from "../shared/xmpp/link";
import { bare } from "../shared/xmpp/stanza";
import type { CallWatch } from "./call-watch";
import type { Room } from "./chat/room";
import type { People } from "./people";

const FIRST_MILLISECONDS = 2_000;
const LONGEST_MILLISECONDS = 15_000;

export interface AdmissionParts {
  link: Link;
  room: Room;
  watch: CallWatch;
  people: People;
  timers: Timers;
}

/** Gets us into the room as soon as there is one, and finds out why when it does not let us in. */
export class Admission {
  private readonly patience: Backoff;
  private cancel: Cancel = () => undefined;

  constructor(
    private readonly parts: AdmissionParts,
    /** We were taken out for good. */
    private readonly removed: () => void,
  ) {
    this.patience = new Backoff(() => parts.timers.random(), FIRST_MILLISECONDS, LONGEST_MILLISECONDS);
  }

  /** Enter, if there is a room and a line to it and we are not in already. */
  join(): void {
    const { link, room, watch } = this.parts;
    if (link.state !== "online" || !watch.call?.room) return;
    if (room.state !== "inside" && room.state !== "joining") room.join(watch.call.room.jid);
  }

  /** We are in: the next refusal is a new story. */
  entered(): void {
    this.patience.reset();
  }

  /** The room does not let us in: the call knows whether that is for good. If not, we try again. */
  denied(): void {
    this.cancel();
    this.cancel = this.parts.timers.after(this.patience.next(), () => void this.tryAgain());
    void this.parts.watch.refresh();
  }

  stop(): void {
    this.cancel();
  }

  private async tryAgain(): Promise<void> {
    const { people, link } = this.parts;
    await people.refresh();
    const own = people.find(bare(link.ticket?.jid ?? ""));
    if (own?.role === "removed") this.removed();
    else this.join();
  }
}
