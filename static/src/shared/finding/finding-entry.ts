/** Entry of what is found for a question, loaded once somebody may look at it: in the lobby, and in the window of who waits. */
import { whenSeen } from "../browser-seen";
import type { Handlers } from "../handlers";
import { systemTimers } from "../ports";
import { Texts } from "../texts";
import type { Hint, PageData } from "../wire";
import type { Box } from "./box";
import { Finding } from "./finding";
import { Follows } from "./follows";
import { FoundList } from "./found-list-view";
import { Hints } from "./hints-view";
import { Joins } from "./joins";
import { OpenedResource } from "./opened-resource-view";
import { Reading } from "./reading";

if (!customElements.get("chatxblock-found")) {
  customElements.define("chatxblock-found", FoundList);
  customElements.define("chatxblock-hints", Hints);
  customElements.define("chatxblock-opened-resource", OpenedResource);
}

interface Lobby {
  data: PageData & { hints?: Hint[] };
  handlers: Handlers;
  asking: Box;
}

/** Between the box of a lobby and its button. */
export function makeFinding({ data, handlers, asking }: Lobby): HTMLElement {
  const place = Object.assign(document.createElement("div"), { slot: "found" });
  const texts = new Texts(data.texts, data.language);
  const found = (selector: string): HTMLElement | null | undefined => place.parentElement?.shadowRoot?.querySelector<HTMLElement>(selector);
  const list = makeFound({ texts, handlers, box: asking });
  list.isHeld = () => list.matches(":hover") || Boolean(found(".below:hover"));
  list.addEventListener("ask-on", () => found(".primary")?.focus());
  place.append(Object.assign(document.createElement("chatxblock-hints") as Hints, { texts, hints: data.hints ?? [] }), list);
  return place;
}

/** A list of its own: in the window of a question that waits. */
export function makeFound({ texts, handlers, box }: { texts: Texts; handlers: Handlers; box: Box }): FoundList {
  const list = document.createElement("chatxblock-found") as FoundList;
  const parts = {
    box,
    finding: new Finding(handlers, systemTimers),
    reading: new Reading(handlers, box),
    follows: new Follows(handlers),
    joins: new Joins(handlers, systemTimers),
  };
  return Object.assign(list, { texts, listed: parts, whenSeen: (run: () => void) => whenSeen(list, run), isHeld: () => list.matches(":hover") });
}
