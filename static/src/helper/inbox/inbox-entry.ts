/** Entry of the inbox in a block: defines the element and builds what it needs; it shares the lobby's page data. */
import { ToneBell } from "../../shared/browser-bell";
import { connectHandlers, logOut, storage } from "../../shared/browser-page";
import { windowLocks, windowsChannel } from "../../shared/browser-windows";
import { systemTimers as timers } from "../../shared/ports";
import { newCallId } from "../../shared/question";
import { Texts } from "../../shared/texts";
import type { InboxPlace, PageData } from "../../shared/wire";
import { DutySwitch } from "../duty/duty-switch-view";
import { PageBadge } from "../ringing/browser-badge";
import { PageNotices } from "../ringing/browser-notices";
import { hearUnread } from "./browser-unread-heard";
import { Inbox, type Asker } from "./inbox-view";
import { LeftQuestions } from "./left-questions-view";
import { LiveInbox } from "./live-inbox";
import { laterStreams } from "./xmpp/later-streams";

type InboxData = PageData & { handlers: Record<string, string>; person?: string; inbox?: InboxPlace | null; staff_page_url?: string | null };

if (!customElements.get("chatxblock-inbox")) {
  customElements.define("chatxblock-duty", DutySwitch);
  customElements.define("chatxblock-left", LeftQuestions);
  customElements.define("chatxblock-inbox", Inbox);
}

/** XMPP is the heavier half of an inbox, and only who is on duty needs it. */
const loadStrophe = (): Promise<typeof import("../../shared/xmpp/strophe-stream")> => import("../../shared/xmpp/strophe-stream");

/** Make the element; it works while it is in a page and is the first of its kind there. */
export function makeInbox(data: InboxData, asking: Asker | null = null): Inbox {
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
  inbox.historyUrl = data.history_url;
  inbox.listUrl = data.staff_page_url ?? "";
  const live = new LiveInbox({
    handlers,
    clock,
    timers,
    duty: data.inbox?.duty ?? null,
    person,
    // No place is kept for a line that died: whoever is on duty must be there.
    open: laterStreams(
      async () => (await loadStrophe()).stropheStreams(newId(), null),
      (there) => (inbox.missing = !there),
    ),
    newId,
    bell: new ToneBell(),
    badge: new PageBadge(document, navigator),
    notices: new PageNotices(texts),
    channel: windowsChannel(`inbox:${person}`),
    locks: windowLocks(),
    storage: storage("localStorage"),
    loggedOut: logOut,
  });
  live.feed.left = data.left ?? [];
  inbox.live = live;
  inbox.hear = (hear) => hearUnread(data.owner ?? "", hear);
  inbox.asking = asking;
  return inbox;
}
