import { Backoff } from "../../shared/backoff";
import { HandlerError, type Handlers } from "../../shared/handlers";
import type { Cancel, Timers } from "../../shared/ports";
import { Signal } from "../../shared/signal";
import type { HelperChange, HelperState, Quiet } from "../../shared/wire";

/** How soon a first look that failed is repeated, at first and at most. */
const FIRST_MILLISECONDS = 2_000;
const LONGEST_MILLISECONDS = 60_000;
/** For so long "saved" is worth a word. */
const SAVED_MILLISECONDS = 4_000;

export type Saving = "" | "saving" | "saved" | "failed";

/** A helper's own decisions: each change is saved at once, one after the other. */
export class HelperProfile {
  readonly changed = new Signal();
  /** Something was saved: the inboxes of this browser should look. */
  readonly saved = new Signal();
  /** As the server has it, with what is on its way there. */
  state: HelperState | null;
  saving: Saving = "";
  /** What went wrong: the server's words, or "" if it was not reached. */
  sentence = "";

  private readonly patience = new Backoff(() => this.timers.random(), FIRST_MILLISECONDS, LONGEST_MILLISECONDS);
  private queue: HelperChange[] = [];
  private running = false;
  private cancel: Cancel = () => undefined;

  constructor(
    private readonly handlers: Handlers,
    private readonly timers: Timers,
    /** As the server told last; null before the first time. */
    private server: HelperState | null = null,
  ) {
    this.state = server;
  }

  /** Nobody is logged in any more. */
  get loggedOut(): boolean {
    return this.handlers.loggedOut;
  }

  load(): Promise<void> {
    return this.run({});
  }

  /** Look what is true by now. A change that is on its way brings that too, and what is not reached is looked at later. */
  async refresh(): Promise<void> {
    if (this.running || !this.server) return;
    try {
      const server = await this.handlers.post<HelperState>("helper");
      if (!this.running) this.state = this.server = server;
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
    }
    this.changed.emit();
  }

  /** Save a change; what is clicked while another is on its way goes after it. */
  change(change: HelperChange): Promise<void> {
    this.queue.push(change);
    this.saving = "saving";
    if (this.state) this.state = withChange(this.state, change);
    this.changed.emit();
    return this.drain();
  }

  private async drain(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let next = this.queue.shift(); next; next = this.queue.shift()) await this.run(next);
    this.running = false;
  }

  private async run(change: HelperChange): Promise<void> {
    const saves = Object.keys(change).length > 0;
    this.cancel();
    try {
      this.server = await this.handlers.post<HelperState>("helper", change);
      this.state = this.queue.reduce(withChange, this.server);
      this.saving = this.queue.length > 0 ? "saving" : saves ? "saved" : "";
      if (saves) this.hasSaved();
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.saving = "failed";
      this.sentence = error.passing ? "" : error.message;
      if (error.passing && !this.server) this.cancel = this.timers.after(this.patience.next(), () => void this.load());
      this.queue = [];
      // What is on the screen must not look saved.
      this.state = this.server && { ...this.server, quiet: [...this.server.quiet] };
    }
    this.changed.emit();
  }

  private hasSaved(): void {
    this.saved.emit();
    this.cancel = this.timers.after(SAVED_MILLISECONDS, () => {
      if (this.saving === "saved") this.saving = "";
      this.changed.emit();
    });
  }
}

/** What the screen shows while a change is on its way. */
function withChange(state: HelperState, { units, ...rest }: HelperChange): HelperState {
  const changed = state.units.map((unit) => ({ ...unit, helps: units?.[unit.usage_key] ?? unit.helps }));
  return { ...state, ...rest, units: changed };
}

/** A row of quiet hours that can be saved. From a time to the same one is a whole day. */
export function isWhole({ days, start, end }: Quiet): boolean {
  return days.length > 0 && start !== "" && end !== "";
}
