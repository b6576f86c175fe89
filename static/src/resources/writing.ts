import { Backoff } from "../shared/backoff";
import { HandlerError, type Handlers } from "../shared/handlers";
import type { Cancel, Timers } from "../shared/ports";
import { Signal } from "../shared/signal";
import { SingleFlight } from "../shared/single-flight";
import type { Resource, ResourceAnswer, StaleResourceProblem } from "../shared/wire";
import type { KeptWriting } from "./kept-writing";
import { alike, fits, type Part, sameText, type Text, textOf } from "./text";

/** So long after the last key a text is saved. */
const PAUSE_MILLISECONDS = 800;
/** How soon a save that did not get through is tried again, at first and at most. */
const FIRST_MILLISECONDS = 2_000;
const LONGEST_MILLISECONDS = 30_000;
const MINUTE = 60_000;
/** So many texts that were sent and not answered are remembered. */
const MOST_SENT = 3;

/** `unsaved`: a key was pressed a moment ago. `away`: the server is not reached. `refused`: it does not take this text. */
export type Standing = "untouched" | "unsaved" | "saved" | "away" | "refused" | "two-texts";

/**
 * A text that is being written: in the browser's storage at every key, at the server after each pause, and never lost
 * where the two do not agree.
 */
export class Writing {
  readonly changed = new Signal();
  text: Text;
  standing: Standing = "untouched";
  /** Why the server does not take it, in its words. */
  sentence = "";
  /** What somebody else saved meanwhile, while the writer has not chosen. */
  theirs: Resource | null = null;
  /** The writer's own text, after theirs was taken. */
  putAside: Text | null = null;
  /** What stands here was kept in this browser, and is newer than what the server had. */
  broughtBack = false;
  /** By the server's clock. */
  savedAt = 0;
  private saved: Text;
  /** Which of the server's texts this one was made from. */
  private rev: number;
  /** Sent, and not answered: what comes back as somebody else's may be one of these. */
  private sent: Text[] = [];
  private cancel: Cancel = () => undefined;
  private readonly patience = new Backoff(() => this.timers.random(), FIRST_MILLISECONDS, LONGEST_MILLISECONDS);
  private readonly flight = new SingleFlight(() => this.send());

  constructor(
    private readonly handlers: Handlers,
    private readonly timers: Timers,
    private readonly kept: KeptWriting,
    /** As the server told last. */
    public resource: Resource,
  ) {
    this.text = this.saved = textOf(resource);
    this.rev = resource.rev;
    this.bringBack();
  }

  get loggedOut(): boolean {
    return this.handlers.loggedOut;
  }

  /** Whether something stands here that the server does not have. */
  get isAhead(): boolean {
    return !sameText(this.text, this.saved);
  }

  write<P extends Part>(part: P, value: Text[P]): void {
    this.take({ ...this.text, [part]: value });
  }

  /** Save what is not saved yet, now. Resolves when an answer, or none, has come. */
  async flush(): Promise<void> {
    this.cancel();
    if (this.isAhead && !this.theirs && fits(this.text)) await this.flight.run();
  }

  /** The writer is back: save what is not saved, else look what the text is by now. To save the same again changes nothing. */
  async comeBack(): Promise<void> {
    if (this.isAhead) return this.flush();
    if (this.theirs || !fits(this.text)) return;
    try {
      this.learn((await this.handlers.post<ResourceAnswer>("resource_save", this.body())).resource);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      const theirs = newer(error);
      if (theirs) this.learn(theirs);
    }
  }

  /** The page goes away: what is not saved is sent on a way that outlives it. */
  leave(): void {
    if (!this.isAhead || this.theirs || !fits(this.text)) return;
    this.remember(this.text);
    this.handlers.post("resource_save", this.body(), true).catch(() => undefined);
  }

  /** Save the writer's text over what somebody else saved, which stays among the earlier texts. */
  async keepMine(): Promise<void> {
    if (!this.theirs) return;
    this.adopt(this.theirs);
    this.theirs = null;
    this.keep();
    await this.flush();
    this.changed.emit();
  }

  /** Go on from what somebody else saved. The writer's own text can be brought back. */
  takeTheirs(): void {
    if (!this.theirs) return;
    this.putAside = this.text;
    this.adopt(this.theirs);
    this.text = this.saved;
    this.theirs = null;
    this.standing = "untouched";
    this.kept.drop();
    this.changed.emit();
  }

  /** Put the writer's text in the place of the one that was taken. */
  takeBack(): void {
    const { putAside } = this;
    this.putAside = null;
    if (putAside) this.take(putAside);
  }

  /** Believe what the server answered to something else that was done: publishing, restoring. */
  learn(resource: Resource): void {
    if (resource.rev === this.rev) this.resource = resource;
    else if (this.isAhead) this.meet(resource);
    else {
      this.adopt(resource);
      this.text = this.saved;
    }
    this.changed.emit();
  }

  /**
   * The server has another text than this one was made from. It may be one of this writer, whose answer was lost, or `base`
   * still, where somebody chose pictures meanwhile.
   */
  meet(theirs: Resource, base: Text | null = this.saved): void {
    const come = textOf(theirs);
    if (alike(come, this.text)) this.hasSaved(theirs, this.text);
    else if ([...this.sent, ...(base && theirs.rev !== this.rev ? [base] : [])].some((known) => alike(known, come))) {
      this.adopt(theirs);
      this.standing = "unsaved";
      this.keep();
      this.later(0);
    } else {
      this.theirs = theirs;
      this.standing = "two-texts";
    }
    this.changed.emit();
  }

  private take(text: Text): void {
    this.text = text;
    this.keep();
    if (this.standing !== "away") this.standing = "unsaved";
    this.sentence = "";
    this.cancel();
    if (!this.theirs) this.later(PAUSE_MILLISECONDS);
    this.changed.emit();
  }

  private keep(): void {
    if (this.isAhead) this.kept.save({ text: this.text, rev: this.rev, sent: this.sent });
    else this.kept.drop();
  }

  private remember(sent: Text): void {
    if (this.sent.at(-1) !== sent) this.sent = [...this.sent, sent].slice(-MOST_SENT);
    this.keep();
  }

  private later(milliseconds: number): void {
    this.cancel();
    this.cancel = this.timers.after(milliseconds, () => void this.flush());
  }

  private body(): object {
    return { resource_id: this.resource.resource_id, rev: this.rev, ...this.text };
  }

  private async send(): Promise<void> {
    if (!this.isAhead || this.theirs) return;
    const sent = this.text;
    this.remember(sent);
    try {
      const { resource } = await this.handlers.post<ResourceAnswer>("resource_save", this.body());
      this.hasSaved(resource, sent);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.failed(error);
    }
    this.changed.emit();
  }

  private hasSaved(resource: Resource, sent: Text): void {
    this.adopt(resource);
    // What she typed stays as it stands, though the server may have tidied its copy: nothing moves under the caret.
    this.saved = sent;
    this.patience.reset();
    this.savedAt = Date.parse(resource.updated_at);
    this.standing = this.isAhead ? "unsaved" : "saved";
    this.keep();
    if (this.isAhead) this.later(PAUSE_MILLISECONDS);
    else this.tellTime();
  }

  /** What says when it was saved is true a minute later too. */
  private tellTime(): void {
    this.cancel();
    this.cancel = this.timers.after(MINUTE, () => {
      this.tellTime();
      this.changed.emit();
    });
  }

  private failed(error: HandlerError): void {
    const theirs = newer(error);
    if (theirs) {
      this.meet(theirs);
      return;
    }
    this.standing = error.passing ? "away" : "refused";
    this.sentence = error.passing ? "" : error.message;
    if (error.passing) this.later(this.patience.next());
  }

  private adopt(resource: Resource): void {
    this.resource = resource;
    this.rev = resource.rev;
    this.saved = textOf(resource);
    this.sent = [];
  }

  /** Put back what this browser kept, where the server does not have it. */
  private bringBack(): void {
    const kept = this.kept.load();
    if (!kept || alike(kept.text, this.saved)) {
      this.kept.drop();
      return;
    }
    this.text = kept.text;
    this.rev = kept.rev;
    this.sent = kept.sent;
    this.broughtBack = true;
    if (kept.rev === this.resource.rev) {
      this.standing = "unsaved";
      this.later(PAUSE_MILLISECONDS);
    } else this.meet(this.resource, null);
  }
}

/** What somebody else saved, where that is why a text was not taken. */
function newer({ code, body }: HandlerError): Resource | undefined {
  return code === "stale-resource" ? (body as Partial<StaleResourceProblem>).resource : undefined;
}
