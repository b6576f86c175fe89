/** Entry of what the lobby loads only when a talk of hers is over without a word of what it was to her. */
import { storage } from "../shared/browser-page";
import { Drafts } from "../shared/drafts";
import { Feedback } from "../shared/feedback/feedback";
import { FeedbackQuestions } from "../shared/feedback/feedback-view";
import { KeptText } from "../shared/kept-text";
import { systemTimers } from "../shared/ports";
import { Texts } from "../shared/texts";
import type { LobbyParts } from "./lobby-parts";
import { UnfinishedTalk } from "./unfinished-view";

if (!customElements.get("chatxblock-unfinished")) {
  customElements.define("chatxblock-feedback", FeedbackQuestions);
  customElements.define("chatxblock-unfinished", UnfinishedTalk);
}

export function makeUnfinished({ data, handlers, asking }: LobbyParts): HTMLElement {
  const element = document.createElement("chatxblock-unfinished") as UnfinishedTalk;
  element.slot = "answers";
  const drafts = new Drafts(storage("localStorage"), data.person);
  const feedbackOn = (callId: string): Feedback =>
    new Feedback({ callId, handlers, timers: systemTimers, kept: new KeptText(drafts, `feedback:${callId}`) });
  const texts = new Texts(data.texts, data.language);
  return Object.assign(element, { texts, first: data.unfinished ?? [], asking, feedbackOn });
}
