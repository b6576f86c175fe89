/** Entry of the page on which a resource is read; the text itself is there before. */
import { render } from "lit";
import { connectHandlers } from "../shared/browser-page";
import { showLeftOver } from "../shared/browser-rendered";
import { letScroll } from "../shared/browser-scrolling";
import { inline } from "../shared/inline-view";
import { dates } from "../shared/intl";
import { Texts } from "../shared/texts";
import type { ResourceData } from "../shared/wire";
import { Reading } from "./reading";
import { ResourceActions } from "./resource-view";

customElements.define("chatxblock-resource", ResourceActions);

const data = JSON.parse(document.getElementById("chatxblock-data")?.textContent ?? "null") as ResourceData | null;
if (data && data.resource.state === "published") {
  const actions = document.createElement("chatxblock-resource") as ResourceActions;
  actions.texts = new Texts(data.texts, data.language);
  actions.reading = new Reading(connectHandlers(data)[0], data.resource);
  document.querySelector("main")?.append(actions);
  // From here on the number stands beside the button, where it changes.
  document.querySelector(".facts .helped")?.remove();
}
for (const one of document.querySelectorAll("h1")) {
  const title = one.textContent ?? "";
  one.textContent = "";
  render(inline(title), one);
}
for (const one of document.querySelectorAll("time")) {
  one.textContent = dates(data?.language ?? "en", { dateStyle: "long" }).format(Date.parse(one.dateTime));
}

function reachAll(): void {
  for (const one of document.querySelectorAll(".rendered")) letScroll(one);
}
reachAll();
showLeftOver(document);
window.addEventListener("resize", reachAll);
