import { HandlerError } from "../../shared/handlers";
import { Signal } from "../../shared/signal";
import type { Call } from "../../shared/wire";
import { CallWatch } from "../call-watch";

/** Well below the grace time, also where a hidden page may look once a minute only. */
const LOOK_MILLISECONDS = 20_000;
const LEAST_MILLISECONDS = 3_000;

/** Looks at a call whose people meet elsewhere. Its looks are what tells the server that somebody is there. */
export class MeetingWatch extends CallWatch {
  /** Whether the last look got no answer. */
  readonly troubled = new Signal<boolean>();

  protected override async load(): Promise<void> {
    try {
      const { call } = await this.handlers.post<{ call: Call }>("call", { call_id: this.callId, inside: true });
      this.troubled.emit(false);
      this.take(call);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.troubled.emit(error.passing);
      if (error.passing) this.plan();
      else this.refused.emit(error);
    }
  }

  protected override wait(call: Call): number {
    if (!call.next_round_at) return LOOK_MILLISECONDS;
    const due = Date.parse(call.next_round_at) - this.clock.now();
    return Math.min(LOOK_MILLISECONDS, Math.max(LEAST_MILLISECONDS, due));
  }
}
