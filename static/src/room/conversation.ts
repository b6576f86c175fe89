import { Backoff } from "../shared/backoff";
import { HandlerError } from "../shared/handlers";
import { checkPerson } from "../shared/own-ticket";
import type { Cancel, Timers } from "../shared/ports";
import type { Call, CallAnswer, Role } from "../shared/wire";
import type { Keepalive } from "../shared/xmpp/keepalive";
import { readNotice } from "../shared/xmpp/notice";
import { Admission } from "./admission";
import type { ArchivedLine } from "./chat/log";
import type { Pending } from "./chat/outbox";
import { ConversationState, type StateSources } from "./conversation-state";
import { end, endOf, endOfAccepting, endOfArrival, endOfLooking, type End } from "./end";

const DOWN_MILLISECONDS = 3_000;
const AGAIN_MILLISECONDS = 2_000;
/** A line that the room has not answered after this time is a reason to doubt that we are inside; the next one waits for it. */
const DOUBT_MILLISECONDS = 500;

export interface ConversationParts extends StateSources {
  role: Role;
  keepalive: Keepalive;
  timers: Timers;
}

/** Everything that a room window does, from its opening to its end; what it shows is in the state that this builds upon. */
export class Conversation extends ConversationState<ConversationParts> {
  private cancelDown: Cancel = () => undefined;
  private cancelDoubt: Cancel | null = null;
  private wasHere = false;
  private readonly admission: Admission;
  private readonly patience = new Backoff(() => this.parts.timers.random(), AGAIN_MILLISECONDS);
  private readonly stops: (() => void)[];

  constructor(parts: ConversationParts) {
    super(parts);
    const { handlers, link, room, people, watch, arrival } = parts;
    this.admission = new Admission(parts, () => this.finish(end("removed")));
    this.stops = [
      link.changed.subscribe((state) => this.linkChanged(state === "online")),
      link.received.subscribe((stanza) => {
        const notice = readNotice(stanza, link.ticket?.service_jid ?? "");
        if (notice?.callId === parts.callId && this.isNews(notice.rev)) this.look();
      }),
      room.changed.subscribe(() => this.roomChanged()),
      room.denied.subscribe(() => this.admission.denied()),
      ...[handlers, people].map(({ changed }) => changed.subscribe(() => this.changed.emit())),
      watch.changed.subscribe((call) => this.callChanged(call)),
      watch.missing.subscribe(() => this.missing()),
      watch.refused.subscribe((error) => void this.refused(error)),
      arrival.troubled.subscribe(() => this.troubled()),
    ];
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
    else this.finish(endOfArrival(arrived));
  }

  /** Come back at once: the network or the reader is back. */
  wake(): void {
    this.parts.arrival.wake();
    if (this.end) return;
    this.parts.link.nudge();
    if (this.linkState === "online") void this.parts.keepalive.ping();
    if (this.call) void this.parts.watch.refresh();
  }

  /** The lobby says that its question is asked. */
  asked(): void {
    this.parts.arrival.wake();
    if (this.call && !this.call.room) void this.parts.watch.refresh();
  }

  say(body: string, more?: Partial<Pending>): void {
    if (this.end) return;
    this.parts.room.say(body, more);
    // Who came in as staff is a helper from the first words on.
    if (this.call?.my_role === "staff") this.act("accept").catch(() => undefined);
  }

  /** The reader pressed a key in the box; `empty` if nothing is left in it. */
  typed(empty: boolean): void {
    this.parts.room.typing.typed(empty);
  }

  /** Take a line back that was not sent; returns its text. */
  takeBack(id: string): string {
    return this.parts.outbox.remove(id);
  }

  /** Read lines older than those shown. Rejects where they could not be had, and then has them once it is back in the room. */
  readOlder(): Promise<void> {
    return this.parts.room.older();
  }

  /** Show the kept log, of which the window may have seen a part. */
  showKept(lines: ArchivedLine[]): void {
    const { room, people } = this.parts;
    room.log.complete(lines);
    room.history.hasOlder = false;
    void people.refresh();
    this.changed.emit();
  }

  /** Leave for good, at once. Returns what `leave` is to be told, or null where it had ended already. */
  leave(): object | null {
    if (this.end) return null;
    const farewell = this.farewell();
    this.finish(end("left"));
    return farewell;
  }

  /** The window closes or reloads: the server starts its grace time, and the stream stays to be resumed. */
  gone(): void {
    this.parts.outbox.shelve();
    if (!this.call || this.end) return;
    this.parts.handlers.post("gone", this.farewell(), true).catch(() => undefined);
  }

  /** The window is back out of the browser's cache. */
  back(): void {
    this.parts.outbox.unshelve();
    this.parts.link.renew();
    this.wake();
  }

  /** Post to a handler whose answer is the call. */
  async act(handler: string, body: object = {}): Promise<void> {
    const { handlers, callId, watch, people } = this.parts;
    const { call } = await handlers.post<CallAnswer>(handler, { call_id: callId, ...body });
    watch.take(call);
    void people.refresh();
    if (this.roomState === "refused") this.join();
  }

  /** Somebody else is logged in now: nothing more is done here in that name. */
  estrange(): void {
    this.finish(end("stranger"));
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
    const { watch, people, link, keepalive } = this.parts;
    watch.take(call);
    if (this.end) return;
    if ((call.my_role === "invited" || call.my_role === "helper") && !(await this.accept())) return;
    void people.refresh();
    link.connect();
    keepalive.start();
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
        await new Promise<void>((resolve) => this.parts.timers.after(this.patience.next(), resolve));
        return !this.end && this.accept();
      }
      this.finish(endOfAccepting(error));
      return false;
    }
  }

  /** The call is shown to us no more; or to who has logged in here meanwhile, who is told so. */
  private async refused(error: HandlerError): Promise<void> {
    const { handlers, link } = this.parts;
    if (link.ticket) await checkPerson(handlers, link.ticket.nick, () => this.estrange());
    this.finish(endOfLooking(error, this.call !== null));
  }

  /** The call's address is gone: where the room has put us out too, the block was deleted and the talk is over. */
  private missing(): void {
    if (this.roomState === "put-out") this.finish(end("over"));
  }

  private callChanged(call: Call): void {
    const why = endOf(call);
    if (why) this.finish(end(why));
    else if (this.roomState === "outside") this.join();
    this.changed.emit();
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
    if (this.roomState === "inside") {
      this.admission.entered();
      this.cancelDown();
      this.unreachable = false;
      this.followLeaving();
      this.feel();
    }
    this.changed.emit();
  }

  /** Remember who left, for the status line, until somebody is there again. */
  private followLeaving(): void {
    if (this.others.length > 0) {
      this.lastToLeave = "";
      return;
    }
    const last = this.entries.findLast((entry) => entry.kind === "event");
    const gone = last?.kind === "event" && last.what !== "joined" ? last.author : "";
    this.lastToLeave = gone && this.roleOf(gone) !== "fellow" ? this.nameOf(gone) : "";
  }

  private feel(): void {
    if (this.pending.some(({ state }) => state === "sent")) this.cancelDoubt ??= this.parts.timers.after(DOUBT_MILLISECONDS, () => this.doubt());
  }

  /** Ask again and again, and not for the last answer first: what is asked of a room that is about to die is never answered. */
  private doubt(): void {
    this.cancelDoubt = null;
    if (this.roomState !== "inside" || !this.pending.some(({ state }) => state === "sent")) return;
    void this.parts.keepalive.ping();
    this.feel();
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
    this.unreachable = true;
    this.changed.emit();
  }

  private finish(end: End): void {
    if (this.end) return;
    this.ended = end;
    this.parts.room.leave();
    this.quiet();
    this.changed.emit();
  }

  private quiet(): void {
    const { arrival, keepalive, watch, link } = this.parts;
    for (const part of [arrival, keepalive, watch, this.admission]) part.stop();
    link.disconnect();
    this.cancelDown();
    this.cancelDoubt?.();
  }

  private farewell(): object {
    const { room, callId } = this.parts;
    return { call_id: callId, lines: room.log.lineCount, last_id: room.log.last };
  }
}
