import { bare } from "../shared/xmpp/stanza";
import type { Link } from "../shared/xmpp/link";
import { readNotice } from "../shared/xmpp/notice";
import { Admission } from "./admission";
import type { Arrival, Arrived } from "./arrival";
import { isOver } from "../shared/call-state";
import type { CallWatch } from "./call-watch";
import { HandlerError, type Handlers } from "../shared/handlers";
import type { Outbox } from "./chat/outbox";
import type { People } from "./people";
import type { Cancel, Timers } from "../shared/ports";
import type { Pulse } from "./self-ping";
import type { Room } from "./chat/room";
import { Signal } from "../shared/signal";
import type { Call, Knock, Role } from "../shared/wire";

/** Why there is nothing to type any more. */
export interface End {
  why: "left" | "removed" | "over" | "kept" | "solved" | "full" | "nothing" | "other-call" | "refused";
  /** The server's words, where it gave some. */
  sentence: string;
  /** The call to go to instead. */
  other: Call | null;
}

const DOWN_MILLISECONDS = 3_000;
const AGAIN_MILLISECONDS = 2_000;
/** A line that the room has not shown after this time is a reason to doubt the connection. */
const DOUBT_MILLISECONDS = 5_000;

export interface ConversationParts {
  callId: string;
  role: Role;
  handlers: Handlers;
  link: Link;
  room: Room;
  outbox: Outbox;
  people: People;
  watch: CallWatch;
  arrival: Arrival;
  pulse: Pulse;
  timers: Timers;
}

/** Everything that a room window shows and does, from its opening to its end. */
export class Conversation {
  readonly changed = new Signal();
  end: End | null = null;
  /** The chat has not been reachable for a while although the question is asked. */
  chatDown = false;
  /** The name of the helper who left last, while nobody else came. */
  leftLast = "";

  private cancelDown: Cancel = () => undefined;
  private cancelDoubt: Cancel | null = null;
  private wasHere = false;
  private leaving = false;
  private readonly admission: Admission;
  private readonly stops: (() => void)[];

  constructor(readonly parts: ConversationParts) {
    const { link, room, people, watch, arrival } = parts;
    this.admission = new Admission(parts, () => this.finish({ why: "removed", sentence: "", other: null }));
    const tell = (): void => this.changed.emit();
    this.stops = [
      link.changed.subscribe((state) => this.linkChanged(state === "online")),
      link.received.subscribe((stanza) => {
        const notice = readNotice(stanza, link.ticket?.service_jid ?? "");
        if (notice?.callId === parts.callId && this.isNews(notice.rev)) this.look();
      }),
      room.changed.subscribe(() => this.roomChanged()),
      room.denied.subscribe(() => this.admission.denied()),
      people.changed.subscribe(tell),
      watch.changed.subscribe((call) => this.callChanged(call)),
      watch.refused.subscribe((error) => this.refused(error)),
      arrival.troubled.subscribe(() => this.troubled()),
    ];
  }

  get call(): Call | null {
    return this.parts.watch.call;
  }

  /** Bare JID of the reader, "" before the first ticket. */
  get me(): string {
    return bare(this.parts.link.ticket?.jid ?? "");
  }

  /** Bare JIDs of the others inside. */
  get others(): string[] {
    return this.parts.room.occupants.inside.filter((jid) => jid !== this.me);
  }

  /** Names of the helpers who are here or on their way. */
  get coming(): string[] {
    const { people } = this.parts;
    const here = this.others.filter((jid) => people.find(jid)?.role !== "fellow").map((jid) => people.name(jid));
    return here.length > 0 ? here : (this.call?.helpers ?? []);
  }

  /** We asked, and nobody has come to help yet, or any more. */
  get waiting(): boolean {
    const { call, end } = this;
    return !end && call?.my_role === "asker" && !call.solved && this.coming.length === 0;
  }

  /** Who asks to be let in, as far as we may know. */
  get knocking(): Knock[] {
    return this.end ? [] : (this.call?.knocking ?? []);
  }

  /** Open: with the call that came with the page, or waiting for it. */
  async start(call: Call | null): Promise<void> {
    this.startDownTimer();
    if (call) {
      await this.enter(call);
      return;
    }
    const arrived = await this.parts.arrival.run();
    if (arrived.kind === "call") await this.enter(arrived.call);
    else this.arrivedElsewhere(arrived);
  }

  /** Come back at once: the network or the reader is back. */
  wake(): void {
    this.parts.arrival.wake();
    if (this.end) return;
    this.parts.link.nudge();
    if (this.parts.link.state === "online") void this.parts.pulse.feel();
    if (this.call) void this.parts.watch.refresh();
  }

  /** The lobby says that its question is asked. */
  asked(): void {
    this.parts.arrival.wake();
    if (this.call && !this.call.room) void this.parts.watch.refresh();
  }

  say(body: string): void {
    if (this.end) return;
    this.parts.room.say(body);
    this.cancelDoubt ??= this.parts.timers.after(DOUBT_MILLISECONDS, () => this.doubt());
  }

  /** Leave for good. Rejects with `HandlerError` if the server did not hear it. */
  async leave(): Promise<void> {
    if (this.end) return;
    this.leaving = true;
    try {
      await this.parts.handlers.post("leave", this.farewell());
    } finally {
      this.leaving = false;
    }
    this.finish({ why: "left", sentence: "", other: null });
  }

  /** The window closes or reloads: the server starts its grace time, and the stream stays to be resumed. */
  gone(): void {
    if (!this.call || this.end) return;
    this.parts.handlers.post("gone", this.farewell(), true).catch(() => undefined);
  }

  /** Post to a handler whose answer is the call. */
  async act(handler: string, body: object = {}): Promise<void> {
    const { handlers, callId, watch, people } = this.parts;
    const { call } = await handlers.post<{ call: Call }>(handler, { call_id: callId, ...body });
    watch.take(call);
    void people.refresh();
    if (this.parts.room.state === "refused") this.join();
  }

  takeOver(): void {
    this.parts.link.takeOver();
  }

  /** Undo what the constructor and `start` set up. */
  stop(): void {
    for (const stop of this.stops) stop();
    this.quiet();
  }

  private async enter(call: Call): Promise<void> {
    const { watch, people, link, pulse } = this.parts;
    watch.take(call);
    if (this.end) return;
    if ((call.my_role === "invited" || call.my_role === "helper") && !(await this.accept())) return;
    void people.refresh();
    link.connect();
    pulse.start();
  }

  /** Say that we come; the click that opened this window meant it. */
  private async accept(): Promise<boolean> {
    try {
      await this.act("accept");
      return !this.end;
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      if (error.passing) {
        this.troubled();
        await new Promise<void>((resolve) => this.parts.timers.after(AGAIN_MILLISECONDS, resolve));
        return !this.end && this.accept();
      }
      const why = error.code === "call-full" ? "full" : error.code === "call-over" ? "over" : "refused";
      this.finish({ why, sentence: error.message, other: null });
      return false;
    }
  }

  private arrivedElsewhere(arrived: Exclude<Arrived, { kind: "call" }>): void {
    const sentence = arrived.kind === "nothing" ? "" : arrived.sentence;
    this.finish({ why: arrived.kind, sentence, other: arrived.kind === "other-call" ? arrived.call : null });
  }

  private callChanged(call: Call): void {
    const why = endOf(call);
    if (why && !this.leaving) this.finish({ why, sentence: "", other: null });
    else if (this.parts.room.state === "outside") this.join();
    this.changed.emit();
  }

  private refused(error: HandlerError): void {
    const removed = error.status === 403 && this.call !== null;
    this.finish({ why: removed ? "removed" : "refused", sentence: removed ? "" : error.message, other: null });
  }

  private linkChanged(online: boolean): void {
    if (online) {
      if (this.wasHere) this.look();
      this.wasHere = true;
      this.join();
    } else if (!this.end) this.startDownTimer();
    this.changed.emit();
  }

  private roomChanged(): void {
    const { room } = this.parts;
    if (room.state === "inside") {
      this.admission.entered();
      this.cancelDown();
      this.chatDown = false;
      this.followLeaving();
    }
    this.changed.emit();
  }

  /** Remember who left, for the status line, until somebody is there again. */
  private followLeaving(): void {
    if (this.others.length > 0) {
      this.leftLast = "";
      return;
    }
    const last = this.parts.room.log.entries.findLast((entry) => entry.kind === "event");
    const gone = last?.kind === "event" && last.what !== "joined" ? last.author : "";
    const { people } = this.parts;
    this.leftLast = gone && people.find(gone)?.role !== "fellow" ? people.name(gone) : "";
  }

  private doubt(): void {
    const { link, outbox, pulse } = this.parts;
    this.cancelDoubt = null;
    if (link.state === "online" && outbox.entries.some((entry) => entry.state === "sent")) void pulse.feel();
  }

  private join(): void {
    if (!this.end) this.admission.join();
  }

  /** A room that was not there yet comes without a new revision. */
  private isNews(rev: number): boolean {
    const { call } = this;
    return !call || rev > call.rev || (!call.room && rev === call.rev);
  }

  private look(): void {
    void this.parts.watch.refresh();
    void this.parts.people.refresh();
  }

  private startDownTimer(): void {
    this.cancelDown();
    this.cancelDown = this.parts.timers.after(DOWN_MILLISECONDS, () => this.troubled());
  }

  private troubled(): void {
    this.chatDown = true;
    this.changed.emit();
  }

  private finish(end: End): void {
    if (this.end) return;
    this.end = end;
    this.parts.room.leave();
    this.quiet();
    this.changed.emit();
  }

  private quiet(): void {
    this.parts.arrival.stop();
    this.parts.pulse.stop();
    this.parts.watch.stop();
    this.parts.link.disconnect();
    this.cancelDown();
    this.cancelDoubt?.();
    this.admission.stop();
  }

  private farewell(): object {
    const { room, callId } = this.parts;
    return { call_id: callId, lines: room.log.lineCount, last_id: room.log.last };
  }
}

/** Why this call is nothing to talk in any more, or "". */
function endOf(call: Call): End["why"] | "" {
  const mine = call.my_role === "asker";
  if (mine && call.left_for_staff) return "kept";
  if (isOver(call)) return call.solved ? "solved" : "over";
  if (call.my_role === "removed") return "removed";
  return mine && call.asker_left ? "left" : "";
}
