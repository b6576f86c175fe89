/** What is loaded with the first file: the tray, the queue behind it, and what makes pictures smaller. */
import { systemTimers as timers } from "../../shared/ports";
import { newCallId } from "../../shared/question";
import type { Composer } from "../chat/composer-view";
import type { Attached } from "./attach-view";
import { put } from "./browser-put";
import { prepare } from "./browser-shrink";
import { Sending } from "./sending";
import { Tray } from "./tray-view";

customElements.define("chatxblock-tray", Tray);

/** Put a tray into a room window, above its box, where it outlives the box. */
export function makeTray(room: Attached): Tray {
  const { conversation, data, texts } = room;
  const { put_url: url, most_bytes, most_files } = data.files ?? { put_url: "", most_bytes: 0, most_files: 0 };
  const target = { url: url ?? "", csrf: data.csrf, callId: data.call_id };
  const tray = document.createElement("chatxblock-tray") as Tray;
  tray.texts = texts;
  tray.takes = Boolean(url);
  tray.sending = new Sending(
    {
      prepare: (file) => prepare(file, most_bytes),
      put: (item, progress, stop) => put(target, item, progress, stop),
      say: (line) => {
        if (!conversation.end) conversation.say(line);
        return !conversation.end;
      },
      newId: () => newCallId(crypto),
      timers,
    },
    most_files,
    most_bytes,
  );
  tray.addEventListener("written", (event) => {
    const box = room.shadowRoot?.querySelector<Composer>("chatxblock-composer");
    box?.giveBack((event as CustomEvent<string>).detail);
  });
  tray.addEventListener("done", () => room.focusBox());
  // What is not sent yet is nowhere but here.
  window.addEventListener("beforeunload", (event) => {
    if (tray.sending.items.length > 0) event.preventDefault();
  });
  const news = room.shadowRoot?.querySelector<HTMLElement>(".news");
  // First: what the window itself draws there comes after its own marks.
  news?.prepend(tray);
  // With a preview below it, too, the box stays on a low screen.
  Object.assign(news?.style ?? {}, { maxHeight: "60vh", overflowY: "auto" });
  return tray;
}
