import type { Cancel, Timers } from "../../shared/ports";
import { Signal } from "../../shared/signal";
import type { Invitation } from "../../shared/wire";
import type { InboxFeed } from "../inbox/inbox-feed";
import type { Bells } from "./bells";
import type { Claims } from "./claims";

/** How many wait, where she sees it without this window: in the title, on the icon. */
export interface Badge {
  show(count: number): void;
}

/** The browser's notifications. */
export interface Notices {
  readonly allowed: boolean;
  show(invitation: Invitation): void;
  /** Take one away; nothing if it is not there. */
  close(callId: string): void;
}

export interface RingerParts {
  feed: InboxFeed;
  bells: Bells;
  claims: Claims;
  badge: Badge;
  notices: Notices;
  timers: Timers;
  /** The server's clock: reminders are due by it. */
  now: () => number;
}

/** Tells a helper in time: each question once in a browser, once more in silence, and never when she does not want it. */
export class Ringer {
  readonly changed = new Signal();

  private readonly handled = new Set<string>();
  private readonly reminders = new Map<string, Cancel>();
  private stops: (() => void)[] = [];

  constructor(private readonly parts: RingerParts) {}

  /** There should be a sound, and no window of this browser may make it before a click. */
  get blocked(): boolean {
    const { feed, bells } = this.parts;
    return feed.duty.reachable && feed.duty.state?.sound === true && !bells.own.ready && !bells.elsewhere;
  }

  /** Called in a click: let this window sound from now on. */
  unlock(): Promise<void> {
    return this.parts.bells.own.unlock();
  }

  start(): void {
    const { feed, bells } = this.parts;
    this.stops = [
      feed.changed.subscribe(() => this.look()),
      bells.changed.subscribe(() => this.changed.emit()),
    ];
    bells.start();
  }

  stop(): void {
    for (const stop of this.stops) stop();
    for (const id of [...this.reminders.keys()]) this.drop(id);
    this.parts.bells.stop();
    this.parts.badge.show(0);
  }

  private look(): void {
    const { feed, badge } = this.parts;
    const waiting = feed.duty.reachable ? feed.waiting : [];
    badge.show(waiting.length);
    for (const id of [...this.handled]) if (!waiting.some((one) => one.call_id === id)) this.over(id);
    const fresh = waiting.filter((one) => !this.handled.has(one.call_id));
    for (const invitation of fresh) this.handled.add(invitation.call_id);
    const unseen = fresh.filter((one) => !feed.wasSeen(one));
    if (unseen.length > 0) void this.ring(unseen);
    for (const invitation of waiting) this.plan(invitation);
  }

  /** Several at once are one sound, and a notification each. */
  private async ring(invitations: Invitation[]): Promise<void> {
    const { feed, bells, claims } = this.parts;
    if (feed.duty.state?.sound && bells.own.ready) {
      const mine = await Promise.all(invitations.map((one) => claims.claim(`sound:${one.call_id}`)));
      if (mine.includes(true)) bells.own.ring();
    }
    for (const invitation of invitations) await this.notify(invitation, "notice");
  }

  private async notify(invitation: Invitation, what: string): Promise<void> {
    const { notices, claims } = this.parts;
    if (!notices.allowed || !(await claims.claim(`${what}:${invitation.call_id}`))) return;
    if (this.stillWaits(invitation.call_id)) notices.show(invitation);
  }

  /** Remind her once, in silence, unless she has seen it by then. */
  private plan(invitation: Invitation): void {
    const { feed, timers, now } = this.parts;
    const id = invitation.call_id;
    const due = invitation.remind_at ? Date.parse(invitation.remind_at) - now() : NaN;
    this.drop(id);
    if (Number.isNaN(due) || due < 0 || feed.wasSeen(invitation)) return;
    this.reminders.set(id, timers.after(due, () => void this.notify(invitation, "reminder")));
  }

  private over(id: string): void {
    this.handled.delete(id);
    this.drop(id);
    this.parts.notices.close(id);
  }

  private drop(id: string): void {
    this.reminders.get(id)?.();
    this.reminders.delete(id);
  }

  private stillWaits(id: string): boolean {
    const { feed } = this.parts;
    return feed.duty.reachable && feed.waiting.some((one) => one.call_id === id);
  }
}
