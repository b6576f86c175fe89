import { isOver } from "../shared/call-state";
import type { Clock } from "../shared/clock";
import { HandlerError, type Handlers } from "../shared/handlers";
import type { Cancel, Timers } from "../shared/ports";
import { Signal } from "../shared/signal";
import { SingleFlight } from "../shared/single-flight";
import type { Call, CallAnswer } from "../shared/wire";

/** A room is usually there at once; where the chat is down it may take long. */
const NO_ROOM_FIRST_MILLISECONDS = 150;
const NO_ROOM_MILLISECONDS = 2_500;
const OPEN_MILLISECONDS = 15_000;
const LEAST_MILLISECONDS = 3_000;

/** Keeps a call fresh: looks when a round is due, when told so, and now and then, since notices may be lost. */
export class CallWatch {
  readonly changed = new Signal<Call>();
  /** The server will not show us this call any more. */
  readonly refused = new Signal<HandlerError>();
  call: Call | null = null;

  private cancel: Cancel = () => undefined;
  private readonly flight = new SingleFlight(() => this.load());
  private stopped = false;
  private looks = 0;

  constructor(
    protected readonly handlers: Handlers,
    protected readonly clock: Clock,
    private readonly timers: Timers,
    protected readonly callId: string,
  ) {}

  /** Believe an answer, unless it is older than what we have. */
  take(call: Call): void {
    if (this.call && call.rev < this.call.rev) return;
    this.call = call;
    this.changed.emit(call);
    this.plan();
  }

  /** Look now, or again after the look that is under way. */
  async refresh(): Promise<void> {
    if (!this.stopped) await this.flight.run();
  }

  stop(): void {
    this.stopped = true;
    this.flight.stop();
    this.cancel();
  }

  protected async load(): Promise<void> {
    try {
      const { call } = await this.handlers.post<CallAnswer>("call", { call_id: this.callId });
      this.take(call);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      if (error.passing) this.plan();
      else this.refused.emit(error);
    }
  }

  protected plan(): void {
    this.cancel();
    const call = this.call;
    if (!call || this.stopped || isOver(call)) return;
    this.cancel = this.timers.after(this.wait(call), () => void this.refresh());
  }

  protected wait(call: Call): number {
    if (!call.room) return Math.min(NO_ROOM_MILLISECONDS, NO_ROOM_FIRST_MILLISECONDS * 2 ** this.looks++);
    if (!call.next_round_at) return OPEN_MILLISECONDS;
    const due = Date.parse(call.next_round_at) - this.clock.now();
    return Math.min(OPEN_MILLISECONDS, Math.max(LEAST_MILLISECONDS, due));
  }
}
