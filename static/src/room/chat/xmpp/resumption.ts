import type { SMState, SMStorageBackend } from "strophe.js";
import type { KeyValue } from "../../../shared/ports";

const KEY = "chatxblock:stream";

interface Kept {
  name: string;
  states: [string, SMState][];
}

/**
 * Carries a stream over a reload. The state lives in memory; it is written when the page is hidden for good and read and
 * deleted when it loads, so that a duplicated tab, whose storage is a copy, never fights over the same session.
 */
export class Resumption implements SMStorageBackend {
  readonly name: string;
  private readonly states: Map<string, SMState>;

  constructor(
    private readonly storage: KeyValue | null,
    place: string,
    newName: () => string,
  ) {
    this.key = `${KEY}:${place}`;
    const kept = this.take();
    this.name = kept?.name ?? newName();
    this.states = new Map(kept?.states ?? []);
  }

  private readonly key: string;

  load(key: string): SMState | null {
    return this.states.get(key) ?? null;
  }

  save(key: string, state: SMState): void {
    this.states.set(key, state);
  }

  clear(key: string): void {
    this.states.delete(key);
  }

  /** Write everything down: the page goes, and may come back. */
  keep(): void {
    if (this.states.size === 0) return;
    try {
      this.storage?.setItem(this.key, JSON.stringify({ name: this.name, states: [...this.states] }));
    } catch {
      this.drop();
    }
  }

  /** Forget what was written: the page came back by itself, and holds its state in memory. */
  drop(): void {
    this.storage?.removeItem(this.key);
  }

  private take(): Kept | null {
    try {
      const text = this.storage?.getItem(this.key) ?? null;
      this.storage?.removeItem(this.key);
      return text === null ? null : (JSON.parse(text) as Kept);
    } catch {
      return null;
    }
  }
}
