import type { Bell } from "../../shared/bell";
import type { Clock } from "../../shared/clock";
import { Drafts } from "../../shared/drafts";
import type { Handlers } from "../../shared/handlers";
import { KeptText } from "../../shared/kept-text";
import { ownTicket } from "../../shared/own-ticket";
import type { KeyValue, Timers } from "../../shared/ports";
import type { Locks, WindowsChannel } from "../../shared/windows";
import type { DutyState, Ticket } from "../../shared/wire";
import type { Keepalive } from "../../shared/xmpp/keepalive";
import { Link } from "../../shared/xmpp/link";
import type { OpenStream } from "../../shared/xmpp/stream";
import { Duty } from "../duty/duty";
import { DutyRoom } from "../duty/duty-room";
import { watchSilence } from "../duty/silent-line";
import { Bells } from "../ringing/bells";
import { Claims } from "../ringing/claims";
import { Ringer, type Badge, type Notices } from "../ringing/ringer";
import { InboxFeed } from "./inbox-feed";

/** While nobody is on duty here, coming back to the window is worth a look at most so often. */
const LOOK_MILLISECONDS = 30_000;
/** And so often where she does not help at all: she may have begun to, elsewhere. */
const RESTING_MILLISECONDS = 600_000;

export interface LiveInboxParts<N extends Notices> {
  handlers: Handlers;
  clock: Clock;
  timers: Timers;
  duty: DutyState | null;
  /** The person, so that two of them in one browser don't hear each other. */
  person: string;
  open: OpenStream;
  newId: () => string;
  bell: Bell;
  badge: Badge;
  notices: N;
  channel: WindowsChannel | null;
  locks: Locks | null;
  storage: KeyValue | null;
  /** Somebody has logged out in this browser. */
  loggedOut: () => void;
}

/** What an inbox shows, live: her duty, her line to the chat, her inbox and what rings, tied together. */
export class LiveInbox<N extends Notices> {
  readonly duty: Duty;
  readonly feed: InboxFeed;
  readonly ringer: Ringer;
  readonly notices: N;
  /** What a teacher does with a question that was left, and where what she writes is kept. */
  readonly left = {
    answer: (callId: string, answer: string, publish = false): Promise<void> => this.feed.answerLeft(callId, answer, publish),
    dismiss: (callId: string, reason: string): Promise<void> => this.feed.dismissLeft(callId, reason),
    text: (place: string): KeptText => new KeptText(new Drafts(this.parts.storage, this.parts.person), place),
  };
  private readonly link: Link;
  private readonly room: DutyRoom;
  private readonly keepalive: Keepalive;
  private lookedAt: number;
  private stops: (() => void)[] = [];

  constructor(private readonly parts: LiveInboxParts<N>) {
    const { handlers, timers, clock, channel, bell, badge, notices } = parts;
    this.lookedAt = timers.now(); // what came with the page
    const now = (): number => clock.now();
    const ticket = (): Promise<Ticket> => {
      const taken = handlers.post<Ticket>("ticket", this.duty.reachable ? { duty: true } : {});
      return ownTicket(taken, parts.person, () => this.estrange());
    };
    this.notices = notices;
    this.duty = new Duty(handlers, parts.duty);
    this.link = new Link({ open: parts.open, ticket, timers, newId: parts.newId, loggedOut: parts.loggedOut });
    this.keepalive = watchSilence(this.link, timers);
    this.feed = new InboxFeed(handlers, this.link, timers, this.duty, now);
    this.room = new DutyRoom({ link: this.link, duty: this.duty, timers, ticket });
    const claims = new Claims({ name: `ring:${parts.person}`, locks: parts.locks, channel, storage: parts.storage, timers });
    this.ringer = new Ringer({ feed: this.feed, bells: new Bells(bell, channel), claims, badge, notices, timers, now });
  }

  start(): void {
    const { channel } = this.parts;
    this.stops = [
      this.room.moved.subscribe(() => this.feed.refresh()),
      this.duty.acted.subscribe(() => channel?.post({ look: true })),
    ];
    if (channel) this.stops.push(channel.received.subscribe((message) => this.heard(message as object)));
    this.room.start();
    this.ringer.start();
    this.keepalive.start();
    this.feed.connect();
  }

  stop(): void {
    for (const stop of this.stops) stop();
    this.keepalive.stop();
    this.ringer.stop();
    this.room.stop();
    this.feed.disconnect();
  }

  /** She looks at this window again, or the network is back. */
  wake(): void {
    const now = this.parts.timers.now();
    const since = now - this.lookedAt;
    const pause = this.feed.resting ? RESTING_MILLISECONDS : LOOK_MILLISECONDS;
    if (this.duty.state && !this.duty.reachable && since >= 0 && since < pause) return;
    this.lookedAt = now;
    if (this.feed.resting) this.feed.refresh();
    else this.feed.wake();
  }

  /** The page is back out of the browser's cache: what was done on the page in between, it did not hear. */
  back(): void {
    if (this.feed.resting) this.feed.refresh();
  }

  /** Somebody else is logged in now: nothing is shown, asked or told here in that name. */
  private estrange(): void {
    this.feed.estrange();
    this.stop();
  }

  async decline(callId: string): Promise<void> {
    await this.feed.decline(callId);
    this.parts.channel?.post({ look: true });
  }

  private heard(message: object): void {
    if ("look" in message) this.feed.refresh();
  }
}
