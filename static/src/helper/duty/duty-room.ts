import { Backoff } from "../../shared/backoff";
import type { Cancel, Timers } from "../../shared/ports";
import { Signal } from "../../shared/signal";
import type { DutyRoomKey, Ticket } from "../../shared/wire";
import type { Link } from "../../shared/xmpp/link";
import { leaveRoom } from "../../shared/xmpp/muc";
import type { Stanza } from "../../shared/xmpp/stanza";
import type { Duty } from "./duty";
import { joinDuty, readPlace } from "./xmpp/duty-stanzas";

const FIRST_MILLISECONDS = 2_000;
const LONGEST_MILLISECONDS = 60_000;
const JOIN_MILLISECONDS = 10_000;

export type DutyPlace = "outside" | "joining" | "inside";

export interface DutyRoomParts {
  link: Link;
  duty: Duty;
  timers: Timers;
  /** A new ticket for duty: the server makes the room again where it was lost. */
  ticket: () => Promise<Ticket>;
}

/** Stands in the room of those on duty for as long as duty lasts: being in it is what makes somebody be found. */
export class DutyRoom {
  /** We are in, or were not let in: in both cases the inbox may have changed meanwhile. */
  readonly moved = new Signal();
  place: DutyPlace = "outside";

  private key: DutyRoomKey | null = null;
  private readonly patience: Backoff;
  private cancel: Cancel = () => undefined;
  /** Each stay has a number, so that an answer for an earlier one is not taken. */
  private stay = 0;
  private counter = 0;
  private stops: (() => void)[] = [];

  constructor(private readonly parts: DutyRoomParts) {
    this.patience = new Backoff(() => parts.timers.random(), FIRST_MILLISECONDS, LONGEST_MILLISECONDS);
  }

  start(): void {
    const { link, duty } = this.parts;
    this.stops = [
      link.changed.subscribe((state) => this.lineChanged(state === "online")),
      link.received.subscribe((stanza) => this.receive(stanza)),
      duty.changed.subscribe(() => this.dutyChanged()),
    ];
  }

  stop(): void {
    for (const stop of this.stops) stop();
    this.leave();
  }

  /** The ticket with which the line was opened holds the key; without one a new ticket is taken. */
  private lineChanged(online: boolean): void {
    this.forget();
    if (online && this.parts.duty.reachable) this.open(this.parts.link.ticket);
  }

  private dutyChanged(): void {
    const { duty, link } = this.parts;
    if (!duty.reachable) this.leave();
    else if (this.stay === 0 && link.state === "online") void this.take();
  }

  private open(ticket: Ticket | null): void {
    const key = ticket?.duty_room;
    if (key) this.join(key);
    else if (ticket && "duty_room" in ticket) this.again();
    else void this.take();
  }

  private join(key: DutyRoomKey): void {
    this.begin();
    this.key = key;
    this.place = "joining";
    this.cancel = this.parts.timers.after(JOIN_MILLISECONDS, () => this.again());
    this.parts.link.send(joinDuty(key));
  }

  private receive(stanza: Stanza): void {
    const said = this.key && readPlace(stanza, this.key);
    if (said === "in" && this.place === "joining") {
      this.cancel();
      this.patience.reset();
      this.place = "inside";
      this.moved.emit();
    } else if (said === "out") this.again();
  }

  private async take(): Promise<void> {
    const stay = this.begin();
    try {
      const ticket = await this.parts.ticket();
      if (stay !== this.stay) return;
      if (ticket.duty_room) this.join(ticket.duty_room);
      else this.again();
    } catch {
      // Whatever the reason, the inbox is looked at again, and knows; here it only means: later.
      if (stay === this.stay) this.again();
    }
  }

  /** We are not in; take a new ticket after a while. */
  private again(): void {
    const stay = this.begin();
    this.cancel = this.parts.timers.after(this.patience.next(), () => {
      if (stay === this.stay) void this.take();
    });
    this.moved.emit();
  }

  private leave(): void {
    if (this.key && this.place !== "outside") this.parts.link.send(leaveRoom(this.key.jid, this.key.nick));
    this.forget();
    this.patience.reset();
  }

  private begin(): number {
    this.cancel();
    this.key = null;
    this.place = "outside";
    this.counter += 1;
    this.stay = this.counter;
    return this.stay;
  }

  private forget(): void {
    this.begin();
    this.stay = 0;
  }
}
