/** Entry of what each page of somebody's loads beside what it shows: it knows whose browser this is, and when no longer, when the reader is back, what this browser lacks, and what is unread in a room. */
import { growBoxes } from "./browser-growing";
import { watchOwner } from "./browser-kept";
import { tellReturns } from "./browser-return";
import { tellUnread } from "./browser-unread";
import { Texts } from "./texts";
import type { PageData } from "./wire";

/** Pages with several blocks begin it for each: what they ask ends with every one of them. */
export function keep({ owner = "", texts, language, handlers, call_id: call }: PageData & { call_id?: string }): void {
  growBoxes();
  tellReturns();
  const room = document.querySelector("chatxblock-room")?.shadowRoot;
  if (call && room) tellUnread(owner, call, room);
  const { t } = new Texts(texts, language);
  watchOwner(owner, t("You have logged out. What was here is no longer kept in this browser."), () => {
    for (const name of Object.keys(handlers)) delete handlers[name];
  });
}
