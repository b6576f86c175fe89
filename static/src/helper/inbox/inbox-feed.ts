import { Backoff } from "../../shared/backoff";
import { HandlerError, type Handlers } from "../../shared/handlers";
import type { Cancel, Timers } from "../../shared/ports";
import { Signal } from "../../shared/signal";
import { SingleFlight } from "../../shared/single-flight";
import type { DeclineAnswer, InboxAnswer, Invitation, LeftQuestion } from "../../shared/wire";
import type { Link } from "../../shared/xmpp/link";
import { readNotice } from "../../shared/xmpp/notice";
import { Duty } from "../duty/duty";
import { mergeInbox, type Farewell, type InboxEntry } from "./inbox-merge";
import { pauseBefore } from "./inbox-schedule";

export type { Farewell, InboxEntry };

/** How soon a look that failed is repeated, at first and at most. */
const FIRST_MILLISECONDS = 2_000;
const LONGEST_MILLISECONDS = 60_000;
const LINGER_MILLISECONDS = 6_000;
/** So long a question still counts as new after it was seen. */
const NEW_MILLISECONDS = 5_000;

/** The open questions that one helper was asked to answer, live while she is on duty and the page is open. */
export class InboxFeed {
  readonly changed = new Signal();
  entries: InboxEntry[] = [];
  /** For staff: the questions for which nobody came. */
  left: LeftQuestion[] = [];
  loaded = false;
  /** The last look at the server failed. */
  troubled = false;
  /** The server's words if it does not show her the inbox any more. */
  refused = "";
  /** Somebody else is logged in now, so this inbox has stopped. */
  stranger = false;

  private readonly told = new Map<string, Promise<unknown>>();
  private readonly old = new Set<string>();
  private readonly fading = new Map<string, Cancel>();
  private cancelPoll: Cancel = () => undefined;
  private dueAt = Infinity;
  private readonly flight = new SingleFlight(() => this.load());
  private connected = false;
  private readonly patience = new Backoff(() => this.timers.random(), FIRST_MILLISECONDS, LONGEST_MILLISECONDS);
  private retry = 0;
  private stops: (() => void)[] = [];

  constructor(
    private readonly handlers: Handlers,
    private readonly link: Link,
    private readonly timers: Timers,
    readonly duty = new Duty(handlers),
    /** The server's clock: duty and quiet hours end by it. */
    private readonly now: () => number = () => timers.now(),
  ) {}

  get loggedOut(): boolean {
    return this.handlers.loggedOut;
  }

  get live(): boolean {
    return this.link.state === "online";
  }

  /** There should be a line, and there is none; not said of one that is just being opened. */
  get broken(): boolean {
    return ["down", "lost", "conflict"].includes(this.link.state);
  }

  /** She does not help here, or was never asked whether she would: there is nothing to look for. */
  get resting(): boolean {
    const { state } = this.duty;
    return state !== null && !state.on_duty && !state.paused && state.helps !== true && this.entries.length === 0;
  }

  /** What waits for her yes or no, with somebody to be helped. */
  get waiting(): Invitation[] {
    return this.entries.flatMap(({ invitation, farewell }) => (farewell || invitation.accepted || invitation.asker_left ? [] : [invitation]));
  }

  /** She had it before her eyes, in this window or elsewhere. */
  wasSeen(invitation: Invitation): boolean {
    return invitation.seen === true || this.told.has(invitation.call_id);
  }

  /** A mark for her eyes: it stays a moment after she saw it. */
  isNew(invitation: Invitation): boolean {
    if (invitation.seen === undefined || this.old.has(invitation.call_id)) return false;
    return !invitation.seen || this.told.has(invitation.call_id);
  }

  connect(): void {
    this.connected = true;
    this.dueAt = Infinity;
    this.stops = [
      this.link.changed.subscribe((state) => {
        // On duty the look comes when we are in the duty room: only then is nothing missed any more.
        if (state === "online" && !this.duty.reachable) this.refresh();
        else this.plan();
        this.changed.emit();
      }),
      this.link.received.subscribe((stanza) => {
        const notice = readNotice(stanza, this.link.ticket?.service_jid ?? "");
        if (notice && this.isNews(notice.callId, notice.rev)) this.refresh();
      }),
      this.duty.changed.subscribe(() => this.settle()),
      this.duty.acted.subscribe(() => this.refresh()),
      this.handlers.changed.subscribe(() => this.changed.emit()),
    ];
    this.settle();
    if (this.resting) this.rest();
    else this.refresh();
  }

  /** What stood here is not for who is logged in now. */
  estrange(): void {
    this.stranger = true;
    this.entries = [];
    this.left = [];
    this.duty.refuse();
    this.changed.emit();
  }

  disconnect(): void {
    this.connected = false;
    this.flight.stop();
    for (const stop of this.stops) stop();
    for (const cancel of this.fading.values()) cancel();
    this.fading.clear();
    this.entries = this.entries.filter((entry) => !entry.farewell);
    this.cancelPoll();
    this.link.disconnect();
  }

  wake(): void {
    if (this.resting) return;
    this.link.nudge();
    this.refresh();
  }

  /** Read the inbox again. What comes while a read is under way starts one more after it. */
  refresh(): void {
    if (this.connected) void this.flight.run();
  }

  /** Tell the server, once a call, that the helper has it before her eyes. */
  seen(callId: string): void {
    if (this.told.has(callId)) return;
    this.timers.after(NEW_MILLISECONDS, () => {
      this.old.add(callId);
      this.changed.emit();
    });
    this.told.set(callId, this.handlers.post("seen", { call_id: callId }).catch(() => this.told.delete(callId)));
    this.changed.emit();
  }

  /** Say no. What a no overtakes, that she has seen the question, the server would refuse. */
  async decline(callId: string): Promise<void> {
    await this.told.get(callId);
    const { call } = await this.handlers.post<DeclineAnswer>("decline", { call_id: callId });
    const others = "others" in call && call.others;
    this.entries = this.entries.map((entry) =>
      entry.invitation.call_id === callId ? { ...entry, farewell: "declined", others } : entry,
    );
    this.fade();
    this.changed.emit();
  }

  /** Answer a question that was left for the teachers; whoever asked it finds that in the lobby, or everybody does. */
  async answerLeft(callId: string, answer: string, publish = false): Promise<void> {
    await this.handlers.post("answer_left", { call_id: callId, answer, ...(publish ? { publish } : {}) });
  }

  /** Say why a question that was left will not be answered; whoever asked it reads that in the lobby. */
  async dismissLeft(callId: string, reason: string): Promise<void> {
    await this.handlers.post("dismiss_left", { call_id: callId, reason });
  }

  private isNews(callId: string, rev: number): boolean {
    const known = this.entries.find((entry) => entry.invitation.call_id === callId);
    return !known || rev > known.invitation.rev;
  }

  /** Hold the line while somebody may be told something: off duty and with no conversation there is nobody. */
  private settle(): void {
    if (!this.connected) return;
    const { duty, entries, link } = this;
    if (duty.state === null || duty.reachable || entries.length > 0) link.connect();
    else if (link.state !== "idle") link.disconnect();
    this.plan();
    this.changed.emit();
  }

  private rest(): void {
    this.loaded = true;
    this.plan();
    this.changed.emit();
  }

  private async load(): Promise<void> {
    const { mark } = this.duty;
    try {
      const answer = await this.handlers.post<InboxAnswer>("inbox");
      if (!this.connected) return;
      this.left = answer.left ?? this.left;
      this.duty.take(answer, mark);
      this.entries = mergeInbox(this.entries, answer, this.duty.state === null || this.duty.reachable);
      this.loaded = true;
      this.patience.reset();
      this.troubled = false;
      this.refused = "";
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      if (error.passing) this.troubled = true;
      else this.refuse(error);
      this.retry = this.patience.next();
    }
    this.fade();
    this.cancelPoll();
    this.dueAt = Infinity;
    this.settle();
  }

  /** Not enrolled any more, or not let help: what stood here is not hers to answer. */
  private refuse(error: HandlerError): void {
    this.refused = error.message;
    this.troubled = this.duty.state === null;
    if (this.duty.state === null) return;
    this.entries = [];
    this.duty.refuse();
  }

  /** What has a farewell goes after a while. */
  private fade(): void {
    for (const { invitation, farewell } of this.entries) {
      const id = invitation.call_id;
      if (!farewell || this.fading.has(id)) continue;
      this.fading.set(id, this.timers.after(LINGER_MILLISECONDS, () => this.remove(id)));
    }
  }

  private remove(callId: string): void {
    this.fading.delete(callId);
    this.entries = this.entries.filter((entry) => entry.invitation.call_id !== callId || !entry.farewell);
    this.settle();
  }

  /** Look again when it is time; what was planned for an earlier time stays, so that a restless line postpones nothing. */
  private plan(): void {
    const { duty, live, entries } = this;
    const pause = this.troubled ? this.retry : pauseBefore({ duty, live, empty: entries.length === 0, now: this.now() });
    const due = this.timers.now() + pause;
    if (!this.connected || this.resting || due >= this.dueAt) return;
    this.cancelPoll();
    this.dueAt = due;
    this.cancelPoll = this.timers.after(pause, () => {
      this.dueAt = Infinity;
      this.refresh();
    });
  }
}
