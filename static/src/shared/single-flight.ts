/**
 * Lets one look at the server be under way at a time. Who asks meanwhile may know of something that the look under way has
 * missed, so exactly one more follows it, however many asked. A promise settles as a look does that began after it was
 * asked for.
 */
export class SingleFlight {
  private running: Promise<void> | null = null;
  private next: Promise<void> | null = null;
  /** Grows when what was asked for is forgotten. */
  private round = 0;

  constructor(private readonly look: () => Promise<void>) {}

  /** Look now, or once more after the look that is under way. Rejects as that look does. */
  run(): Promise<void> {
    if (!this.running) return this.begin();
    return (this.next ??= this.follow(this.running, this.round));
  }

  /** Nothing follows the look that is under way: whoever waits for that is let go. A later `run` begins anew. */
  stop(): void {
    this.round += 1;
    this.next = null;
  }

  private async begin(): Promise<void> {
    const look = this.look();
    this.running = look;
    try {
      await look;
    } finally {
      if (this.next === null) this.running = null;
    }
  }

  /** A failure of the look before is told to those who asked for that one. */
  private async follow(before: Promise<void>, round: number): Promise<void> {
    await before.catch(() => undefined);
    if (round !== this.round) return;
    this.next = null;
    await this.begin();
  }
}
