import { HandlerError, type Handlers } from "../shared/handlers";
import { Signal } from "../shared/signal";
import type { FoundResource, PublishAnswer, Quote, QuotesProblem, Resource, ResourceAnswer, Talk } from "../shared/wire";
import { saysSomething } from "./text";
import type { Writing } from "./writing";

/** Why something was not done: no question or answer yet, words of people who have not said yes, or the server's sentence. */
export type Refusal = "" | "unready" | "quotes" | "unsaved" | "unreachable" | "sentence";

/** What is done to a text beside writing it: published, hidden, verified, merged, restored; and a speaker is asked. */
export class EditorActions {
  readonly changed = new Signal();
  busy = false;
  refusal: Refusal = "";
  /** The server's words for it. */
  sentence = "";
  /** Lines that stand in the text without their speakers' yes, where that was refused. */
  quotes: (Quote & { asked?: boolean })[] = [];
  /** It was published on this page, or handed to the teachers. */
  published = false;
  /** Resources that are like the one that was published. */
  like: FoundResource[] = [];
  /** What this became a part of. */
  whole: Resource | null = null;

  constructor(
    private readonly handlers: Handlers,
    readonly writing: Writing,
    public talks: Talk[],
  ) {}

  /** Save what is not saved, and publish that very text. */
  publish(): Promise<void> {
    return this.once(async () => {
      if (!saysSomething(this.writing.text)) {
        this.refusal = "unready";
        return;
      }
      if (!(await this.isSaved())) return;
      const { resource, like } = await this.handlers.post<PublishAnswer>("resource_publish", this.which());
      this.writing.learn(resource);
      this.like = like;
      this.published = true;
    });
  }

  /** Take it back from its readers. */
  hide(): Promise<void> {
    return this.act("resource_hide");
  }

  /** Say as a teacher that this very text is right. */
  verify(): Promise<void> {
    return this.act("resource_verify");
  }

  /** Make an earlier text the present one. */
  restore(rev: number): Promise<void> {
    return this.act("resource_restore", { rev });
  }

  /** Show a picture or file of the talk, or no longer; `alt` says what is to be seen in it. */
  show(file_id: string, shown: boolean, alt?: string): Promise<void> {
    return this.act("resource_show", { file_id, shown, alt });
  }

  /** Make this a part of another one. */
  merge(into: string): Promise<void> {
    return this.once(async () => {
      if (!(await this.isSaved())) return;
      this.whole = (await this.handlers.post<ResourceAnswer>("resource_merge", { ...this.which(), into })).resource;
    });
  }

  /** Ask the speaker of a line whether it may be quoted, and so all that was said by the same one. */
  ask(callId: string, line: string, speaker: string): Promise<void> {
    return this.once(async () => {
      await this.handlers.post("quote_wish", { call_id: callId, line });
      const asked = <T extends { speaker: string }>(one: T): T => (one.speaker === speaker ? { ...one, asked: true } : one);
      this.talks = this.talks.map((talk) => (talk.call_id === callId ? { ...talk, lines: talk.lines.map(asked), files: talk.files.map(asked) } : talk));
      this.quotes = this.quotes.map((quote) => (quote.call_id === callId ? asked(quote) : quote));
    }, this.refusal);
  }

  private act(handler: string, more: object = {}): Promise<void> {
    return this.once(async () => {
      if (!(await this.isSaved())) return;
      const { resource } = await this.handlers.post<ResourceAnswer>(handler, { ...this.which(), ...more });
      this.writing.learn(resource);
    });
  }

  private which(): object {
    const { resource_id, rev } = this.writing.resource;
    return { resource_id, rev };
  }

  private async isSaved(): Promise<boolean> {
    await this.writing.flush();
    if (this.writing.isAhead || this.writing.theirs) this.refusal = "unsaved";
    return this.refusal === "";
  }

  /** One thing at a time; a second click while it is under way is nothing. What was refused before stays told as `standing`. */
  private async once(run: () => Promise<void>, standing: Refusal = ""): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.refusal = standing;
    this.changed.emit();
    try {
      await run();
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      await this.refused(error);
    } finally {
      this.busy = false;
      this.changed.emit();
    }
  }

  private async refused(error: HandlerError): Promise<void> {
    this.sentence = error.message;
    if (error.code === "resource-unready") this.refusal = "unready";
    else if (error.code === "quotes-without-consent") {
      this.refusal = "quotes";
      this.quotes = (error.body as Partial<QuotesProblem>).quotes ?? [];
    } else this.refusal = error.passing ? "unreachable" : "sentence";
    if (error.code === "stale-resource") await this.look(error.body["resource"] as Resource | undefined);
  }

  /** Somebody saved between the last save and this: both texts are shown. */
  private async look(newer: Resource | undefined): Promise<void> {
    const { resource_id } = this.writing.resource;
    try {
      this.writing.meet(newer ?? (await this.handlers.post<ResourceAnswer>("resource_read", { resource_id })).resource);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
    }
  }
}
