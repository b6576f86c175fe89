/** The tab *For you*: what waits for the staff. */
import { Dialog } from "../../shared/dialog-view";
import { Menu } from "../../shared/menu-view";
import { AskedTogether } from "../asked-view";
import type { TabElement, TabPlace } from "../tabs-view";
import { AllThatWaits } from "./all-that-waits";
import { ForYouView } from "./for-you-view";
import { ReportRow } from "./report-row-view";
import { Reports } from "./reports";

const ELEMENTS: [string, CustomElementConstructor][] = [
  ["chatxblock-asked", AskedTogether],
  ["chatxblock-dialog", Dialog],
  ["chatxblock-for-you", ForYouView],
  ["chatxblock-menu", Menu],
  ["chatxblock-report-row", ReportRow],
];

export function makeTab({ handlers, clock, texts, text, say, waiting }: TabPlace): TabElement {
  for (const [name, element] of ELEMENTS) if (!customElements.get(name)) customElements.define(name, element);
  const view = document.createElement("chatxblock-for-you") as ForYouView;
  view.list = new AllThatWaits(handlers);
  view.reports = new Reports(handlers);
  return Object.assign(view, { clock, handlers, texts, text, say, waiting });
}
