import { isOver } from "../shared/call-state";
import type { Asked, Drafts } from "../shared/drafts";
import { HandlerError, type Handlers } from "../shared/handlers";
import { judgeQuestion } from "../shared/question";
import { Signal } from "../shared/signal";
import { tidy } from "../shared/typed-text";
import type { Around, Bar, Call, CallAnswer, Candidacy, FollowedAnswer, LateAnswer, LobbyNews, Marked, Unfinished } from "../shared/wire";

/** Ticks from one look to the next while no question is open: news are few then. */
const IDLE_TICKS = 12;

export interface AskingOptions {
  handlers: Handlers;
  drafts: Drafts;
  /** Which box on which page: drafts are kept apart by it. */
  place: string;
  limit: number;
  newId: () => string;
  /** Open the room window of a call id; must work within the click. Returns false if the browser did not let us. */
  openWindow: (id: string) => boolean;
  /** Tell the room window and her other lobbies that a call is there, or is no more. */
  announce: (id: string) => void;
}

export type Trouble = "" | "blank" | "too-long" | "unreachable" | "already" | "refused";

/** The lobby's one thing to do: take a question, and hand it over exactly once; then tell what becomes of it. */
export class Asking {
  readonly changed = new Signal();
  call: Call | null;
  /** What ended without her, until she does something about it. */
  ended: Call | null = null;
  text: string;
  /** What of the page goes with it. */
  along: Marked | null;
  trouble: Trouble = "";
  /** The server's words about the trouble, where there are some. */
  sentence = "";
  /** The call id that is on its way, or was last: the way to its window. Without a text: her open call, asked here. */
  id: string;
  sending = false;
  /** What was open and is left for the teachers now. */
  kept: Call | null = null;
  /** Ids of the learning resources that she opened before asking, in their order. */
  readonly read = new Set<string>();
  /** The browser did not open the window of `id`. */
  blocked = false;
  /** Since the page was made: who is around, the answers that she has not put away, hers and to what she follows, and what she is asked once more. */
  around: Around | null = null;
  answered: LateAnswer[] | null = null;
  followed: FollowedAnswer[] | undefined;
  unfinished: Unfinished[] | null = null;
  /** The invitation to help here as it stands by now; undefined before the first look. */
  candidacy: Candidacy | null | undefined;
  /** The window of a second try is open already. */
  private openedId = "";
  /** So many ticks are let go by before the next look: 0, 1, 3, at most 7. */
  private skips = 0;
  private ticks = 0;

  constructor(
    private readonly options: AskingOptions,
    call: Call | null,
    /** What keeps her from asking in this course for a time. */
    public bar: Bar | null = null,
  ) {
    const draft = options.drafts.load(options.place);
    this.call = call;
    this.text = draft.text;
    this.id = draft.id;
    this.along = draft.along ?? null;
    options.handlers.changed.subscribe(() => this.changed.emit());
  }

  /** Nobody is logged in any more. */
  get loggedOut(): boolean {
    return this.options.handlers.loggedOut;
  }

  /** The reader typed. Another text is another question, so it gets an id of its own. */
  type(text: string, along = this.along): void {
    this.text = text;
    this.along = along;
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
    if (this.bar) {
      this.fail("refused", "");
      return;
    }
    this.id ||= this.options.newId();
    this.options.drafts.saveAsked(this.id, { question: verdict.text, ...this.beside });
    if (this.openedId !== this.id) this.blocked = !this.options.openWindow(this.id);
    this.openedId = this.id;
    this.sending = true;
    this.trouble = "";
    this.keep();
    this.changed.emit();
    void this.send(this.id, verdict.text);
  }

  /** Post about a call of hers, believe the answer, and tell her other pages. Rejects with `HandlerError`. */
  async act(handler: "cancel" | "leave_question", { id }: Call): Promise<void> {
    this.take((await this.options.handlers.post<CallAnswer>(handler, { call_id: id })).call);
    this.options.announce(id);
  }

  /** Look when it is time: the less often, the longer the server has not answered, and the less there may be to learn. */
  tick(hidden: boolean): void {
    this.ticks += 1;
    const awaits = this.call || this.trouble === "unreachable" || this.loggedOut;
    // Every second time while hidden: many tabs of hers share the requests that one person has a minute.
    if (awaits ? !(this.ticks & (this.skips | Number(hidden))) : !hidden && this.ticks % IDLE_TICKS === 0) void this.refresh();
  }

  /** Look what is new; a question of which we heard nothing is asked again under its id, which makes one call of it. */
  async refresh(): Promise<void> {
    if (this.sending) return;
    if (!this.call && this.trouble === "unreachable") {
      await this.send(this.id, tidy(this.text));
      return;
    }
    const shown = this.call?.id ?? this.id;
    try {
      const news = await this.options.handlers.post<LobbyNews>("lobby", shown ? { call_id: shown } : {});
      this.skips = 0;
      this.around = news.around;
      this.answered = news.answered;
      this.unfinished = news.unfinished;
      this.followed = news.followed;
      this.bar = news.barred ?? null;
      this.candidacy = news.candidacy;
      if (news.call && !this.sending) this.take(news.call);
      else if (shown) this.forget();
      else this.changed.emit();
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.later();
    }
  }

  /** A bar whose time is over is none. */
  expire(now: number): void {
    if (!this.bar?.until || Date.parse(this.bar.until) > now) return;
    this.bar = null;
    this.changed.emit();
  }

  private get beside(): Omit<Asked, "question"> {
    return { read: [...this.read], context: this.along };
  }

  private async send(id: string, question: string): Promise<void> {
    try {
      const answer = await this.options.handlers.post<CallAnswer>("ask", { request_id: id, question, ...this.beside }, true);
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
    this.along = null;
    this.read.clear();
    this.id = call.id;
    this.skips = 0;
    this.take(call);
  }

  private explain(error: unknown): void {
    if (!(error instanceof HandlerError)) throw error;
    if (error.passing) {
      this.later();
      this.fail("unreachable", error.message);
      return;
    }
    this.options.drafts.dropAsked(this.id);
    if (error.code === "already-in-call") {
      this.call = error.body["call"] as Call;
      this.fail("already", error.message);
    } else {
      const bar = error.body["bar"] as Bar | undefined;
      this.bar = bar ?? null;
      this.fail("refused", bar ? "" : error.message);
    }
  }

  private take(call: Call): void {
    if (this.call?.id === call.id && call.rev < this.call.rev) return;
    this.trouble = "";
    // The page was closed before it heard that this had got through.
    if (this.id === call.id && this.text.trim() === call.question.trim()) {
      this.text = "";
      this.along = null;
    }
    this.kept = call.left_for_staff ? call : null;
    // Where helpers are there already the withdrawal leaves them the room, and the call goes on without her.
    const over = isOver(call) || call.asker_left;
    this.call = over ? null : call;
    this.ended = over && !call.asker_left && !call.solved && !this.kept ? call : null;
    if (over && this.id === call.id) this.id = "";
    if (this.ended) this.text ||= call.question;
    if (this.kept && this.text === call.question) this.text = "";
    this.keep();
    this.changed.emit();
  }

  private later(): void {
    this.skips = (this.skips * 2 + 1) & 7;
  }

  private forget(): void {
    this.call = null;
    if (!this.text) this.id = "";
    this.keep();
    this.changed.emit();
  }

  private fail(trouble: Trouble, sentence: string): void {
    this.trouble = trouble;
    this.sentence = sentence;
    this.changed.emit();
  }

  private keep(): void {
    this.options.drafts.save(this.options.place, { text: this.text, id: this.id, along: this.along });
  }
}
