import type { KeyValue } from "./ports";
import type { Marked } from "./wire";

export interface Draft {
  text: string;
  /** The call id under which this text was sent already, or "": a second try must be the same call. With no text: her open call. */
  id: string;
  /** What goes with it. */
  along?: Marked | null | undefined;
}

/** A question, what goes with it, and the ids of what she read before it. */
export interface Asked {
  question: string;
  read: string[];
  context?: Marked | null | undefined;
}

/**
 * What a learner typed and has not safely handed over yet. A storage may be full or forbidden; then nothing is kept
 * and nothing breaks.
 */
export class Drafts {
  constructor(
    readonly storage: KeyValue | null,
    readonly person: string,
  ) {}

  /** The text that stands in the box of one place. */
  load(place: string): Draft {
    const value = this.read(`chatxblock:draft:${this.person}:${place}`);
    return { text: textIn(value, "text"), id: textIn(value, "id"), along: (value as Partial<Draft> | null)?.along };
  }

  save(place: string, draft: Draft): void {
    const key = `chatxblock:draft:${this.person}:${place}`;
    if (Object.values(draft).some(Boolean)) this.write(key, draft);
    else this.drop(key);
  }

  /** A question on its way to the server: the room window that opened on this id may have to ask itself. */
  loadAsked(id: string): Asked {
    const value = this.read(this.askedKey(id));
    return { question: textIn(value, "question"), read: idsIn(value), context: (value as Partial<Asked> | null)?.context };
  }

  saveAsked(id: string, asked: Asked): void {
    this.write(this.askedKey(id), asked);
  }

  dropAsked(id: string): void {
    this.drop(this.askedKey(id));
  }

  private askedKey(id: string): string {
    return `chatxblock:ask:${this.person}:${id}`;
  }

  private read(key: string): unknown {
    try {
      return JSON.parse(this.storage?.getItem(key) ?? "null");
    } catch {
      return null;
    }
  }

  private write(key: string, value: object): void {
    try {
      this.storage?.setItem(key, JSON.stringify(value));
    } catch {
      this.drop(key);
    }
  }

  private drop(key: string): void {
    try {
      this.storage?.removeItem(key);
    } catch {
      return;
    }
  }
}

function textIn(value: unknown, key: string): string {
  if (typeof value !== "object" || value === null) return "";
  const text = (value as Record<string, unknown>)[key];
  return typeof text === "string" ? text : "";
}

function idsIn(value: unknown): string[] {
  const ids = (value as { read?: unknown } | null)?.read;
  return Array.isArray(ids) ? ids.map(String) : [];
}
