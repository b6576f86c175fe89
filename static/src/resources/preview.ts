import { HandlerError, type Handlers } from "../shared/handlers";
import type { Cancel, Timers } from "../shared/ports";
import { Signal } from "../shared/signal";
import { SingleFlight } from "../shared/single-flight";
import type { Preview as Seen } from "../shared/wire";

/** So long after the last key a text is drawn. */
const PAUSE_MILLISECONDS = 300;

/** How a text would be read, as the server draws it: one request at a time, the newest text last. */
export class Preview {
  readonly changed = new Signal();
  /** The HTML of the last text that was drawn. */
  seen: Seen;
  /** The server did not draw the last text; what is shown is an earlier one. */
  failed = false;
  private wanted: { answer: string; body: string } | null = null;
  private cancel: Cancel = () => undefined;
  private readonly flight = new SingleFlight(() => this.draw());

  constructor(
    private readonly handlers: Handlers,
    private readonly timers: Timers,
    drawn: Seen,
  ) {
    this.seen = { answer_html: drawn.answer_html, html: drawn.html };
  }

  /** Draw this text after a pause. */
  show(answer: string, body: string): void {
    this.wanted = { answer, body };
    this.cancel();
    this.cancel = this.timers.after(PAUSE_MILLISECONDS, () => void this.flight.run());
  }

  private async draw(): Promise<void> {
    if (!this.wanted) return;
    const wanted = this.wanted;
    try {
      const { answer_html, html } = await this.handlers.post<Seen>("resource_preview", wanted);
      this.seen = { answer_html, html };
      this.failed = false;
      if (this.wanted === wanted) this.wanted = null;
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.failed = true;
    }
    this.changed.emit();
  }
}
