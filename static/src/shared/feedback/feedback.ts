/** What somebody says of a talk, from the click until the server has it. */
import { Backoff } from "../backoff";
import { HandlerError, type Handlers } from "../handlers";
import type { KeptText } from "../kept-text";
import type { Timers } from "../ports";
import { Signal } from "../signal";
import { SingleFlight } from "../single-flight";
import type { Helped, Mine } from "../wire";

const AGAIN_MILLISECONDS = 2_000;
const LONGEST_MILLISECONDS = 60_000;

/** Null is to have said nothing, which is an answer too. */
export interface Said {
  helped: Helped | null;
  quote_me: boolean | null;
}

export interface FeedbackParts {
  callId: string;
  handlers: Pick<Handlers, "post">;
  timers: Timers;
  /** What is on its way, so that it survives the page. */
  kept: KeptText;
}

/**
 * Nobody waits for the server: what is said is kept, sent in a request that outlives the page, and sent again until it is
 * heard, by this page or by the next one.
 */
export class Feedback {
  readonly changed = new Signal();
  said: Said = { helped: null, quote_me: null };
  /** A leave or an answer that no server has heard yet. */
  undelivered = false;
  private touched = false;
  private farewell: object | null = null;
  private readonly patience: Backoff;
  private readonly flight = new SingleFlight(() => this.deliver());

  constructor(private readonly parts: FeedbackParts) {
    this.patience = new Backoff(() => parts.timers.random(), AGAIN_MILLISECONDS, LONGEST_MILLISECONDS);
    const kept = readSaid(parts.kept.value);
    if (!kept) return;
    this.said = kept;
    this.touched = true;
  }

  /** Whether something is kept that an earlier page could not deliver. */
  get pending(): boolean {
    return this.parts.kept.value !== "";
  }

  /** What the server knows, unless the reader has said something since. */
  take(mine: Mine | null | undefined): void {
    if (!mine || this.touched) return;
    this.said = { helped: mine.helped, quote_me: mine.quote_me };
  }

  /** The reader clicked an answer. It is sent when she says that she is done, by one of the two below. */
  choose(said: Partial<Said>): void {
    this.said = { ...this.said, ...said };
    this.touched = true;
    this.keep();
    this.changed.emit();
  }

  /** Send what was said; settles after the first try. With nothing said: that she was asked and does not want to. */
  async send(): Promise<void> {
    await this.flight.run();
  }

  /** Leave with what was said; `farewell` is what the window saw, and `asked` whether anything was asked. */
  async leave(farewell: object, asked: boolean): Promise<void> {
    this.farewell = asked ? { ...farewell, ...this.said } : farewell;
    await this.flight.run();
  }

  /** Try again at once: the network is back. */
  wake(): void {
    if (this.undelivered) void this.flight.run();
  }

  private async deliver(): Promise<void> {
    const { callId, handlers, timers } = this.parts;
    const { farewell, said } = this;
    try {
      if (farewell) await handlers.post("leave", farewell, true);
      else await handlers.post("feedback", { call_id: callId, ...said }, true);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      if (error.passing) {
        this.settle(true);
        timers.after(this.patience.next(), () => this.wake());
        return;
      }
    }
    if (farewell === this.farewell) this.farewell = null;
    if (said === this.said) this.parts.kept.value = "";
    this.settle(false);
  }

  private settle(undelivered: boolean): void {
    if (undelivered && this.touched) this.keep();
    this.undelivered = undelivered;
    this.changed.emit();
  }

  private keep(): void {
    this.parts.kept.value = JSON.stringify(this.said);
  }
}

function readSaid(text: string): Said | null {
  if (!text) return null;
  try {
    const { helped, quote_me: quoteMe } = { ...(JSON.parse(text) as Partial<Said>) };
    return { helped: helped ?? null, quote_me: quoteMe ?? null };
  } catch {
    return null;
  }
}
