import type { Timers } from "./ports";

/** The server's clock, reckoned from the `now` of its answers: rounds are due by it, whatever this machine believes. */
export class Clock {
  private offset = 0;

  constructor(private readonly timers: Timers) {}

  /** Learn from an answer's `now` (RFC 3339). */
  learn(now: string | undefined): void {
    const at = Date.parse(now ?? "");
    if (!Number.isNaN(at)) this.offset = at - this.timers.now();
  }

  /** Milliseconds since 1970 by the server's clock. */
  now(): number {
    return this.timers.now() + this.offset;
  }
}
