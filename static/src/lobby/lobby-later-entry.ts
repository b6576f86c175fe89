/** Entry of what the lobby loads only when there is something to show: what was left for the teachers. */
import { Texts } from "../shared/texts";
import { LateAnswers } from "./late-answers-view";
import type { LobbyParts } from "./lobby-parts";

if (!customElements.get("chatxblock-answers")) customElements.define("chatxblock-answers", LateAnswers);

export function makeAnswers({ data, handlers, clock, asking }: LobbyParts): HTMLElement {
  const element = document.createElement("chatxblock-answers") as LateAnswers;
  element.slot = "answers";
  const answers = asking.answered ?? data.answered ?? [];
  return Object.assign(element, { texts: new Texts(data.texts, data.language), answers, left: data.own_left ?? [], handlers, clock, asking });
}
