/** Entry of the inbox in a block: defines the element and builds what it needs; it shares the lobby's page data. */
import { HelperDesk } from "./chat/desk";
import { systemTimers as timers } from "./chat/ports";
import { newCallId } from "./chat/question";
import type { InboxPlace, PageData } from "./chat/types";
import { stropheStreams } from "./chat/xmpp/strophe-stream";
import { PageBadge } from "./ui/badge";
import { ToneBell } from "./ui/bell";
import { connectHandlers, storage } from "./ui/browser";
import { DutySwitch } from "./ui/duty-switch";
import { Inbox } from "./ui/inbox";
import { LeftQuestions } from "./ui/left-questions";
import { PageNotices } from "./ui/notices";
import { Texts } from "./ui/texts";
import { windowLocks, windowsChannel } from "./ui/windows";

type InboxData = PageData & { handlers: Record<string, string>; person?: string; inbox?: InboxPlace | null };

if (!customElements.get("chatxblock-inbox")) {
  customElements.define("chatxblock-duty", DutySwitch);
  customElements.define("chatxblock-left", LeftQuestions);
  customElements.define("chatxblock-inbox", Inbox);
}

/** Make the element; it works while it is in a page and is the first of its kind there. */
export function makeInbox(data: InboxData): Inbox {
  const [handlers, clock] = connectHandlers(data);
  const person = data.person ?? "";
  const texts = new Texts(data.texts, data.language);
  const newId = (): string => newCallId(crypto);
  const inbox = document.createElement("chatxblock-inbox") as Inbox;
  inbox.texts = texts;
  inbox.clock = clock;
  inbox.dir = data.direction;
  inbox.lang = data.language;
  inbox.windowUrl = data.inbox?.window_url ?? "";
  inbox.pageUrl = data.inbox?.page_url ?? "";
  const desk = new HelperDesk({
    handlers,
    clock,
    timers,
    duty: data.inbox?.duty ?? null,
    person,
    // No place is kept for a line that died: whoever is on duty must be there.
    open: stropheStreams(newId(), null),
    newId,
    bell: new ToneBell(),
    badge: new PageBadge(document, navigator),
    notices: new PageNotices(texts),
    channel: windowsChannel(`inbox:${person}`),
    locks: windowLocks(),
    storage: storage("localStorage"),
  });
  desk.feed.left = data.left ?? [];
  inbox.desk = desk;
  return inbox;
}
