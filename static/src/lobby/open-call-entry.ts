/** Entry of what the lobby loads only once a question of hers is open, or ended without her. */
import { Attention } from "../shared/attention";
import { ToneBell } from "../shared/browser-bell";
import { PageComingNotice } from "../shared/browser-coming-notice";
import { storage } from "../shared/browser-page";
import { Texts } from "../shared/texts";
import { TitleMark } from "./browser-title-mark";
import type { LobbyParts } from "./lobby-parts";
import { OpenCall } from "./open-call-view";
import { AwaitedCall } from "./awaited-call";
import { PlacedDialog } from "./placed-dialog-view";

if (!customElements.get("chatxblock-open-call")) {
  if (!customElements.get("chatxblock-dialog")) customElements.define("chatxblock-dialog", PlacedDialog);
  customElements.define("chatxblock-open-call", OpenCall);
}

export function makeOpen({ data, handlers, clock, asking }: LobbyParts): HTMLElement {
  const element = document.createElement("chatxblock-open-call") as OpenCall;
  const texts = new Texts(data.texts, data.language);
  const attention = new Attention({
    conversation: new AwaitedCall(asking),
    bell: new ToneBell(),
    notice: new PageComingNotice(texts),
    hidden: () => document.hidden || !document.hasFocus(),
    storage: storage("localStorage"),
    now: () => Date.now(),
  });
  const leave = (): void => void handlers.post("lobby", { leaving: true }, true).catch(() => undefined);
  return Object.assign(element, { texts, asking, clock, attention, leave, mark: new TitleMark(document), slot: "open" });
}
