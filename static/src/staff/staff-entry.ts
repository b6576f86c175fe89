/** Entry of the page of a course's staff. */
import { connectHandlers, storage } from "../shared/browser-page";
import { Drafts } from "../shared/drafts";
import { KeptText } from "../shared/kept-text";
import { Texts } from "../shared/texts";
import type { StaffData } from "../shared/wire";
import { StaffPage } from "./staff-view";
import { TABS } from "./tabs-view";
import { Waiting } from "./waiting";

function open(data: StaffData, place: Element): void {
  const [handlers, clock] = connectHandlers(data);
  const drafts = new Drafts(storage("localStorage"), data.person);
  const page = document.createElement("chatxblock-staff") as StaffPage;
  page.tabs = TABS;
  page.place = {
    data,
    handlers,
    clock,
    texts: new Texts(data.texts, data.language),
    text: (name) => new KeptText(drafts, `staff:${name}`),
    waiting: new Waiting(handlers),
    tabs: TABS.map(({ id }) => id),
    say: (words, url) => page.say(words, url),
  };
  place.replaceChildren(page);
}

customElements.define("chatxblock-staff", StaffPage);

const place = document.querySelector("main");
const text = document.getElementById("chatxblock-data")?.textContent;
if (place && text) open(JSON.parse(text) as StaffData, place);
