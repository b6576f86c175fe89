/** The tab *Now*: what goes on in the course. */
import type { TabElement, TabPlace } from "../tabs-view";
import { NowView } from "./now-view";
import { OpenCalls } from "./open-calls";

export function makeTab({ handlers, clock, texts }: TabPlace): TabElement {
  if (!customElements.get("chatxblock-now")) customElements.define("chatxblock-now", NowView);
  const view = document.createElement("chatxblock-now") as NowView;
  view.calls = new OpenCalls(handlers);
  view.texts = texts;
  view.clock = clock;
  return view;
}
