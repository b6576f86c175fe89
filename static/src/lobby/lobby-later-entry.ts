/** Entry of what the lobby loads only when there is something to show: what was left for the teachers, what she follows, an invitation, why she cannot ask. */
import { Texts } from "../shared/texts";
import type { LobbyData } from "../shared/wire";
import { BarredNotice } from "./barred-view";
import { CandidacyCard } from "./candidacy-view";
import { FollowedAnswers } from "./followed-answers-view";
import { LateAnswers } from "./late-answers-view";
import type { LobbyParts } from "./lobby-parts";

if (!customElements.get("chatxblock-answers")) {
  customElements.define("chatxblock-answers", LateAnswers);
  customElements.define("chatxblock-followed", FollowedAnswers);
  customElements.define("chatxblock-barred", BarredNotice);
  customElements.define("chatxblock-candidacy", CandidacyCard);
}

export function makeAnswers({ data, handlers, clock, asking }: LobbyParts): HTMLElement {
  const element = document.createElement("chatxblock-answers") as LateAnswers;
  element.slot = "answers";
  const answers = asking.answered ?? data.answered ?? [];
  return Object.assign(element, { texts: textsOf(data), answers, left: data.own_left ?? [], handlers, clock, asking });
}

export function makeFollowed({ data, handlers, asking }: LobbyParts): HTMLElement {
  const element = document.createElement("chatxblock-followed") as FollowedAnswers;
  element.slot = "answers";
  return Object.assign(element, { texts: textsOf(data), answers: asking.followed ?? data.followed ?? [], handlers, asking });
}

/** Why she cannot ask for now. */
export function makeBarred({ data, clock, asking }: LobbyParts): HTMLElement {
  const element = document.createElement("chatxblock-barred") as BarredNotice;
  element.slot = "barred";
  return Object.assign(element, { texts: textsOf(data), clock, asking });
}

export function makeCandidacy({ data, handlers, asking }: LobbyParts): HTMLElement {
  const element = document.createElement("chatxblock-candidacy") as CandidacyCard;
  element.slot = "answers";
  return Object.assign(element, { texts: textsOf(data), first: data.candidacy, helperPageUrl: data.helper_page_url, handlers, asking });
}

function textsOf(data: LobbyData): Texts {
  return new Texts(data.texts, data.language);
}
