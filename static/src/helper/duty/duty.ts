import { HandlerError, type Handlers } from "../../shared/handlers";
import { Signal } from "../../shared/signal";
import type { Bar, DutyState } from "../../shared/wire";

const PARTS = ["helps", "on_duty", "until", "paused", "in_quiet", "quiet_until", "sound", "may_help", "barred"] as const;

/** Whether this person helps, and is ready to be asked: as the server last said. null where the server does not say. */
export class Duty {
  readonly changed = new Signal();
  /** This window changed something: others should look. */
  readonly acted = new Signal();
  busy = false;
  /** Grows with each change of ours, so that an answer that was on its way meanwhile can be told to be old. */
  mark = 0;

  constructor(
    private readonly handlers: Handlers,
    public state: DutyState | null = null,
  ) {}

  /** She is to be found and told: on duty, not paused, not in her quiet hours. */
  get reachable(): boolean {
    const { state } = this;
    return state !== null && state.may_help && state.on_duty && !state.paused && !state.in_quiet;
  }

  /** Believe an answer that was asked for at `mark`. */
  take(answer: Partial<DutyState>, mark: number): void {
    if (mark !== this.mark || typeof answer.may_help !== "boolean") return;
    const state = Object.fromEntries(PARTS.map((part) => [part, answer[part]])) as unknown as DutyState;
    if (JSON.stringify(state) === JSON.stringify(this.state)) return;
    this.state = state;
    this.changed.emit();
  }

  /** Be on duty for so many minutes, or until told otherwise; ends a pause, too. */
  start(minutes?: number): Promise<void> {
    return this.act("duty", minutes === undefined ? { on_duty: true } : { on_duty: true, minutes });
  }

  stop(): Promise<void> {
    return this.act("duty", { on_duty: false });
  }

  /** Answer the invitation to help in this course. */
  answer(helps: boolean): Promise<void> {
    return this.act("helper", { helps });
  }

  /** The server does not let her help any more. */
  refuse(): void {
    if (!this.state?.may_help) return;
    this.state = { ...this.state, may_help: false, on_duty: false };
    this.changed.emit();
  }

  /** Post, and believe the answer. Two at once would cross, so the second is nothing. Rejects with `HandlerError`. */
  private async act(handler: string, body: object): Promise<void> {
    if (this.busy) return;
    const mark = (this.mark += 1);
    this.busy = true;
    this.changed.emit();
    try {
      this.take(await this.handlers.post<Partial<DutyState>>(handler, body), mark);
      this.acted.emit();
    } catch (error) {
      if (!(error instanceof HandlerError && error.code === "barred" && this.state)) throw error;
      // Staff have barred her since the last look: that is said in place of the buttons.
      this.state = { ...this.state, may_help: false, on_duty: false, barred: error.body["bar"] as Bar };
    } finally {
      this.busy = false;
      this.changed.emit();
    }
  }
}
