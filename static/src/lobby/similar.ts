import { HandlerError, type Handlers } from "../shared/handlers";
import type { Cancel, Timers } from "../shared/ports";
import { isComparable } from "../shared/question";
import { Signal } from "../shared/signal";
import type { JoinAnswer, SimilarAnswer, SimilarCall } from "../shared/wire";

const PAUSE_MILLISECONDS = 600;
const LOOK_MILLISECONDS = 5_000;
const MOST = 3;

/** How far she is with one of them. `no`: they do not let her in, or there is some other reason in `sentence`. */
export interface Joining {
  state: "sending" | "asked" | "admitted" | "over" | "no" | "failed";
  url: string;
  sentence: string;
}

/** Open questions like the one being typed, and her wish to be let in where one of them is answered. */
export class Similar {
  readonly changed = new Signal();
  private found: SimilarCall[] = [];
  private readonly requests = new Map<string, { call: SimilarCall; joining: Joining }>();
  private readonly looks = new Map<string, Cancel>();
  private cancel: Cancel = () => undefined;
  private asked = "";
  private stopped = false;

  constructor(
    private readonly handlers: Handlers,
    private readonly timers: Timers,
  ) {}

  /** Those she asked to join stay, whatever she types next. */
  get calls(): SimilarCall[] {
    const asked = [...this.requests.values()].map(({ call }) => call);
    return [...asked, ...this.found.filter((call) => !this.requests.has(call.call_id))];
  }

  joining(callId: string): Joining | null {
    return this.requests.get(callId)?.joining ?? null;
  }

  /** What stands in the box now; looked at when she pauses. */
  typed(text: string): void {
    const question = text.trim();
    if (question === this.asked || this.stopped) return;
    this.asked = question;
    this.cancel();
    if (isComparable(question)) this.cancel = this.timers.after(PAUSE_MILLISECONDS, () => void this.search(question));
    else this.show([]);
  }

  /** "Ask to join". */
  async join(call: SimilarCall): Promise<void> {
    const { call_id: id } = call;
    const before = this.joining(id)?.state;
    if (before === "sending" || before === "asked" || before === "admitted") return;
    this.note(call, { state: "sending", url: "", sentence: "" });
    await this.look(call);
  }

  stop(): void {
    this.stopped = true;
    this.cancel();
    for (const cancel of this.looks.values()) cancel();
  }

  private async search(question: string): Promise<void> {
    try {
      const { calls } = await this.handlers.post<SimilarAnswer>("similar", { question });
      if (question === this.asked) this.show((calls ?? []).slice(0, MOST));
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      // It would have been a service to her; without it she asks as always.
      if (question === this.asked) this.show([]);
    }
  }

  /** The same request again tells what became of it. */
  private async look(call: SimilarCall): Promise<void> {
    const { call_id: id } = call;
    try {
      const { state, window_url: url = "" } = await this.handlers.post<JoinAnswer>("join", { call_id: id });
      this.note(call, { state, url, sentence: "" });
      if (state === "asked") this.again(call);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.failed(call, error);
    }
  }

  private failed(call: SimilarCall, error: HandlerError): void {
    const begun = this.joining(call.call_id)?.state === "asked";
    if (error.passing && begun) this.again(call);
    else if (error.passing) this.note(call, { state: "failed", url: "", sentence: "" });
    else this.note(call, { state: "no", url: "", sentence: error.status === 403 ? "" : error.message });
  }

  private again(call: SimilarCall): void {
    if (this.stopped) return;
    this.looks.set(call.call_id, this.timers.after(LOOK_MILLISECONDS, () => void this.look(call)));
  }

  private note(call: SimilarCall, joining: Joining): void {
    this.requests.set(call.call_id, { call, joining });
    this.changed.emit();
  }

  private show(calls: SimilarCall[]): void {
    this.found = calls;
    this.changed.emit();
  }
}
