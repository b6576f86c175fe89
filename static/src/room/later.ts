const AGAIN_MILLISECONDS = 5_000;

/** A part of a page that is loaded once it is needed. One that does not come may be gone after a deploy; it is asked for again. */
export class Later<Part> {
  /** The part, once it is there. */
  part: Part | null = null;
  missing = false;
  private coming = false;

  constructor(
    private readonly load: () => Promise<Part>,
    private readonly changed: () => void,
  ) {}

  need(): void {
    if (this.coming) return;
    this.coming = true;
    this.load().then(
      (part) => {
        this.part = part;
        this.tell(false);
      },
      () => {
        this.tell(true);
        setTimeout(() => {
          this.coming = false;
          this.tell(true);
        }, AGAIN_MILLISECONDS);
      },
    );
  }

  private tell(missing: boolean): void {
    this.missing = missing;
    this.changed();
  }
}
