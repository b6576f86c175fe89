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
}

export interface LogLine extends ArchivedLine {
  kind: "line";
  /** What stood there before, oldest first. */
  earlier: string[];
}

export interface LogEvent {
  kind: "event";
  archiveId: string;
  what: "joined" | "left" | "removed";
  author: string;
  at: number;
}

export type Entry = LogLine | LogEvent;

/** The log as it is shown: each archived line once, corrections folded into what they correct. */
export class Log {
  entries: Entry[] = [];
  /** The newest archive id known, where reading goes on after an interruption. */
  last = "";
  lineCount = 0;

  private readonly seen = new Set<string>();
  private readonly byId = new Map<string, LogLine>();
  private readonly orphans = new Map<string, ArchivedLine[]>();
  private events = 0;

  /** Add newer lines in order; returns those that were new. */
  append(lines: ArchivedLine[]): LogLine[] {
    const added = this.take(lines);
    this.entries = [...this.entries, ...added];
    const last = lines.at(-1);
    if (last) this.last = last.archiveId;
    return added;
  }

  /** Add an older page before everything. */
  prepend(lines: ArchivedLine[]): void {
    this.entries = [...this.take(lines), ...this.entries];
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

  private take(lines: ArchivedLine[]): LogLine[] {
    const added: LogLine[] = [];
    for (const line of lines) {
      if (this.seen.has(line.archiveId)) continue;
      this.seen.add(line.archiveId);
      this.lineCount += 1;
      const shown = line.replaces ? this.correct(line, added) : this.place(line);
      if (shown) added.push(shown);
    }
    return added;
  }

  private place(line: ArchivedLine): LogLine | null {
    const key = `${line.author} ${line.id}`;
    const twin = line.id ? this.byId.get(key) : undefined;
    if (twin && (twin.body === line.body || twin.earlier.includes(line.body))) return null;
    const shown: LogLine = { ...line, kind: "line", earlier: [] };
    if (line.id) this.byId.set(key, shown);
    // Older pages are read later, and hold older corrections.
    const corrections = (this.orphans.get(key) ?? []).sort((one, other) => one.at - other.at);
    for (const correction of corrections) apply(shown, correction);
    this.orphans.delete(key);
    return shown;
  }

  /** Fold a correction in; only of one's own lines, and kept for later if the line is on an older page. */
  private correct(line: ArchivedLine, added: LogLine[]): null {
    const key = `${line.author} ${line.replaces}`;
    const target = this.byId.get(key);
    if (!target) {
      this.orphans.set(key, [...(this.orphans.get(key) ?? []), line]);
      return null;
    }
    const corrected: LogLine = { ...target, earlier: [...target.earlier] };
    apply(corrected, line);
    this.byId.set(key, corrected);
    const fresh = added.indexOf(target);
    if (fresh >= 0) added[fresh] = corrected;
    else this.entries = this.entries.map((entry) => (entry === target ? corrected : entry));
    return null;
  }
}

function apply(line: LogLine, correction: ArchivedLine): void {
  line.earlier.push(line.body);
  line.body = correction.body;
}
