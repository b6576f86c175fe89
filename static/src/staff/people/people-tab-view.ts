/** The tab *People*: who asked or helped, whom to bar, and who of the staff did what. */
import { Menu } from "../../shared/menu-view";
import type { CoursePeopleAnswer, CoursePerson, DeedsAnswer, StaffDeed } from "../../shared/wire";
import { Pages } from "../pages";
import type { TabElement, TabPlace } from "../tabs-view";
import { BarDialog } from "./bar-dialog-view";
import { PeopleView } from "./people-view";

export function makeTab({ handlers, clock, texts, text, say }: TabPlace): TabElement {
  if (!customElements.get("chatxblock-menu")) customElements.define("chatxblock-menu", Menu);
  if (!customElements.get("chatxblock-bar-dialog")) customElements.define("chatxblock-bar-dialog", BarDialog);
  if (!customElements.get("chatxblock-people")) customElements.define("chatxblock-people", PeopleView);
  const view = document.createElement("chatxblock-people") as PeopleView;
  view.people = new Pages<CoursePerson>(
    async (after) => {
      const wish = { sort: view.sort, query: view.query, ...(after ? { after } : {}) };
      const { people: items, next } = await handlers.post<CoursePeopleAnswer>("staff_people", wish);
      return { items, next };
    },
    ({ jid }) => jid,
  );
  view.deeds = new Pages<StaffDeed>(
    async (before) => {
      const { deeds: items, next } = await handlers.post<DeedsAnswer>("staff_deeds", before ? { before } : {});
      return { items, next };
    },
    ({ id }) => id,
  );
  return Object.assign(view, { handlers, clock, texts, text, say });
}
