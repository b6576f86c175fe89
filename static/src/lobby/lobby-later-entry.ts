/** Entry of what the lobby loads only when there is something to show: what was left for the teachers, and similar questions. */
import type { Clock } from "../shared/clock";
import type { Handlers } from "../shared/handlers";
import { systemTimers } from "../shared/ports";
import { Texts } from "../shared/texts";
import type { LobbyData } from "../shared/wire";
import type { Asking } from "./asking";
import { LateAnswers } from "./late-answers-view";
import { Similar } from "./similar";
import { SimilarList } from "./similar-list-view";

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

export function makeAnswers({ data, handlers, clock, asking }: LobbyParts): HTMLElement {
  const element = document.createElement("chatxblock-answers") as LateAnswers;
  element.slot = "answers";
  return Object.assign(element, { texts: textsOf(data), answers: data.answered ?? [], left: data.own_left ?? [], handlers, clock, asking });
}

export function makeSimilar({ data, handlers, asking }: LobbyParts): HTMLElement {
  const element = document.createElement("chatxblock-similar") as SimilarList;
  element.slot = "similar";
  return Object.assign(element, { texts: textsOf(data), similar: new Similar(handlers, systemTimers), asking });
}

function textsOf(data: LobbyData): Texts {
  return new Texts(data.texts, data.language);
}
