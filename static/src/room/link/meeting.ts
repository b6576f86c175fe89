import { Backoff } from "../../shared/backoff";
import { HandlerError, type Handlers } from "../../shared/handlers";
import { checkPerson } from "../../shared/own-ticket";
import type { Timers } from "../../shared/ports";
import { Signal } from "../../shared/signal";
import type { Call, JoinRequest, Person, Place, Role } from "../../shared/wire";
import type { Link } from "../../shared/xmpp/link";
import { readNotice } from "../../shared/xmpp/notice";
import type { Arrival } from "../arrival";
import { end, endOf, endOfAccepting, endOfArrival, endOfLooking, type End } from "../end";
import type { People } from "../people";
import type { MeetingWatch } from "./meeting-watch";

const AGAIN_MILLISECONDS = 2_000;
const HERE = ["helper", "fellow"];

export interface MeetingParts {
  callId: string;
  role: Role;
  /** The reader's address, "" if it is not known. */
  me: string;
  /** Where people meet, as far as it is known before the call is there. */
  place: Place;
  handlers: Handlers;
  timers: Timers;
  /** For news alone: nothing is said here. */
  link: Link;
  watch: MeetingWatch;
  people: People;
  arrival: Arrival;
}

/** Everything that the window of a room behind a link does: the talk is elsewhere, and here is who came and the way there. */
export class Meeting {
  readonly changed = new Signal();
  private ended: End | null = null;
  private unheard = false;
  private leaving = false;
  private accepting = false;
  private here = false;
  private readonly patience = new Backoff(() => this.parts.timers.random(), AGAIN_MILLISECONDS);
  private readonly stops: (() => void)[];

  constructor(private readonly parts: MeetingParts) {
    const { link, people, watch, arrival } = parts;
    this.stops = [
      link.changed.subscribe((state) => state === "online" && this.look()),
      link.received.subscribe((stanza) => {
        const notice = readNotice(stanza, link.ticket?.service_jid ?? "");
        if (notice?.callId === parts.callId && notice.rev > (this.call?.rev ?? 0)) this.look();
      }),
      ...[parts.handlers, people].map(({ changed }) => changed.subscribe(() => this.changed.emit())),
      watch.changed.subscribe((call) => this.callChanged(call)),
      watch.refused.subscribe((error) => void this.refused(error)),
      watch.troubled.subscribe((troubled) => this.hear(!troubled)),
      arrival.troubled.subscribe(() => this.hear(false)),
    ];
  }

  get end(): End | null {
    return this.ended;
  }

  get call(): Call | null {
    return this.parts.watch.call;
  }

  get role(): Role {
    const role = this.call?.my_role ?? this.parts.role;
    return role === "removed" ? "helper" : role;
  }

  get place(): Place {
    return this.call?.place ?? this.parts.place;
  }

  /** The way there, "" for whoever may not know it. */
  get url(): string {
    return this.end ? "" : (this.call?.place.url ?? "");
  }

  /** The question as the lobby left it, while the call is on its way; "" if it left none. */
  get typedQuestion(): string {
    return this.parts.arrival.asked.question;
  }

  /** The server has not answered lately. */
  get unreachable(): boolean {
    return this.unheard;
  }

  /** Nobody is logged in any more. */
  get loggedOut(): boolean {
    return this.parts.handlers.loggedOut;
  }

  get people(): readonly Person[] {
    return this.parts.people.all;
  }

  isMe({ jid }: Person): boolean {
    return jid === this.parts.me;
  }

  /** Whether somebody's window is open, as the server knows of all but the asker. */
  isHere(person: Person): boolean {
    return this.isMe(person) || HERE.includes(person.role);
  }

  /** The name of the helper who left last, while nobody else is there; "" if nobody did. */
  get leftLast(): string {
    return this.people.findLast(({ role }) => role === "left")?.name ?? "";
  }

  get coming(): string[] {
    return this.call?.helpers ?? [];
  }

  /** We asked, and nobody has come to help yet, or any more. */
  get waiting(): boolean {
    return !this.end && this.call?.my_role === "asker" && !this.call.solved && this.coming.length === 0;
  }

  /** Who asks to be let in, as far as we may know. */
  get joinRequests(): JoinRequest[] {
    return this.end ? [] : (this.call?.knocking ?? []);
  }

  /** Open: with the call that came with the page, or waiting for it. */
  async start(call: Call | null): Promise<void> {
    if (call) {
      await this.enter(call);
      return;
    }
    const arrived = await this.parts.arrival.run();
    if (arrived.kind === "call") await this.enter(arrived.call);
    else this.finish(endOfArrival(arrived));
  }

  /** Look at once: the network or the reader is back. */
  wake(): void {
    this.parts.arrival.wake();
    if (this.end) return;
    this.parts.link.nudge();
    if (this.call) this.look();
  }

  /** The lobby says that its question is asked. */
  asked(): void {
    this.parts.arrival.wake();
  }

  /** Leave for good. Rejects with `HandlerError` if the server did not hear it. */
  async leave(): Promise<void> {
    if (this.end) return;
    this.leaving = true;
    try {
      await this.parts.handlers.post("leave", { call_id: this.parts.callId });
    } finally {
      this.leaving = false;
    }
    this.finish(end("left"));
  }

  /** The window closes or reloads: the server starts its grace time. */
  gone(): void {
    if (!this.call || this.end) return;
    this.parts.handlers.post("gone", { call_id: this.parts.callId }, true).catch(() => undefined);
  }

  /** The window is back out of the browser's cache. */
  back(): void {
    this.parts.link.renew();
    this.wake();
  }

  /** Post to a handler whose answer is the call. */
  async act(handler: string, body: object = {}): Promise<void> {
    const { handlers, callId, watch, people } = this.parts;
    const { call } = await handlers.post<{ call: Call }>(handler, { call_id: callId, ...body });
    watch.take(call);
    void people.refresh();
  }

  /** Somebody else is logged in now: nothing more is done here in that name. */
  estrange(): void {
    this.finish(end("stranger"));
  }

  /** Undo what the constructor and `start` set up. */
  stop(): void {
    for (const stop of this.stops) stop();
    this.quiet();
  }

  private async enter(call: Call): Promise<void> {
    const { watch, people, link } = this.parts;
    watch.take(call);
    if (this.end) return;
    if ((call.my_role === "invited" || call.my_role === "helper") && !(await this.accept())) return;
    this.here = true;
    void people.refresh();
    link.connect();
  }

  /** Say that we come; the click that opened this window meant it. */
  private async accept(): Promise<boolean> {
    this.accepting = true;
    try {
      await this.act("accept");
      this.hear(true);
      return !this.end;
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      if (error.passing) {
        this.hear(false);
        await new Promise<void>((resolve) => this.parts.timers.after(this.patience.next(), resolve));
        return !this.end && this.accept();
      }
      this.finish(endOfAccepting(error));
      return false;
    } finally {
      this.accepting = false;
    }
  }

  private async refused(error: HandlerError): Promise<void> {
    const { handlers, me } = this.parts;
    await checkPerson(handlers, me.split("@", 1)[0] ?? "", () => this.estrange());
    this.finish(endOfLooking(error, this.call !== null));
  }

  private callChanged(call: Call): void {
    const why = endOf(call);
    if (why && !this.leaving) this.finish(end(why));
    // Staff who look on may ask themselves in.
    else if (this.here && call.my_role === "invited" && !this.accepting) void this.accept();
    this.changed.emit();
  }

  private look(): void {
    void this.parts.watch.refresh();
    void this.parts.people.refresh();
  }

  private hear(heard: boolean): void {
    if (this.unheard === !heard) return;
    this.unheard = !heard;
    if (heard) void this.parts.people.refresh();
    this.changed.emit();
  }

  private finish(why: End): void {
    if (this.end) return;
    this.ended = why;
    this.quiet();
    this.changed.emit();
  }

  private quiet(): void {
    const { arrival, watch, link } = this.parts;
    for (const part of [arrival, watch]) part.stop();
    link.disconnect();
  }
}
