/** Entry of the inbox as a page of its own: the same element, which fills a small window. */
import type { HelperData } from "../../shared/wire";
import { makeInbox } from "./inbox-entry";

function open(data: HelperData, place: Element): void {
  const { duty, inbox_window_url: window_url, helper_page_url: page_url } = data;
  const inbox = makeInbox({ ...data, inbox: { script: "", window_url, page_url, duty } });
  inbox.toggleAttribute("own", true);
  place.replaceChildren(inbox);
}

const place = document.querySelector("main");
const text = document.getElementById("chatxblock-data")?.textContent;
if (place && text) open(JSON.parse(text) as HelperData, place);
