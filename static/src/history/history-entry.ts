/** Entry of the page with one's own questions and talks. */
import { gatherLanguages } from "../shared/browser-languages";
import { connectHandlers } from "../shared/browser-page";
import { soon } from "../shared/soon";
import { Texts } from "../shared/texts";
import type { HistoryData } from "../shared/wire";
import { History } from "./history";
import { HistoryPage } from "./history-view";
import { TalkCard } from "./talk-view";

function open(data: HistoryData, place: Element): void {
  const [handlers, clock] = connectHandlers(data);
  const page = document.createElement("chatxblock-history") as HistoryPage;
  page.history = new History(handlers, data.history, data.own ? "" : data.me.jid, (url) => fetch(url, { credentials: "same-origin" }), async () => (await import("./said-view")).readSaid);
  page.texts = new Texts(data.texts, data.language);
  page.clock = clock;
  page.data = data;
  place.replaceChildren(page);
}

const gathered = gatherLanguages();
customElements.define("chatxblock-talk", TalkCard);
customElements.define("chatxblock-history", HistoryPage);

const place = document.querySelector("main");
const text = document.getElementById("chatxblock-data")?.textContent;
// In a task of its own, as a slow phone has worked long enough on the scripts; and the page begins with dates.
if (place && text) void gathered.then(() => soon(() => open(JSON.parse(text) as HistoryData, place)));
