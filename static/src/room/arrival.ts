import type { Asked, Drafts } from "../shared/drafts";
import { HandlerError, type Handlers } from "../shared/handlers";
import type { Cancel, Timers } from "../shared/ports";
import { Signal } from "../shared/signal";
import type { Call, CallAnswer } from "../shared/wire";

/** How a room window that opened before its call was there ends up. */
export type Arrived =
  | { kind: "call"; call: Call }
  | { kind: "other-call"; call: Call; sentence: string }
  | { kind: "nothing" }
  | { kind: "refused"; sentence: string };

const FIRST_MILLISECONDS = 150;
const LONGEST_MILLISECONDS = 2_000;
/** Where the server does not answer us. */
const PATIENT_MILLISECONDS = 5_000;
const ASK_MILLISECONDS = 1_500;
const NOTHING_MILLISECONDS = 8_000;

export interface ArrivalOptions {
  handlers: Handlers;
  drafts: Drafts;
  timers: Timers;
  callId: string;
}

/**
 * Waits for the call that the lobby is asking for. If it does not come, the window asks itself with the question that
 * the lobby left in the storage: the same id makes the same call, whoever asks first.
 */
export class Arrival {
  /** No answer came from the server; we go on trying. */
  readonly troubled = new Signal();
  asked: Asked;
  private wakeUp: Cancel = () => undefined;
  private stopped = false;
  private longest = LONGEST_MILLISECONDS;

  constructor(private readonly options: ArrivalOptions) {
    this.asked = options.drafts.loadAsked(options.callId);
  }

  /** Look at once: the lobby says that the call is there. */
  wake(): void {
    this.wakeUp();
  }

  stop(): void {
    this.stopped = true;
    this.wake();
  }

  async run(): Promise<Arrived> {
    const begun = this.options.timers.now();
    for (let wait = FIRST_MILLISECONDS; !this.stopped; wait = Math.min(this.longest, wait * 2)) {
      const waited = this.options.timers.now() - begun;
      const arrived = await this.look(waited);
      if (arrived) return arrived;
      // Not past the moment at which we ask ourselves.
      await this.pause(waited < ASK_MILLISECONDS ? Math.min(wait, ASK_MILLISECONDS - waited) : wait);
    }
    return { kind: "nothing" };
  }

  private async look(waited: number): Promise<Arrived | null> {
    if (!this.asked.question) this.asked = this.options.drafts.loadAsked(this.options.callId);
    const asks = waited >= ASK_MILLISECONDS && this.asked.question !== "";
    try {
      return { kind: "call", call: await this.post(asks) };
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      return this.judge(error, waited);
    }
  }

  private async post(asks: boolean): Promise<Call> {
    const { handlers, callId, drafts } = this.options;
    const body = asks ? { request_id: callId, ...this.asked } : { call_id: callId };
    const { call } = await handlers.post<CallAnswer>(asks ? "ask" : "call", body);
    drafts.dropAsked(callId);
    return call;
  }

  private judge(error: HandlerError, waited: number): Arrived | null {
    this.longest = error.passing ? PATIENT_MILLISECONDS : LONGEST_MILLISECONDS;
    if (error.passing) {
      this.troubled.emit();
      return null;
    }
    if (error.code === "already-in-call") {
      return { kind: "other-call", call: error.body["call"] as Call, sentence: error.message };
    }
    if (error.code !== "call-not-found") return { kind: "refused", sentence: error.message };
    return waited >= NOTHING_MILLISECONDS && !this.asked.question ? { kind: "nothing" } : null;
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.options.timers.after(milliseconds, resolve);
      this.wakeUp = () => {
        cancel();
        resolve();
      };
    });
  }
}
