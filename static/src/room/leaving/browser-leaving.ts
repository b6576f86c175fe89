/** What a window keeps of leaving its talk: one for all elements that ask about it. */
import { webAddress } from "../../shared/browser-links";
import { storage } from "../../shared/browser-page";
import { Drafts } from "../../shared/drafts";
import { Feedback } from "../../shared/feedback/feedback";
import { HandlerError } from "../../shared/handlers";
import { KeptText } from "../../shared/kept-text";
import { systemTimers } from "../../shared/ports";
import type { DraftAnswer } from "../../shared/wire";
import { asksAnything, wantedOf, type Talk, type Wanted } from "./talk";

const known = new WeakMap<Talk, Leaving>();

/** Return how this window's talk is left; `me` is the reader's address, where the talk does not know it any more. */
export function leavingOf(talk: Talk, me = talk.me): Leaving {
  const found = known.get(talk) ?? new Leaving(talk, me);
  known.set(talk, found);
  return found;
}

export class Leaving {
  readonly feedback: Feedback;
  /** A draft is on its way. */
  drafting = false;
  /** Why there is none. */
  trouble: HandlerError | null = null;

  constructor(
    private readonly talk: Talk,
    private readonly me: string,
  ) {
    const person = me.split("@", 1)[0] ?? "";
    const kept = new KeptText(new Drafts(storage("localStorage"), person), `feedback:${talk.callId}`);
    this.feedback = new Feedback({ callId: talk.callId, handlers: talk.handlers, timers: systemTimers, kept });
    window.addEventListener("online", () => this.feedback.wake());
    if (this.feedback.pending) void this.feedback.send();
  }

  get wanted(): Wanted {
    this.feedback.take(this.talk.call?.mine);
    return wantedOf(this.talk, this.me);
  }

  /** Leave at once, with what was said. Settles when the server was told, or could not be reached. */
  async leave(): Promise<void> {
    const asked = asksAnything(this.wanted);
    const farewell = this.talk.leave();
    if (farewell) await this.feedback.leave(farewell, asked);
  }

  /** Have a draft made of the talk, or find the one that is there, and go where it is edited. */
  async draft(go: (url: string) => void): Promise<void> {
    this.report(true, null);
    try {
      const { resource } = await this.talk.handlers.post<DraftAnswer>("resource_draft", { call_id: this.talk.callId });
      go(webAddress(resource.edit_url ?? ""));
      this.report(false, null);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.report(false, error);
    }
  }

  private report(drafting: boolean, trouble: HandlerError | null): void {
    this.drafting = drafting;
    this.trouble = trouble;
    this.feedback.changed.emit();
  }
}
