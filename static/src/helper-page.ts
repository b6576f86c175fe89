/** Entry of the helper's own page. */
import { HelperProfile } from "./chat/helper-profile";
import { systemTimers } from "./chat/ports";
import type { HelperData } from "./chat/types";
import { ToneBell } from "./ui/bell";
import { connectHandlers } from "./ui/browser";
import { Dialog } from "./ui/dialog";
import { HelperPage } from "./ui/helper-page";
import { QuietHours } from "./ui/quiet-hours";
import { Texts } from "./ui/texts";
import { windowsChannel } from "./ui/windows";

function open(data: HelperData, place: Element): void {
  const [handlers] = connectHandlers(data);
  const page = document.createElement("chatxblock-helper") as HelperPage;
  const profile = new HelperProfile(handlers, systemTimers, data.helper ?? null);
  const channel = windowsChannel(`inbox:${data.person}`);
  profile.saved.subscribe(() => channel?.post({ look: true }));
  page.profile = profile;
  page.texts = new Texts(data.texts, data.language);
  page.bell = new ToneBell();
  place.replaceChildren(page);
}

customElements.define("chatxblock-dialog", Dialog);
customElements.define("chatxblock-quiet", QuietHours);
customElements.define("chatxblock-helper", HelperPage);

const place = document.querySelector("main");
const text = document.getElementById("chatxblock-data")?.textContent;
if (place && text) open(JSON.parse(text) as HelperData, place);
