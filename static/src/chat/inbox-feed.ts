import type { Link } from "./xmpp/link";
import { readNotice } from "./xmpp/notice";
import { HandlerError, type Handlers } from "./handlers";
import type { Cancel, Timers } from "./ports";
import { Signal } from "./signal";
import type { Invitation } from "./types";

/** Why a question is not there to be answered any more. */
export type Farewell = "declined" | "full" | "over";

export interface InboxEntry {
  invitation: Invitation;
  farewell: Farewell | null;
}

const LINGER_MILLISECONDS = 6_000;
const POLL_MILLISECONDS = 15_000;

/** The open questions that one helper was asked to answer, live while the page is open. */
export class InboxFeed {
  readonly changed = new Signal();
  entries: InboxEntry[] = [];
  loaded = false;
  /** The last look at the server failed. */
  troubled = false;

  private readonly told = new Set<string>();
  private cancelPoll: Cancel = () => undefined;
  private running: Promise<void> | null = null;
  private asked = false;
  private stops: (() => void)[] = [];

  constructor(
    private readonly handlers: Handlers,
    private readonly link: Link,
    private readonly timers: Timers,
  ) {}

  get live(): boolean {
    return this.link.state === "online";
  }

  connect(): void {
    this.stops = [
      this.link.changed.subscribe((state) => {
        if (state === "online") this.refresh();
        this.changed.emit();
      }),
      this.link.received.subscribe((stanza) => {
        const notice = readNotice(stanza, this.link.ticket?.service_jid ?? "");
        if (notice && this.isNews(notice.callId, notice.rev)) this.refresh();
      }),
    ];
    this.link.connect();
    this.refresh();
  }

  disconnect(): void {
    for (const stop of this.stops) stop();
    this.cancelPoll();
    this.link.disconnect();
  }

  wake(): void {
    this.link.nudge();
    this.refresh();
  }

  /** Read the inbox again. What comes while a read is under way starts one more after it. */
  refresh(): void {
    if (this.running) {
      this.asked = true;
      return;
    }
    this.running = this.load().finally(() => {
      this.running = null;
      if (this.asked) {
        this.asked = false;
        this.refresh();
      }
    });
  }

  /** Tell the server, once a call, that the helper has it before her eyes. */
  seen(callId: string): void {
    if (this.told.has(callId)) return;
    this.told.add(callId);
    this.handlers.post("seen", { call_id: callId }).catch(() => this.told.delete(callId));
  }

  async decline(callId: string): Promise<void> {
    await this.handlers.post("decline", { call_id: callId });
    this.fade(callId, "declined");
    this.changed.emit();
  }

  private isNews(callId: string, rev: number): boolean {
    const known = this.entries.find((entry) => entry.invitation.call_id === callId);
    return !known || rev > known.invitation.rev;
  }

  private async load(): Promise<void> {
    try {
      const { invitations } = await this.handlers.post<{ invitations: Invitation[] }>("inbox");
      this.merge(invitations);
      this.loaded = true;
      this.troubled = false;
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.troubled = true;
    }
    this.plan();
    this.changed.emit();
  }

  /** Take the server's list, and let what is gone from it stay a moment with its reason. */
  private merge(invitations: Invitation[]): void {
    const before = this.entries;
    const fresh = invitations.map((invitation) => ({ invitation, farewell: null }));
    const kept = before.filter((entry) => !invitations.some((one) => one.call_id === entry.invitation.call_id));
    this.entries = [...fresh, ...kept].sort(byTime);
    for (const entry of kept) if (!entry.farewell) this.fade(entry.invitation.call_id, "over");
    for (const { invitation } of fresh) if (!invitation.can_join && !invitation.accepted) this.full(invitation, before);
  }

  /** A full question goes after a while, unless it was full when we first saw it. */
  private full(invitation: Invitation, before: InboxEntry[]): void {
    const known = before.find((entry) => entry.invitation.call_id === invitation.call_id);
    if (known) this.fade(invitation.call_id, "full");
    else this.remove(invitation.call_id);
  }

  private fade(callId: string, farewell: Farewell): void {
    this.entries = this.entries.map((entry) =>
      entry.invitation.call_id === callId ? { ...entry, farewell } : entry,
    );
    this.timers.after(LINGER_MILLISECONDS, () => {
      const entry = this.entries.find((one) => one.invitation.call_id === callId);
      if (entry?.farewell) this.remove(callId);
      this.changed.emit();
    });
  }

  private remove(callId: string): void {
    this.entries = this.entries.filter((entry) => entry.invitation.call_id !== callId);
  }

  private plan(): void {
    this.cancelPoll();
    this.cancelPoll = this.timers.after(this.live ? 4 * POLL_MILLISECONDS : POLL_MILLISECONDS, () => this.refresh());
  }
}

function byTime(one: InboxEntry, other: InboxEntry): number {
  return Date.parse(one.invitation.asked_at) - Date.parse(other.invitation.asked_at);
}
