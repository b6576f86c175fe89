import type { Clock } from "../../shared/clock";
import type { Handlers } from "../../shared/handlers";
import type { Timers } from "../../shared/ports";
import type { Call } from "../../shared/wire";
import { CallWatch } from "../call-watch";

/** Well below the grace time, also where a hidden page may look once a minute only. */
const LOOK_MILLISECONDS = 20_000;
const LEAST_MILLISECONDS = 3_000;

/** Looks at a call whose people meet elsewhere. Its looks are what tells the server that somebody is there. */
export class MeetingWatch extends CallWatch {
  constructor(handlers: Handlers, clock: Clock, timers: Timers, callId: string) {
    super(handlers, clock, timers, callId, { inside: true });
  }

  protected override wait(call: Call): number {
    if (!call.next_round_at) return LOOK_MILLISECONDS;
    const due = Date.parse(call.next_round_at) - this.clock.now();
    return Math.min(LOOK_MILLISECONDS, Math.max(LEAST_MILLISECONDS, due));
  }
}
