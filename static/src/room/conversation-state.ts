import type { Handlers } from "../shared/handlers";
import { Signal } from "../shared/signal";
import type { Call, JoinRequest, Person, PersonRole } from "../shared/wire";
import type { Link, LinkState } from "../shared/xmpp/link";
import { bare } from "../shared/xmpp/stanza";
import type { Arrival } from "./arrival";
import type { CallWatch } from "./call-watch";
import type { Entry, Log } from "./chat/log";
import type { Outbox, Pending } from "./chat/outbox";
import type { Room, RoomState } from "./chat/room";
import type { End } from "./end";
import type { People } from "./people";

/** What the state is read from. */
export interface StateSources {
  callId: string;
  handlers: Handlers;
  link: Link;
  room: Room;
  outbox: Outbox;
  people: People;
  watch: CallWatch;
  arrival: Arrival;
}

/** All that a room window can see of a conversation. Where it comes from is hidden: views read this, and nothing below it. */
export abstract class ConversationState<Sources extends StateSources = StateSources> {
  readonly changed = new Signal();
  /** Whom the reader thanked in this window. */
  readonly thanked = new Set<string>();
  protected ended: End | null = null;
  protected unreachable = false;
  protected lastToLeave = "";

  constructor(protected readonly parts: Sources) {}

  get end(): End | null {
    return this.ended;
  }

  /** The chat has not been reachable for a while although the question is asked. */
  get chatDown(): boolean {
    return this.unreachable;
  }

  /** Nobody is logged in any more. */
  get loggedOut(): boolean {
    return this.parts.handlers.loggedOut;
  }

  /** The name of the helper who left last, while nobody else came. */
  get leftLast(): string {
    return this.lastToLeave;
  }

  get callId(): string {
    return this.parts.callId;
  }

  get handlers(): Handlers {
    return this.parts.handlers;
  }

  get call(): Call | null {
    return this.parts.watch.call;
  }

  /** The question as the lobby left it, while the call is on its way; "" if it left none. */
  get typedQuestion(): string {
    return this.parts.arrival.asked.question;
  }

  get linkState(): LinkState {
    return this.parts.link.state;
  }

  get roomState(): RoomState {
    return this.parts.room.state;
  }

  get entries(): Entry[] {
    return this.parts.room.log.entries;
  }

  /** The log itself, for what folds marks into it. */
  get log(): Log {
    return this.parts.room.log;
  }

  /** Lines of ours that the room has not shown yet. */
  get pending(): Pending[] {
    return this.parts.outbox.entries;
  }

  /** Older lines can be read. */
  get hasOlder(): boolean {
    return this.parts.room.history.hasOlder;
  }

  get readingOlder(): boolean {
    return this.parts.room.history.reading;
  }

  /** Older lines were asked for, and have not come yet. */
  get missedOlder(): boolean {
    return this.parts.room.history.missed;
  }

  get people(): readonly Person[] {
    return this.parts.people.all;
  }

  /** Bare JID of the reader, "" before the first ticket. */
  get me(): string {
    return bare(this.parts.link.ticket?.jid ?? "");
  }

  /** Bare JIDs of those inside. */
  get inside(): string[] {
    return this.parts.room.occupants.inside;
  }

  /** Bare JIDs of the others inside. */
  get others(): string[] {
    return this.inside.filter((jid) => jid !== this.me);
  }

  /** Bare JIDs of those who are writing. */
  get writing(): string[] {
    return this.parts.room.typing.writing;
  }

  /** Names of the helpers who are here or on their way. */
  get coming(): string[] {
    const here = this.others.filter((jid) => this.roleOf(jid) !== "fellow").map((jid) => this.nameOf(jid));
    return here.length > 0 ? here : (this.call?.helpers ?? []);
  }

  /** We asked, and nobody has come to help yet, or any more. */
  get waiting(): boolean {
    const { call, end } = this;
    return !end && call?.my_role === "asker" && !call.solved && this.coming.length === 0;
  }

  /** Who asks to be let in, as far as we may know. */
  get joinRequests(): JoinRequest[] {
    return this.end ? [] : (this.call?.knocking ?? []);
  }

  /** The name of somebody, "" while it is not known. */
  nameOf(jid: string): string {
    return this.parts.people.name(jid);
  }

  roleOf(jid: string): PersonRole | undefined {
    return this.parts.people.find(jid)?.role;
  }
}
