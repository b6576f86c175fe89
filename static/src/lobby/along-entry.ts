/** Entry of what may go with a question, loaded once somebody may ask one: what she marked on the page, and the exercise. */
import { systemTimers } from "../shared/ports";
import { Texts } from "../shared/texts";
import { Along } from "./along";
import { AlongView } from "./along-view";
import type { LobbyParts } from "./lobby-parts";
import { Marking } from "./browser-marking";

if (!customElements.get("chatxblock-along")) customElements.define("chatxblock-along", AlongView);

export function makeAlong({ data, handlers, asking }: LobbyParts): HTMLElement {
  const element = document.createElement("chatxblock-along") as AlongView;
  element.slot = "along";
  return Object.assign(element, {
    texts: new Texts(data.texts, data.language),
    along: new Along(handlers, asking),
    marking: new Marking(element, systemTimers),
  });
}
