/** Entry of the room window: reads the page's data, builds the conversation, ties it to the life of the page. */
import { channel, connectHandlers, logOut, RETURN, storage } from "../shared/browser-page";
import { gatherLanguages } from "../shared/browser-languages";
import type { Clock } from "../shared/clock";
import { Drafts } from "../shared/drafts";
import type { Handlers } from "../shared/handlers";
import { ownTicket } from "../shared/own-ticket";
import { systemTimers as timers } from "../shared/ports";
import type { MakeFound } from "../shared/finding/box";
import { newCallId } from "../shared/question";
import { soon } from "../shared/soon";
import { Texts } from "../shared/texts";
import type { RoomData, Ticket } from "../shared/wire";
import { Link } from "../shared/xmpp/link";
import { stropheStreams } from "../shared/xmpp/strophe-stream";
import { Arrival } from "./arrival";
import { CallWatch } from "./call-watch";
import { Composer } from "./chat/composer-view";
import { LogView } from "./chat/log-view";
import { Outbox } from "./chat/outbox";
import { Room } from "./chat/room";
import { Resumption } from "./chat/xmpp/resumption";
import { Conversation } from "./conversation";
import { KeptText } from "../shared/kept-text";
import { People } from "./people";
import { RoomWindow } from "./room-window-view";
import { selfPing } from "./self-ping";
import { Tickets } from "./tickets";

const newId = (): string => newCallId(crypto);

interface Page {
  data: RoomData;
  handlers: Handlers;
  clock: Clock;
  sessions: Resumption;
  /** Whose page it is, "" if that is not known. */
  person: string;
  drafts: Drafts;
}

function makeConversation({ data, handlers, clock, sessions, person, drafts }: Page): Conversation {
  const callId = data.call_id;
  const tickets = new Tickets(handlers, clock, data.ticket);
  const ticket = (): Promise<Ticket> => ownTicket(tickets.next(), person, () => conversation.estrange());
  const link = new Link({ open: stropheStreams(sessions.name, sessions), ticket, timers, newId, loggedOut: logOut });
  const outbox = new Outbox(storage("sessionStorage"), `chatxblock:outbox:${person}:${callId}`, storage("localStorage"));
  const room = new Room({ link, outbox, timers, now: () => clock.now(), newId });
  const conversation = new Conversation({
    callId,
    role: data.role,
    handlers,
    link,
    room,
    outbox,
    timers,
    people: new People(handlers, callId),
    watch: new CallWatch(handlers, clock, timers, callId),
    arrival: new Arrival({ handlers, timers, callId, drafts }),
    keepalive: selfPing(link, room, timers, () => !document.hidden),
  });
  return conversation;
}

function tieToPage(callId: string, conversation: Conversation, sessions: Resumption): void {
  window.addEventListener(RETURN, () => conversation.wake());
  window.addEventListener("pagehide", () => {
    if (!conversation.end) sessions.keep();
    conversation.gone();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    sessions.drop();
    conversation.back();
  });
  channel(callId)?.addEventListener("message", () => conversation.asked());
}

/** What has come is shown in a task of its own: a slow phone has worked long enough on its scripts. */
function rested<Part>(part: Part): Promise<Part> {
  return new Promise((done) => soon(() => done(part)));
}

function open(data: RoomData, place: Element): void {
  const [handlers, clock] = connectHandlers(data);
  const sessions = new Resumption(storage("sessionStorage"), data.call_id, newId);
  const person = (data.me?.jid ?? data.ticket?.jid ?? "").split("@", 1)[0] ?? "";
  const drafts = new Drafts(storage("localStorage"), person);
  const conversation = makeConversation({ data, handlers, clock, sessions, person, drafts });
  const element = document.createElement("chatxblock-room") as RoomWindow;
  element.texts = new Texts(data.texts, data.language);
  element.clock = clock;
  element.data = data;
  element.conversation = conversation;
  element.line = new KeptText(drafts, `line:${data.call_id}`);
  element.invited = new KeptText(drafts, `invite:${data.call_id}`);
  const urlOf = (script: string): string => new URL(data.scripts?.[script] ?? `${script}.js`, import.meta.url).href;
  element.loadBeside = async () => rested((await Promise.all([import("./beside-view"), import(/* @vite-ignore */ urlOf("waiting"))]))[0]);
  element.loadMore = () => import("./more-view").then(rested);
  element.loadLines = () => import("./lines-view").then(rested);
  element.found = async (box) => {
    const { makeFound } = (await import(/* @vite-ignore */ urlOf("finding"))) as { makeFound: MakeFound };
    return makeFound({ texts: element.texts, handlers, box });
  };
  tieToPage(data.call_id, conversation, sessions);
  // In tasks of their own: to put all this together took long enough.
  soon(() => void conversation.start(data.call));
  soon(() => place.replaceChildren(element));
}

void gatherLanguages();
customElements.define("chatxblock-composer", Composer);
customElements.define("chatxblock-log", LogView);
customElements.define("chatxblock-room", RoomWindow);

const place = document.querySelector("main");
const text = document.getElementById("chatxblock-data")?.textContent;
// In a task of its own: a slow phone has worked long enough on the scripts.
if (place && text) soon(() => open(JSON.parse(text) as RoomData, place));
