/** Entry of the inbox: defines the element and builds what it needs; it shares the lobby's page data. */
import { newCallId } from "./chat/question";
import { systemTimers } from "./chat/ports";
import { InboxFeed } from "./chat/inbox-feed";
import { Tickets } from "./chat/tickets";
import type { PageData } from "./chat/types";
import { Link } from "./chat/xmpp/link";
import { Resumption } from "./chat/xmpp/resumption";
import { stropheStreams } from "./chat/xmpp/strophe-stream";
import { connectHandlers } from "./ui/browser";
import { Inbox } from "./ui/inbox";
import { Texts } from "./ui/texts";

type InboxData = PageData & { handlers: Record<string, string> };

if (!customElements.get("chatxblock-inbox")) customElements.define("chatxblock-inbox", Inbox);

/** Make the element; it connects when it is put into a page. */
export function makeInbox(data: InboxData): HTMLElement {
  const [handlers, clock] = connectHandlers(data);
  const newId = (): string => newCallId(crypto);
  const sessions = new Resumption(null, "inbox", newId);
  const link = new Link({
    open: stropheStreams(sessions.name, sessions),
    ticket: new Tickets(handlers, clock, null).next,
    timers: systemTimers,
    newId,
  });
  const inbox = document.createElement("chatxblock-inbox") as Inbox;
  inbox.texts = new Texts(data.texts, data.language);
  inbox.clock = clock;
  inbox.dir = data.direction;
  inbox.lang = data.language;
  inbox.feed = new InboxFeed(handlers, link, systemTimers);
  return inbox;
}
