import type { Timers } from "../../shared/ports";
import { Signal } from "../../shared/signal";
import type { Link } from "../../shared/xmpp/link";
import { joinRoom, leaveRoom, lineStanza, readMessage, readPresence, typingStanza } from "../../shared/xmpp/muc";
import type { RoomMessage, RoomPresence } from "../../shared/xmpp/muc";
import { bare, cleanText, type Stanza } from "../../shared/xmpp/stanza";
import { History } from "./history";
import { type ArchivedLine, Log } from "./log";
import { Occupants } from "./occupants";
import type { Outbox, Pending } from "./outbox";
import { Typing } from "./typing";

/** `refused`: the room does not let us in. `put-out`: it did, and does not any more. */
export type RoomState = "outside" | "joining" | "inside" | "refused" | "put-out";

/** A room that moves to another node is gone for a moment, and what comes to it then is never answered. */
const MOVING_MILLISECONDS = 100;
const KNOCK_MILLISECONDS = 500;
const KNOCKS = 20;
const RETRY_MILLISECONDS = 1_000;
/** The room answers pings meanwhile, or the stream would be a new one by now: we enter again, read what it has, and send what it has not. */
const UNANSWERED_MILLISECONDS = 10_000;
/** After so many times without an answer a line is given back. */
const UNANSWERED = 9;

export interface RoomOptions {
  link: Link;
  outbox: Outbox;
  timers: Timers;
  /** The server's clock, for lines that carry no time of their own. */
  now: () => number;
  newId: () => string;
}

/** Our place in one room: enters it, reads its archive, hears its lines, sends ours until they are shown back. */
export class Room {
  readonly changed = new Signal();
  /** We are not let in, or were put out: whoever knows the call has to find out why. */
  readonly denied = new Signal();
  readonly log = new Log();
  readonly occupants = new Occupants();
  readonly typing: Typing;
  readonly history: History;
  state: RoomState = "outside";

  private jid = "";
  private nick = "";
  private host = "";
  private buffer: ArchivedLine[] | null = null;
  private joins = 0;
  private paused = false;
  /** The line that got no answer last, and how often it got none. */
  private missed = "";
  private misses = 0;
  private cancelJoin = (): void => undefined;
  private cancelWait = (): void => undefined;

  constructor(private readonly options: RoomOptions) {
    this.typing = new Typing(options.timers, (state) => {
      if (this.state === "inside") options.link.send(typingStanza(this.jid, state));
    });
    this.history = new History({
      link: options.link,
      newId: options.newId,
      append: (lines) => this.show(lines),
      prepend: (lines) => this.log.prepend(lines.map((line) => this.attribute(line))),
      lineCount: () => this.log.lineCount,
    });
    this.history.changed.subscribe(() => this.changed.emit());
    this.typing.changed.subscribe(() => this.changed.emit());
    options.link.received.subscribe((stanza) => this.receive(stanza));
    options.link.changed.subscribe((state) => {
      if (state !== "online") this.interrupted();
    });
  }

  get nickname(): string {
    return this.nick;
  }

  get address(): string {
    return this.jid;
  }

  /** Enter, or enter again: after a reconnection, even a resumed one, since presences are only told to who enters. */
  join(jid: string): void {
    const ticket = this.options.link.ticket;
    if (!ticket || this.state === "joining") return;
    this.jid = bare(jid);
    this.nick = ticket.nick;
    this.host = ticket.jid.split("@")[1] ?? "";
    this.buffer ??= [];
    this.set("joining");
    this.occupants.clear();
    this.cancelWait();
    this.options.outbox.doubt();
    this.knock(KNOCKS);
  }

  /** Knock again and again, then make the stream anew: who comes by a new one may find a room that is about to move, too. */
  private knock(left: number): void {
    const { link, timers } = this.options;
    link.send(joinRoom(this.jid, this.nick));
    this.cancelJoin = timers.after(KNOCK_MILLISECONDS, () => (left > 1 ? this.knock(left - 1) : link.renew()));
  }

  /** Go; the others see it at once. */
  leave(): void {
    if (this.jid) this.options.link.send(leaveRoom(this.jid, this.nick));
    this.interrupted();
  }

  say(body: string, more?: Partial<Pending>): void {
    this.options.outbox.add(this.options.newId(), cleanText(body), this.options.now(), more);
    this.typing.sent();
    this.flush();
    this.changed.emit();
  }

  /** Read the page before the oldest line shown. */
  older(): Promise<void> {
    return this.history.older(this.jid);
  }

  private receive(stanza: Stanza): void {
    if (!this.jid || bare(stanza.attrs["from"] ?? "") !== this.jid) return;
    if (stanza.name === "presence") this.presence(readPresence(stanza));
    else if (stanza.name === "message") this.message(readMessage(stanza, this.jid));
  }

  private presence(presence: RoomPresence): void {
    if (!presence.nick) return;
    if (presence.kind === "refused") {
      if (this.state === "joining") this.out("refused");
      return;
    }
    const own = presence.self || presence.nick === this.nick;
    if (own && presence.kind === "gone") {
      this.ownExit(presence);
      return;
    }
    const change = this.occupants.update(presence);
    if (this.state === "inside" && !own && change.what !== "none") {
      this.log.event(presence.putOut ? "removed" : change.what, change.who, this.options.now());
      this.typing.heard(change.who, false);
    }
    if (presence.self && this.state === "joining") void this.entered();
    this.changed.emit();
  }

  /** Another window of ours may have gone, which is nothing; otherwise we are out. */
  private ownExit(presence: RoomPresence): void {
    if (presence.destroyed || presence.putOut) this.out("put-out");
    else if (presence.self) this.rejoin();
  }

  private async entered(): Promise<void> {
    const join = (this.joins += 1);
    const known = this.log.last;
    this.cancelJoin();
    try {
      await this.history.catchUp(this.jid, known);
    } catch {
      // No answer or a refusal: the stream is renewed, and the next entry reads again.
      if (join === this.joins) this.options.link.renew();
      return;
    }
    if (join !== this.joins || this.state !== "joining") return;
    this.showBuffer(known !== "");
    this.set("inside");
    for (const entry of this.options.outbox.entries) this.settleShown(entry.id);
    this.flush();
    await this.history.readBack(this.jid, () => this.state === "inside");
  }

  private message(message: RoomMessage): void {
    if (message.kind === "line") {
      const line = this.attribute({ ...message, author: "", at: this.options.now() });
      if (this.buffer) this.buffer.push(line);
      else this.show([line]);
      this.typing.heard(line.author, false);
    } else if (message.kind === "typing" && message.nick !== this.nick) {
      this.typing.heard(this.occupants.behind(message.nick) || message.nick, message.active);
    } else if (message.kind === "error") this.refused(message.id, message.condition, message.type, message.ceiling);
  }

  private show(lines: ArchivedLine[]): void {
    const attributed = lines.map((line) => this.attribute(line));
    this.log.append(attributed);
    for (const line of attributed) if (line.nick === this.nick) this.options.outbox.settle(line.id);
    this.flush();
    this.changed.emit();
  }

  /**
   * Show what was said while the archive was read. A resumed session may bring more than the newest page holds: unless we
   * knew what stood before, that belongs above the page, and comes when we read back.
   */
  private showBuffer(whole: boolean): void {
    const buffer = this.buffer ?? [];
    const first = buffer.findIndex((line) => this.log.knows(line.archiveId));
    this.buffer = null;
    this.show(whole || first < 0 || !this.history.hasOlder ? buffer : buffer.slice(first));
  }

  private settleShown(id: string): void {
    if (this.log.has(`${this.nick}@${this.host}`, id)) this.options.outbox.settle(id);
  }

  /** Fill in who wrote it: by the room's word, else by the nick, which the server keeps equal to the localpart. */
  private attribute(line: ArchivedLine): ArchivedLine {
    if (line.author) return line;
    return { ...line, author: this.occupants.behind(line.nick) || `${line.nick}@${this.host}` };
  }

  /** Send the next one, when the one before it was shown or refused: so they stand in the log in the order of typing. */
  private flush(): void {
    const { link, outbox, timers } = this.options;
    const entry = outbox.due();
    if (this.state !== "inside" || this.paused || !entry || !link.send(lineStanza(this.jid, entry.id, entry.body, entry.more))) return;
    outbox.sent(entry.id);
    this.cancelWait();
    this.cancelWait = timers.after(UNANSWERED_MILLISECONDS, () => this.unanswered(entry.id));
  }

  private unanswered(id: string): void {
    this.misses = this.missed === id ? this.misses + 1 : 1;
    this.missed = id;
    if (this.misses < UNANSWERED) this.rejoin();
    else this.refused(id, "", "", false);
  }

  private refused(id: string, condition: string, type: string, ceiling: boolean): void {
    const { outbox } = this.options;
    const lost = condition === "not-acceptable";
    if (lost || type === "wait") outbox.again(id);
    else outbox.refuse(id, ceiling);
    if (lost) this.rejoin();
    else if (type === "wait") this.pause();
    else this.flush();
    this.changed.emit();
  }

  /** The server takes no line for the moment, by a limit or since its archive fails: send what waits, in order, later. */
  private pause(): void {
    this.cancelWait();
    this.paused = true;
    this.options.timers.after(RETRY_MILLISECONDS, () => {
      this.paused = false;
      this.flush();
    });
  }

  /** Enter again on the same stream: the server says that we are not inside (XEP-0410). */
  rejoin(): void {
    if (this.state !== "inside") return;
    this.state = "outside";
    this.cancelJoin = this.options.timers.after(MOVING_MILLISECONDS, () => this.join(this.jid));
  }

  private out(state: RoomState): void {
    this.interrupted();
    this.set(state);
    this.denied.emit();
  }

  private interrupted(): void {
    this.joins += 1;
    this.cancelJoin();
    this.cancelWait();
    this.typing.clear();
    this.occupants.clear();
    if (this.state !== "put-out") this.set("outside");
    this.changed.emit();
  }

  private set(state: RoomState): void {
    if (this.state === state) return;
    this.state = state;
    this.changed.emit();
  }
}
