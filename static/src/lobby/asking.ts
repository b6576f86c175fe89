import { isOver } from "../shared/call-state";
import type { Drafts } from "../shared/drafts";
import { HandlerError, type Handlers } from "../shared/handlers";
import { judgeQuestion } from "../shared/question";
import { Signal } from "../shared/signal";
import type { Call, CallAnswer } from "../shared/wire";

export interface AskingOptions {
  handlers: Handlers;
  drafts: Drafts;
  /** Which box on which page: drafts are kept apart by it. */
  place: string;
  limit: number;
  newId: () => string;
  /** Open the room window of a call id; must work within the click. */
  openWindow: (id: string) => void;
  /** Tell the room window and her other lobbies that a call is there, or is no more. */
  announce: (id: string) => void;
}

export type Trouble = "" | "blank" | "too-long" | "unreachable" | "already" | "refused";

/** The lobby's one thing to do: take a question, and hand it over exactly once. */
export class Asking {
  readonly changed = new Signal();
  call: Call | null;
  text: string;
  trouble: Trouble = "";
  /** The server's words about the trouble, where there are some. */
  sentence = "";
  /** The call id that is on its way, or was last: the way to its window. */
  id: string;
  sending = false;
  /** What was open and is left for the teachers now. */
  kept: Call | null = null;
  /** The window of a second try is open already. */
  private openedId = "";
  /** So many ticks are let go by before the next look: 0, 1, 3, at most 7. */
  private skips = 0;
  private ticks = 0;

  constructor(
    private readonly options: AskingOptions,
    call: Call | null,
  ) {
    const draft = options.drafts.load(options.place);
    this.call = call;
    this.text = draft.text;
    this.id = draft.id;
  }

  /** The reader typed. Another text is another question, so it gets an id of its own. */
  type(text: string): void {
    this.text = text;
    if (!this.sending) this.id = "";
    this.trouble = "";
    this.kept = null;
    this.keep();
    this.changed.emit();
  }

  /** Ask; called in the click, so that the window may open. A second click while one is on its way is nothing. */
  ask(): void {
    if (this.sending) return;
    const verdict = judgeQuestion(this.text, this.options.limit);
    if (!verdict.ok) {
      this.fail(verdict.why, "");
      return;
    }
    this.id ||= this.options.newId();
    this.options.drafts.saveAsked(this.id, verdict.text);
    if (this.openedId !== this.id) this.options.openWindow(this.id);
    this.openedId = this.id;
    this.sending = true;
    this.trouble = "";
    this.keep();
    this.changed.emit();
    void this.send(this.id, verdict.text);
  }

  /** Take the open call back. */
  async withdraw(): Promise<void> {
    if (!this.call) return;
    try {
      const { call } = await this.options.handlers.post<CallAnswer>("cancel", { call_id: this.call.id });
      this.take(call);
      this.options.announce(call.id);
    } catch (error) {
      this.explain(error);
    }
  }

  /** Another block or page of hers has asked, or taken back. Of her own open call it is known how it stands. */
  heard(id: string): void {
    void this.refresh(this.call?.id ?? id);
  }

  /** Look when it is time: the less often, the longer the server has not answered. */
  tick(): void {
    if (!(++this.ticks & this.skips)) void this.refresh();
  }

  /** Look whether the open call is still open, and whether one of which we heard nothing was made after all. */
  async refresh(id = this.call?.id ?? (this.trouble === "unreachable" ? this.id : "")): Promise<void> {
    if (!id || this.sending) return;
    try {
      const { call } = await this.options.handlers.post<CallAnswer>("call", { call_id: id });
      this.skips = 0;
      if (id === this.id) this.arrived(call);
      else this.take(call);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      if (error.passing) this.skips = (this.skips * 2 + 1) & 7;
      else if (this.call) this.forget();
    }
  }

  private async send(id: string, question: string): Promise<void> {
    try {
      const answer = await this.options.handlers.post<CallAnswer>("ask", { request_id: id, question }, true);
      this.arrived(answer.call);
      this.options.announce(id);
    } catch (error) {
      this.explain(error);
    } finally {
      this.sending = false;
      this.keep();
      this.changed.emit();
    }
  }

  /** The question is safe: the box is empty for the next one. */
  private arrived(call: Call): void {
    this.options.drafts.dropAsked(call.id);
    this.text = "";
    this.id = "";
    this.keep();
    this.take(call);
  }

  private explain(error: unknown): void {
    if (!(error instanceof HandlerError)) throw error;
    if (error.passing) this.fail("unreachable", error.message);
    else if (error.code === "already-in-call") {
      this.call = error.body["call"] as Call;
      this.options.drafts.dropAsked(this.id);
      this.fail("already", error.message);
    } else {
      this.options.drafts.dropAsked(this.id);
      this.fail("refused", error.message);
    }
  }

  private take(call: Call): void {
    if (this.call?.id === call.id && call.rev < this.call.rev) return;
    this.trouble = "";
    this.kept = call.left_for_staff ? call : null;
    // Where helpers are there already the withdrawal leaves them the room, and the call goes on without her.
    this.call = isOver(call) || call.asker_left ? null : call;
    this.changed.emit();
  }

  private forget(): void {
    this.call = null;
    this.changed.emit();
  }

  private fail(trouble: Trouble, sentence: string): void {
    this.trouble = trouble;
    this.sentence = sentence;
    this.changed.emit();
  }

  private keep(): void {
    this.options.drafts.save(this.options.place, { text: this.text, id: this.id });
  }
}
