/** Changes of lines that are not sent yet, one a line: what a person wrote, in all windows and talks. */
import type { KeyValue } from "../../shared/ports";

/** A change of a line, as far as it is written. */
export interface Change {
  call: string;
  /** The archive's id of the line. */
  line: string;
  text: string;
  /** When it was written last, in milliseconds since 1970. */
  at: number;
}

export interface Keeping {
  /** Common to all windows of this person. */
  shelf: KeyValue | null;
  /** The window's own, which survives a reload. */
  storage: KeyValue | null;
  person: string;
  call: string;
  now: () => number;
}

/** So many are kept, the newest. */
const MOST = 20;
const KEPT_MILLISECONDS = 24 * 60 * 60_000;

/**
 * Keeps the changes of one talk's lines beside those of other talks, by a number and an age that hold for all of them. Where a
 * storage is full or forbidden they are kept for as long as the window is there.
 */
export class Changes {
  private held: Change[] = [];
  private forbidden = false;

  constructor(private readonly keeping: Keeping) {}

  /** Those of this talk, the newest last. */
  get all(): Change[] {
    return this.read().filter(({ call }) => call === this.keeping.call);
  }

  /** What this window was writing before it was loaded anew; in a new window, what was written last. */
  get interrupted(): Change | undefined {
    const own = this.own();
    return own === null ? this.all.at(-1) : this.all.find(({ line }) => line === own);
  }

  /** The change of one line, "" where there is none. */
  of(line: string): string {
    return this.all.find((one) => one.line === line)?.text ?? "";
  }

  /** Keep what this window writes now; "" forgets it. */
  write(line: string, text: string): void {
    const { call, now } = this.keeping;
    this.own(line);
    const others = this.read().filter((one) => one.call !== call || one.line !== line);
    this.store(text ? [...others, { call, line, text, at: now() }] : others);
  }

  /** This window writes no change any more. */
  close(): void {
    this.own("");
  }

  private read(): Change[] {
    const { now, person, shelf } = this.keeping;
    const from = now() - KEPT_MILLISECONDS;
    try {
      const kept: unknown = this.forbidden ? this.held : JSON.parse(shelf?.getItem(`chatxblock:change:${person}`) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isChange).filter(({ at }) => at > from) : [];
    } catch {
      return this.held;
    }
  }

  private store(changes: Change[]): void {
    const { person, shelf } = this.keeping;
    const key = `chatxblock:change:${person}`;
    this.held = changes.slice(-MOST);
    try {
      if (!shelf) throw new Error("forbidden");
      if (changes.length > 0) shelf.setItem(key, JSON.stringify(this.held));
      else shelf.removeItem(key);
      this.forbidden = false;
    } catch {
      this.forbidden = true;
    }
  }

  /** Note, or with nothing said return, whose change stands in the box of this window: "" for none, null in a new window. */
  private own(line?: string): string | null {
    const { call, person, storage } = this.keeping;
    const key = `chatxblock:change:${person}:${call}`;
    try {
      if (line !== undefined) storage?.setItem(key, line);
      return storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }
}

function isChange(value: unknown): value is Change {
  if (typeof value !== "object" || value === null) return false;
  const { call, line, text, at } = value as Record<string, unknown>;
  return [call, line, text].every((one) => typeof one === "string") && typeof at === "number";
}
