import { Backoff } from "../shared/backoff";
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
const FAILED_MILLISECONDS = 2_000;

/** Keeps a call fresh: looks when a round is due, when told so, and now and then, since notices may be lost. */
export class CallWatch {
  readonly changed = new Signal<Call>();
  /** The server will not show us this call any more. */
  readonly refused = new Signal<HandlerError>();
  /** Whether the last look got no answer of the server's. */
  readonly troubled = new Signal<boolean>();
  /** Somebody else than us says that there is nothing at that address: the block may be gone, or the server just starting. */
  readonly missing = new Signal();
  call: Call | null = null;

  private cancel: Cancel = () => undefined;
  private readonly flight = new SingleFlight(() => this.load());
  private stopped = false;
  private looks = 0;
  private readonly patience: Backoff;

  constructor(
    private readonly handlers: Handlers,
    protected readonly clock: Clock,
    private readonly timers: Timers,
    private readonly callId: string,
    /** What a look says beside the call's id. */
    private readonly more: object = {},
  ) {
    this.patience = new Backoff(() => timers.random(), FAILED_MILLISECONDS);
  }

  /** Believe an answer, unless it is older than what we have. */
  take(call: Call): void {
    if (!this.call || call.rev >= this.call.rev) {
      this.call = call;
      this.changed.emit(call);
    }
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

  private async load(): Promise<void> {
    try {
      const { call } = await this.handlers.post<CallAnswer>("call", { call_id: this.callId, ...this.more });
      this.patience.reset();
      this.troubled.emit(false);
      this.take(call);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.troubled.emit(error.passing);
      if (error.passing) {
        this.plan(this.patience.next());
        if (error.status === 404) this.missing.emit();
      } else this.refused.emit(error);
    }
  }

  private plan(pause?: number): void {
    this.cancel();
    const call = this.call;
    if (!call || this.stopped || isOver(call)) return;
    this.cancel = this.timers.after(pause ?? this.wait(call), () => void this.refresh());
  }

  protected wait(call: Call): number {
    if (!call.room) return Math.min(NO_ROOM_MILLISECONDS, NO_ROOM_FIRST_MILLISECONDS * 2 ** this.looks++);
    if (!call.next_round_at) return OPEN_MILLISECONDS;
    const due = Date.parse(call.next_round_at) - this.clock.now();
    return Math.min(OPEN_MILLISECONDS, Math.max(LEAST_MILLISECONDS, due));
  }
}
