/** Entry of what the lobby loads only when there is something to show: late answers, and similar questions. */
import type { Asking } from "./chat/asking";
import type { Clock } from "./chat/clock";
import type { Handlers } from "./chat/handlers";
import { systemTimers } from "./chat/ports";
import { Similar } from "./chat/similar";
import type { LobbyData } from "./chat/types";
import { LateAnswers } from "./ui/late-answers";
import { SimilarList } from "./ui/similar-list";
import { Texts } from "./ui/texts";

export interface LobbyParts {
  data: LobbyData;
  handlers: Handlers;
  clock: Clock;
  asking: Asking;
}

if (!customElements.get("chatxblock-answers")) {
  customElements.define("chatxblock-answers", LateAnswers);
  customElements.define("chatxblock-similar", SimilarList);
}

export function makeAnswers({ data, handlers, clock }: LobbyParts): HTMLElement {
  const element = document.createElement("chatxblock-answers") as LateAnswers;
  element.slot = "answers";
  return Object.assign(element, { texts: textsOf(data), answers: data.answered ?? [], handlers, clock });
}

export function makeSimilar({ data, handlers, asking }: LobbyParts): HTMLElement {
  const element = document.createElement("chatxblock-similar") as SimilarList;
  element.slot = "similar";
  return Object.assign(element, { texts: textsOf(data), similar: new Similar(handlers, systemTimers), asking });
}

function textsOf(data: LobbyData): Texts {
  return new Texts(data.texts, data.language);
}
