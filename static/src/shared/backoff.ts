/** How long to wait before the next try: doubling, capped, and spread by jitter so that a class does not come at once. */
export class Backoff {
  private tries = 0;

  constructor(
    private readonly random: () => number,
    private readonly first = 500,
    private readonly longest = 15_000,
  ) {}

  /** Return the next wait in milliseconds: between half and all of the doubled step. */
  next(): number {
    const step = Math.min(this.longest, this.first * 2 ** this.tries);
    this.tries += 1;
    return Math.round(step / 2 + (step / 2) * this.random());
  }

  reset(): void {
    this.tries = 0;
  }
}
