import { HandlerError, type Handlers } from "../shared/handlers";
import { Signal } from "../shared/signal";
import type { HistoryAnswer, HistorySession, HistoryTalk } from "../shared/wire";
import type { readSaid, Said } from "../shared/said-lines";

/** What a talk's lines are so far: being read, there, or the error of the last try. */
export type Log = { state: "reading" } | { state: "there"; said: Said } | { state: "failed"; error: unknown };

/** Talks of one session with the same people. */
export interface Together {
  key: string;
  talks: HistoryTalk[];
}

/** Somebody's questions and talks, page by page, and what was said in those that were opened. */
export class History {
  readonly changed = new Signal();
  sessions: HistorySession[];
  next: string | null;
  /** What is looked for; "" for everything. */
  query = "";
  busy = false;
  /** Why the last look did not come; null where it did. */
  error: unknown = null;
  readonly logs = new Map<string, Log>();
  private looks = 0;
  private pages = 1;

  constructor(
    readonly handlers: Handlers,
    first: HistoryAnswer,
    /** Whose it is: a chat address, or "" for one's own. */
    private readonly person: string,
    private readonly get: (url: string) => Promise<Response>,
    /** Loads what reads what was said, and what shows it. */
    private readonly reader: () => Promise<typeof readSaid>,
  ) {
    this.sessions = first.sessions;
    this.next = first.next;
  }

  get talks(): HistoryTalk[] {
    return this.sessions.flatMap(({ talks }) => talks);
  }

  /** Talks in which people can still be met. */
  get open(): HistoryTalk[] {
    return this.talks.filter((talk) => talk.outcome === "open");
  }

  /** Look for words, or with none for everything. */
  search(query: string): Promise<void> {
    this.query = query;
    return this.look(null);
  }

  /** Get the page after the last one. */
  async more(): Promise<void> {
    if (this.next && !this.busy) await this.look(this.next);
  }

  /** Look what is new, where nothing is shown but the first page; otherwise it would move under the reader's eyes. */
  async refresh(): Promise<void> {
    if (this.pages === 1 && !this.busy) await this.look(null);
  }

  /** Read what was said; again, where it did not come. */
  async read(talk: HistoryTalk): Promise<void> {
    const { call_id: id } = talk;
    if (["reading", "there"].includes(this.logs.get(id)?.state ?? "")) return;
    this.keep(id, { state: "reading" });
    try {
      const read = await this.reader().catch(unreachable);
      this.keep(id, { state: "there", said: await read(this.get, talk.transcript_url) });
    } catch (error) {
      this.keep(id, { state: "failed", error });
    }
  }

  /** Forget what was said, so that it is read anew: a talk that goes on has more by now. */
  forget(id: string): void {
    this.logs.delete(id);
  }

  private keep(id: string, log: Log): void {
    this.logs.set(id, log);
    this.changed.emit();
  }

  private async look(before: string | null): Promise<void> {
    const look = ++this.looks;
    this.busy = true;
    this.changed.emit();
    try {
      const answer = await this.handlers.post<HistoryAnswer>("history", { query: this.query, person: this.person, before });
      if (look === this.looks) this.take(answer, before !== null);
    } catch (error) {
      if (look === this.looks) this.error = error;
    }
    if (look !== this.looks) return;
    this.busy = false;
    this.changed.emit();
  }

  private take({ sessions, next }: HistoryAnswer, later: boolean): void {
    this.error = null;
    this.next = next;
    this.pages = later ? this.pages + 1 : 1;
    this.sessions = later ? joined(this.sessions, sessions) : sessions;
  }
}

/** A part of the page that does not come is as a server that does not. */
function unreachable(): never {
  throw new HandlerError(0, "unreachable", "");
}

/** Put a page behind those that are there: a session that goes on there becomes one, and no talk is there twice. */
function joined(before: HistorySession[], page: HistorySession[]): HistorySession[] {
  const known = new Set(before.flatMap(({ talks }) => talks.map(({ call_id: id }) => id)));
  const all = [...before];
  for (const session of page) {
    const talks = session.talks.filter(({ call_id: id }) => !known.has(id));
    const last = all.at(-1);
    if (session.continued && last) all.splice(-1, 1, { ...last, began_at: earlier(last.began_at, session.began_at), talks: [...last.talks, ...talks] });
    else all.push({ ...session, talks });
  }
  return all;
}

function earlier(one: string, other: string): string {
  return Date.parse(one) <= Date.parse(other) ? one : other;
}

/** The talks of a session by whom they were with, in the order in which each of them first comes. */
export function together({ talks }: HistorySession): Together[] {
  const found = new Map<string, Together>();
  for (const talk of talks) {
    // Somebody with another name in each call is somebody else to the reader.
    const key = talk.with.map(({ jid, name }) => `${jid} ${name}`).sort().join("\n");
    const known = found.get(key);
    if (known) known.talks.push(talk);
    else found.set(key, { key, talks: [talk] });
  }
  return [...found.values()];
}
