import type { Stanza } from "../../shared/xmpp/stanza";

/** One message as the archive or the room tells it. */
export interface ArchivedLine {
  archiveId: string;
  /** The id its author gave it; the outbox knows it by that. */
  id: string;
  /** Bare JID of who wrote it, "" if the archive does not say. */
  author: string;
  nick: string;
  body: string;
  /** Milliseconds since 1970 by the server's clock. */
  at: number;
  /** The id of the line that this one corrects (XEP-0308), or "". */
  replaces: string;
  /** What else it says of another line; what has no body is that alone. */
  marks?: Stanza[];
}

export interface LogLine extends ArchivedLine {
  kind: "line";
  /** What stood there before, oldest first. */
  earlier: string[];
  /** What others and itself say of it. */
  about?: About;
}

export interface About {
  takenBack: boolean;
  /** The line that it answers, as far as that is here. */
  quote: { archiveId: string; author: string; body: string } | null;
  /** Who set which sign at it. */
  signs: [sign: string, authors: string[]][];
}

export interface LogEvent {
  kind: "event";
  archiveId: string;
  what: "joined" | "left" | "removed";
  author: string;
  at: number;
}

export type Entry = LogLine | LogEvent;

/** The log as it is shown: each archived line once. What lines say of others is folded in by a part that comes when it is needed. */
export class Log {
  entries: Entry[] = [];
  /** The newest archive id known, where reading goes on after an interruption. */
  last = "";
  lineCount = 0;

  /** Entries that say something of other lines, in the order in which they came. */
  readonly markings: ArchivedLine[] = [];
  /** Folds `markings` into the entries; null until that part is there. */
  fold: (() => void) | null = null;

  private readonly seen = new Set<string>();
  private readonly byId = new Map<string, LogLine>();
  private events = 0;

  /** Add newer lines in order; returns those that were new. */
  append(lines: ArchivedLine[]): LogLine[] {
    const added = this.take(lines);
    this.entries = [...this.entries, ...added];
    const last = lines.at(-1);
    if (last) this.last = last.archiveId;
    this.fold?.();
    return added;
  }

  /** Add an older page before everything. */
  prepend(lines: ArchivedLine[]): void {
    this.entries = [...this.take(lines, true), ...this.entries];
    this.fold?.();
  }

  /** Add a whole log of which a part may be known: what comes before that part goes before everything. */
  complete(lines: ArchivedLine[]): void {
    const known = lines.findIndex((line) => this.knows(line.archiveId));
    if (known > 0) this.prepend(lines.slice(0, known));
    this.append(lines);
  }

  event(what: LogEvent["what"], author: string, at: number): void {
    this.events += 1;
    this.entries = [...this.entries, { kind: "event", archiveId: `event-${this.events}`, what, author, at }];
  }

  /** True if a line of this author under this message id is in the log. */
  has(author: string, id: string): boolean {
    return this.byId.has(`${author} ${id}`);
  }

  knows(archiveId: string): boolean {
    return this.seen.has(archiveId);
  }

  private take(lines: ArchivedLine[], older = false): LogLine[] {
    const added: LogLine[] = [];
    for (const line of lines) {
      if (this.seen.has(line.archiveId)) continue;
      this.seen.add(line.archiveId);
      this.lineCount += 1;
      if (line.replaces || line.marks?.length) this.markings.push(line);
      const shown = line.replaces || !line.body ? null : this.place(line, older);
      if (shown) added.push(shown);
    }
    return added;
  }

  /** What was sent twice, since nobody knew whether it had come, stands where it came first. */
  private place(line: ArchivedLine, older: boolean): LogLine | null {
    const key = `${line.author} ${line.id}`;
    const twin = line.id ? this.byId.get(key) : undefined;
    if (twin?.body === line.body) {
      const others = this.entries.filter(({ archiveId }) => archiveId !== twin.archiveId);
      if (!older || others.length === this.entries.length) return null;
      this.entries = others;
    }
    const shown: LogLine = { ...line, kind: "line", earlier: [] };
    if (line.id) this.byId.set(key, shown);
    return shown;
  }
}
