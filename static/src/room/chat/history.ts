import { Signal } from "../../shared/signal";
import type { Link } from "../../shared/xmpp/link";
import type { ArchivedLine } from "./log";
import { type ArchivePage, readArchive, type Where } from "./xmpp/archive";

const MOST_LINES = 1_000;

export interface HistoryOptions {
  link: Link;
  newId: () => string;
  /** Where lines go that are newer than all that is known, in order. */
  append: (lines: ArchivedLine[]) => void;
  /** Where a page goes that lies before all that is known. */
  prepend: (lines: ArchivedLine[]) => void;
  lineCount: () => number;
}

/** Reads a room's archive: what we do not know yet, then backwards for as long as that is of use. */
export class History {
  readonly changed = new Signal();
  /** Lines older than the first known one are still in the archive. */
  hasOlder = false;
  reading = false;
  /** A page that was asked for could not be had so far. */
  missed = false;

  private oldest = "";

  constructor(private readonly options: HistoryOptions) {}

  /** Read what is new: all that follows the entry `last`, or the newest page if nothing is known yet. */
  async catchUp(room: string, last: string): Promise<void> {
    if (!last) {
      const page = await this.page(room, { before: "" });
      this.options.append(page.lines);
      this.note(page);
      return;
    }
    for (let after = last; after; ) {
      const page = await this.page(room, { after });
      this.options.append(page.lines);
      after = page.complete ? "" : page.last;
    }
  }

  /** Read older pages until there are no more or a thousand lines are known, and what was missed; a failure just ends it. */
  async readBack(room: string, goOn: () => boolean): Promise<void> {
    while (this.hasOlder && !this.reading && (this.missed || this.options.lineCount() < MOST_LINES) && goOn()) {
      try {
        await this.older(room);
      } catch {
        // The reader still has the button for it.
        return;
      }
    }
  }

  /** Read the page before the oldest known line. */
  async older(room: string): Promise<void> {
    if (this.reading || !this.hasOlder) return;
    this.reading = this.missed = true;
    this.changed.emit();
    const ask = (): Promise<ArchivePage> => this.page(room, { before: this.oldest });
    try {
      // What comes to a room while it moves to another node is never answered; after the move it is.
      const page = await ask().catch(ask);
      this.options.prepend(page.lines);
      this.note(page);
      this.missed = false;
    } finally {
      this.reading = false;
      this.changed.emit();
    }
  }

  private note(page: ArchivePage): void {
    this.oldest = page.first || this.oldest;
    this.hasOlder = !page.complete && page.first !== "";
  }

  private page(room: string, where: Where): Promise<ArchivePage> {
    return readArchive(this.options.link, room, this.options.newId(), where);
  }
}
