import { HandlerError, type Handlers } from "../handlers";
import type { Cancel, Timers } from "../ports";
import { Signal } from "../signal";
import type { JoinAnswer } from "../wire";

const LOOK_MILLISECONDS = 5_000;

/** How far she is with one of them. `no`: they do not let her in, or there is some other reason in `sentence`. */
export interface Joining {
  state: "sending" | "asked" | "admitted" | "over" | "no" | "failed";
  url: string;
  sentence: string;
}

/** Say in the reader's own time when a bar ends: the server, which does not know where she is, says it in UTC. */
function inOwnTime(sentence: string): string {
  return sentence.replace(/(\S+) (\S+) \(UTC\)/, (_, day: string, time: string) => new Date(`${day}T${time}Z`).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" }));
}

/** Her wish to be let in where the same question is answered right now. */
export class Joins {
  readonly changed = new Signal();
  private readonly joinings = new Map<string, Joining>();
  private readonly looks = new Map<string, Cancel>();
  private stopped = false;

  constructor(
    private readonly handlers: Handlers,
    private readonly timers: Timers,
  ) {}

  of(callId: string): Joining | null {
    return this.joinings.get(callId) ?? null;
  }

  /** "Ask to join". */
  async join(callId: string): Promise<void> {
    const before = this.of(callId)?.state;
    if (before === "sending" || before === "asked" || before === "admitted") return;
    this.note(callId, { state: "sending", url: "", sentence: "" });
    await this.look(callId);
  }

  stop(): void {
    this.stopped = true;
    for (const cancel of this.looks.values()) cancel();
  }

  /** The same request again tells what became of it. */
  private async look(callId: string): Promise<void> {
    try {
      const { state, window_url: url = "" } = await this.handlers.post<JoinAnswer>("join", { call_id: callId });
      this.note(callId, { state, url, sentence: "" });
      if (state === "asked") this.again(callId);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.failed(callId, error);
    }
  }

  private failed(callId: string, error: HandlerError): void {
    const begun = this.of(callId)?.state === "asked";
    if (error.passing && begun) this.again(callId);
    else if (error.passing) this.note(callId, { state: "failed", url: "", sentence: "" });
    else this.note(callId, { state: "no", url: "", sentence: error.status === 403 && error.code !== "barred" ? "" : inOwnTime(error.message) });
  }

  private again(callId: string): void {
    if (this.stopped) return;
    this.looks.set(callId, this.timers.after(LOOK_MILLISECONDS, () => void this.look(callId)));
  }

  private note(callId: string, joining: Joining): void {
    this.joinings.set(callId, joining);
    this.changed.emit();
  }
}
