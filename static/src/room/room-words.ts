/** What the room window says of its conversation: pure, from the conversation's state. */
import type { Texts } from "../shared/texts";
import type { Person, Role, RoomData } from "../shared/wire";
import type { ConversationState } from "./conversation-state";
import { type Seldom, statusOf, type Status } from "./status";

/** Somebody in the list of those who take part. */
export interface Shown extends Person {
  me: boolean;
  inside: boolean;
}

export class RoomWords {
  /** What is said seldom, once it is loaded. */
  seldom: Seldom | null = null;

  constructor(
    private readonly texts: Texts,
    private readonly data: RoomData,
    private readonly conversation: ConversationState,
  ) {}

  get status(): Status {
    const { call, end, chatDown, loggedOut, leftLast, linkState: link, roomState: room } = this.conversation;
    const others = this.conversation.others.map((jid) => {
      const role = this.conversation.roleOf(jid);
      return { name: this.nameOf(jid), asker: role === "asker", fellow: role === "fellow" };
    });
    return statusOf(this.texts, { role: this.role, call, end, link, room, chatDown, loggedOut, others, leftLast }, this.seldom);
  }

  get heading(): string {
    const { call, typedQuestion } = this.conversation;
    return call?.question || typedQuestion || this.data.page.title;
  }

  get isAsker(): boolean {
    return this.role === "asker";
  }

  /** Staff may see what it is about without taking part. */
  get looksOn(): boolean {
    return this.role === "staff" && this.conversation.roomState === "refused";
  }

  /** Somebody came to help, and is inside. */
  get helped(): boolean {
    return this.conversation.others.some((jid) => this.conversation.roleOf(jid) !== "fellow");
  }

  get mayChange(): boolean {
    const { call, end } = this.conversation;
    return call !== null && !end && (this.isAsker || this.role === "staff");
  }

  /** Bare JID of the reader. */
  get me(): string {
    return this.conversation.me || this.data.me?.jid || "";
  }

  get people(): Shown[] {
    const { inside, people } = this.conversation;
    return people.map((person) => ({ ...person, me: person.jid === this.me, inside: inside.includes(person.jid) }));
  }

  /** How many are inside, or, where that is not known, take part. */
  get count(): string {
    const { people } = this;
    const inside = people.filter((person) => person.inside);
    const count = inside.length || people.filter((person) => person.role !== "invited").length;
    return count > 0 ? this.texts.n("{n} person", "{n} people", count) : "";
  }

  get writing(): string {
    const names = this.conversation.writing.map(this.nameOf);
    if (names.length === 0) return "";
    return this.texts.n("{names} is writing…", "{names} are writing…", names.length, { names: this.texts.list(names) });
  }

  /** Where the log is to be had; "" before the call is there. */
  get transcriptUrl(): string {
    const { call, callId } = this.conversation;
    return call ? call.transcript_url || (this.data.handlers["transcript"] ?? "").replace("CALL_ID", callId) : "";
  }

  readonly nameOf = (jid: string): string => this.conversation.nameOf(jid) || this.texts.t("Somebody");

  readonly pictureOf = (jid: string): string => this.conversation.people.find((person) => person.jid === jid)?.image_url ?? "";

  private get role(): Role {
    const role = this.conversation.call?.my_role ?? this.data.role;
    return role === "removed" ? "helper" : role;
  }
}
