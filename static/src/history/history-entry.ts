/** Entry of the page with one's own questions and talks. */
import { gatherLanguages } from "../shared/browser-languages";
import { Times } from "../shared/browser-times";
import { connectHandlers } from "../shared/browser-page";
import { soon } from "../shared/soon";
import { Texts } from "../shared/texts";
import type { HistoryData } from "../shared/wire";
import { History } from "./history";
import { HistoryPage } from "./history-view";
import { TalkCard } from "./talk-view";

/** The page begins with dates. What writes those has a task of its own, as it takes a slow phone long. */
function open(data: HistoryData, place: Element): void {
  const texts = new Texts(data.texts, data.language);
  const times = new Times(texts);
  for (const step of [() => times.brief(0, Date.now()), () => times.long(0), () => show(data, texts, place)]) soon(step);
}

function show(data: HistoryData, texts: Texts, place: Element): void {
  const [handlers, clock] = connectHandlers(data);
  const page = document.createElement("chatxblock-history") as HistoryPage;
  page.history = new History(handlers, data.history, data.own ? "" : data.me.jid, (url) => fetch(url, { credentials: "same-origin" }), async () => (await import("./said-view")).readSaid);
  page.texts = texts;
  page.clock = clock;
  page.data = data;
  place.replaceChildren(page);
}

const gathered = gatherLanguages();
customElements.define("chatxblock-talk", TalkCard);
customElements.define("chatxblock-history", HistoryPage);

const place = document.querySelector("main");
const text = document.getElementById("chatxblock-data")?.textContent;
if (place && text) void gathered.then(() => open(JSON.parse(text) as HistoryData, place));
