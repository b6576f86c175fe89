/** Entry of the page with all that waits for the staff of a course. */
import { connectHandlers, storage } from "../shared/browser-page";
import { Drafts } from "../shared/drafts";
import { KeptText } from "../shared/kept-text";
import { Texts } from "../shared/texts";
import type { StaffListData } from "../shared/wire";
import { AskedTogether } from "./asked-view";
import { StaffList } from "./staff-list";
import { StaffListPage } from "./staff-list-view";

function open(data: StaffListData, place: Element): void {
  const [handlers, clock] = connectHandlers(data);
  const drafts = new Drafts(storage("localStorage"), data.person);
  const page = document.createElement("chatxblock-staff-list") as StaffListPage;
  page.list = new StaffList(handlers, data);
  page.texts = new Texts(data.texts, data.language);
  page.clock = clock;
  page.helperPageUrl = data.helper_page_url;
  page.historyUrl = data.history_url;
  page.text = (name) => new KeptText(drafts, name);
  place.replaceChildren(page);
}

customElements.define("chatxblock-asked", AskedTogether);
customElements.define("chatxblock-staff-list", StaffListPage);

const place = document.querySelector("main");
const text = document.getElementById("chatxblock-data")?.textContent;
if (place && text) open(JSON.parse(text) as StaffListData, place);
