import type { KeyValue } from "../../shared/ports";
import type { Stanza } from "../../shared/xmpp/stanza";

export interface Pending {
  id: string;
  body: string;
  /** Milliseconds since 1970. */
  at: number;
  state: "waiting" | "sent" | "refused";
  /** The archive's id of the line that it changes or reacts to; it is not drawn as a line then. */
  of?: string;
  /** What it says of another line, for the wire. */
  more?: Stanza[];
  /** Refused since this person has written as much here as one may. */
  ceiling?: boolean;
}

/**
 * Lines that were typed and are not in the log yet, by message id. Whatever the room has not shown back is sent again
 * under the same id, so that it can be told from a second line. `storage` is the window's own and survives a reload or a
 * crash; `shelf` is common to all windows of this person, and keeps what a closing window has not got rid of for the
 * next one that opens.
 */
export class Outbox {
  entries: Pending[];

  constructor(
    private readonly storage: KeyValue | null,
    private readonly key: string,
    private readonly shelf: KeyValue | null = null,
  ) {
    const own = this.read(storage);
    const found = this.takeDown().filter((entry) => !own.some((mine) => mine.id === entry.id));
    this.entries = [...own, ...found].sort((one, other) => one.at - other.at);
    this.store();
  }

  /** The window closes or is reloaded: leave what waits to whoever opens next. */
  shelve(): void {
    if (this.entries.length > 0) this.write(this.shelf, [...this.read(this.shelf), ...this.entries]);
  }

  /** The window came back from the browser's cache: keep only what nobody else took meanwhile. */
  unshelve(): void {
    const left = this.takeDown();
    this.entries = this.entries.filter((entry) => left.some((other) => other.id === entry.id));
    this.store();
  }

  /** Behind all others, also where the clock was set back: by its time it is sorted in when the window opens anew. */
  add(id: string, body: string, at: number, more: Partial<Pending> = {}): void {
    this.entries = [...this.entries, { ...more, id, body, at: Math.max(at, this.entries.at(-1)?.at ?? 0), state: "waiting" }];
    this.store();
  }

  /** What has to be sent now: the oldest, and nothing while one is on its way, which it would pass if that is sent back. */
  due(): Pending | undefined {
    return this.entries.find(({ state }) => state === "sent") ? undefined : this.entries.find(({ state }) => state === "waiting");
  }

  sent(id: string): void {
    this.change(id, (entry) => ({ ...entry, state: "sent" }));
  }

  /** The room showed it: done. Returns false for an id that is not ours. */
  settle(id: string): boolean {
    const known = this.entries.some((entry) => entry.id === id);
    if (known) this.remove(id);
    return known;
  }

  /** It has to be sent again. */
  again(id: string): void {
    this.change(id, (entry) => ({ ...entry, state: "waiting" }));
  }

  /** The room will not have it; its words stay until the reader takes them back. */
  refuse(id: string, ceiling = false): void {
    this.entries = this.entries.filter((entry) => entry.id !== id || entry.body);
    this.change(id, (entry) => ({ ...entry, state: "refused", ceiling, of: "" }));
  }

  /** The stream is a new one: what was on its way may not have arrived. */
  doubt(): void {
    this.entries = this.entries.map((entry) => (entry.state === "sent" ? { ...entry, state: "waiting" } : entry));
    this.store();
  }

  /** Take a line out for good and return its text. */
  remove(id: string): string {
    const body = this.entries.find((entry) => entry.id === id)?.body ?? "";
    this.entries = this.entries.filter((entry) => entry.id !== id);
    this.store();
    return body;
  }

  private change(id: string, change: (entry: Pending) => Pending): void {
    this.entries = this.entries.map((entry) => (entry.id === id ? change(entry) : entry));
    this.store();
  }

  private takeDown(): Pending[] {
    const found = this.read(this.shelf);
    this.write(this.shelf, []);
    return found;
  }

  private store(): void {
    this.write(this.storage, this.entries);
  }

  private read(place: KeyValue | null): Pending[] {
    try {
      const kept: unknown = JSON.parse(place?.getItem(this.key) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isPending).map(revive) : [];
    } catch {
      return [];
    }
  }

  private write(place: KeyValue | null, entries: Pending[]): void {
    try {
      if (entries.length === 0) place?.removeItem(this.key);
      else place?.setItem(this.key, JSON.stringify(entries));
    } catch {
      return;
    }
  }
}

function isPending(value: unknown): value is Pending {
  if (typeof value !== "object" || value === null) return false;
  const { id, body } = value as Record<string, unknown>;
  return typeof id === "string" && typeof body === "string";
}

function revive(entry: Pending): Pending {
  return { ...entry, state: entry.state === "refused" ? "refused" : "waiting" };
}
