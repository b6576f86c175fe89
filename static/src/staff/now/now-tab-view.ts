/** The tab *Now*: what goes on in the course. */
import { Dialog } from "../../shared/dialog-view";
import { Menu } from "../../shared/menu-view";
import type { HelpersAnswer, StaffCall, StaffCallsAnswer, StaffHelper } from "../../shared/wire";
import { Pages } from "../pages";
import type { TabElement, TabPlace } from "../tabs-view";
import { NowView } from "./now-view";

export function makeTab({ handlers, clock, texts, say }: TabPlace): TabElement {
  if (!customElements.get("chatxblock-dialog")) customElements.define("chatxblock-dialog", Dialog);
  if (!customElements.get("chatxblock-menu")) customElements.define("chatxblock-menu", Menu);
  if (!customElements.get("chatxblock-now")) customElements.define("chatxblock-now", NowView);
  const view = document.createElement("chatxblock-now") as NowView;
  view.calls = new Pages<StaffCall>(
    async (after) => {
      const { calls: items, next } = await handlers.post<StaffCallsAnswer>("staff_calls", { after });
      return { items, next };
    },
    ({ call_id: id }) => id,
  );
  view.helpers = new Pages<StaffHelper>(
    async (after) => {
      const { helpers: items, next } = await handlers.post<HelpersAnswer>("staff_helpers", after ? { after } : {});
      return { items, next };
    },
    ({ id }) => id,
  );
  view.handlers = handlers;
  view.texts = texts;
  view.clock = clock;
  view.say = say;
  return view;
}
