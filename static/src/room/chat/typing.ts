import type { Cancel, Timers } from "../../shared/ports";
import { Signal } from "../../shared/signal";

const REPEAT_MILLISECONDS = 4_000;
const PAUSE_MILLISECONDS = 5_000;
const FORGET_MILLISECONDS = 30_000;

/** Who is writing (XEP-0085): tells the others sparingly, and forgets those of whom nothing more is heard. */
export class Typing {
  readonly changed = new Signal();
  private readonly others = new Map<string, Cancel>();
  private toldAt = 0;
  private telling = false;
  private cancelPause: Cancel = () => undefined;

  constructor(
    private readonly timers: Timers,
    private readonly tell: (state: "composing" | "paused") => void,
  ) {}

  /** Bare JIDs of those who are writing. */
  get writing(): string[] {
    return [...this.others.keys()];
  }

  /** The reader pressed a key; `empty` if nothing is left in the box. */
  typed(empty: boolean): void {
    this.cancelPause();
    if (empty) {
      this.pause();
      return;
    }
    const now = this.timers.now();
    if (!this.telling || now - this.toldAt >= REPEAT_MILLISECONDS) {
      this.telling = true;
      this.toldAt = now;
      this.tell("composing");
    }
    this.cancelPause = this.timers.after(PAUSE_MILLISECONDS, () => this.pause());
  }

  /** The line was sent, which says by itself that nobody is writing any more. */
  sent(): void {
    this.cancelPause();
    this.telling = false;
  }

  heard(who: string, active: boolean): void {
    this.others.get(who)?.();
    this.others.delete(who);
    if (active) this.others.set(who, this.timers.after(FORGET_MILLISECONDS, () => this.heard(who, false)));
    this.changed.emit();
  }

  clear(): void {
    this.cancelPause();
    this.telling = false;
    for (const cancel of this.others.values()) cancel();
    this.others.clear();
  }

  private pause(): void {
    if (!this.telling) return;
    this.telling = false;
    this.tell("paused");
  }
}
