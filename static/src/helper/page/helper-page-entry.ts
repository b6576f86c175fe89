/** Entry of the helper's own page. */
import { ToneBell } from "../../shared/browser-bell";
import { connectHandlers, RETURN } from "../../shared/browser-page";
import { windowsChannel } from "../../shared/browser-windows";
import { Dialog } from "../../shared/dialog-view";
import { systemTimers } from "../../shared/ports";
import { Texts } from "../../shared/texts";
import type { HelperData } from "../../shared/wire";
import { HelperPage } from "./helper-page-view";
import { HelperProfile } from "./helper-profile";
import { QuietHours } from "./quiet-hours-view";

function open(data: HelperData, place: Element): void {
  const [handlers] = connectHandlers(data);
  const page = document.createElement("chatxblock-helper") as HelperPage;
  const profile = new HelperProfile(handlers, systemTimers, data.helper ?? null);
  const channel = windowsChannel(`inbox:${data.person}`);
  profile.saved.subscribe(() => channel?.post({ look: true }));
  window.addEventListener(RETURN, () => void profile.refresh());
  page.profile = profile;
  page.texts = new Texts(data.texts, data.language);
  page.bell = new ToneBell();
  page.historyUrl = data.history_url;
  page.staffPageUrl = data.staff_page_url ?? "";
  page.privacyUrl = data.handlers["privacy"] ?? "";
  place.replaceChildren(page);
}

customElements.define("chatxblock-dialog", Dialog);
customElements.define("chatxblock-quiet", QuietHours);
customElements.define("chatxblock-helper", HelperPage);

const place = document.querySelector("main");
const text = document.getElementById("chatxblock-data")?.textContent;
if (place && text) open(JSON.parse(text) as HelperData, place);
