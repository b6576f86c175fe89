/** Entry of the window of a room behind a link: reads the page's data, builds the meeting, ties it to the life of the page. */
import { channel, connectHandlers, logOut, RETURN, storage } from "../../shared/browser-page";
import { Drafts } from "../../shared/drafts";
import { ownTicket } from "../../shared/own-ticket";
import { systemTimers as timers } from "../../shared/ports";
import type { MakeFound } from "../../shared/finding/box";
import { newCallId } from "../../shared/question";
import { Texts } from "../../shared/texts";
import type { RoomData, Ticket } from "../../shared/wire";
import { Link } from "../../shared/xmpp/link";
import { stropheStreams } from "../../shared/xmpp/strophe-stream";
import { Arrival } from "../arrival";
import { KeptText } from "../../shared/kept-text";
import { People } from "../people";
import { Details } from "../details-view";
import { Tickets } from "../tickets";
import { JoinRequests } from "../waiting/join-requests-view";
import { Thanks } from "../waiting/thanks-view";
import { WaitingPanel } from "../waiting/waiting-panel-view";
import { LinkWindow } from "./link-window-view";
import { Meeting } from "./meeting";
import { MeetingWatch } from "./meeting-watch";

const newId = (): string => newCallId(crypto);

function tieToPage(callId: string, meeting: Meeting): void {
  window.addEventListener(RETURN, () => meeting.wake());
  window.addEventListener("pagehide", () => meeting.gone());
  window.addEventListener("pageshow", (event) => event.persisted && meeting.back());
  channel(callId)?.addEventListener("message", () => meeting.asked());
}

/** Browsers put hidden pages to sleep, but not one that holds a lock: who talks elsewhere has this one in a hidden tab. */
function stayAwake(callId: string): void {
  const lock: LockOptions = { mode: "shared" };
  void navigator.locks?.request(`chatxblock:meeting:${callId}`, lock, () => new Promise(() => undefined));
}

function open(data: RoomData, place: Element): void {
  const [handlers, clock] = connectHandlers(data);
  const callId = data.call_id;
  const me = data.me?.jid ?? "";
  const person = me.split("@", 1)[0] ?? "";
  const drafts = new Drafts(storage("localStorage"), person);
  const tickets = new Tickets(handlers, clock, data.ticket);
  const ticket = (): Promise<Ticket> => ownTicket(tickets.next(), person, () => meeting.estrange());
  const meeting = new Meeting({
    callId,
    role: data.role,
    me,
    place: data.place ?? { kind: "", label: "", url: null },
    handlers,
    timers,
    link: new Link({ open: stropheStreams(newId(), null), ticket, timers, newId, loggedOut: logOut }),
    people: new People(handlers, callId),
    watch: new MeetingWatch(handlers, clock, timers, callId),
    arrival: new Arrival({ handlers, timers, callId, drafts }),
  });
  const element = document.createElement("chatxblock-link-room") as LinkWindow;
  Object.assign(element, { texts: new Texts(data.texts, data.language), clock, data, meeting, invited: new KeptText(drafts, `invite:${callId}`) });
  element.found = async (box) => {
    const finding = new URL(data.scripts?.["finding"] ?? "finding.js", import.meta.url).href;
    const { makeFound } = (await import(/* @vite-ignore */ finding)) as { makeFound: MakeFound };
    return makeFound({ texts: element.texts, handlers, box });
  };
  element.loadBeside = () => import("./link-beside-view");
  tieToPage(callId, meeting);
  stayAwake(callId);
  place.replaceChildren(element);
  void meeting.start(data.call);
}
customElements.define("chatxblock-details", Details);
customElements.define("chatxblock-waiting", WaitingPanel);
customElements.define("chatxblock-join-requests", JoinRequests);
customElements.define("chatxblock-thanks", Thanks);
customElements.define("chatxblock-link-room", LinkWindow);

const place = document.querySelector("main");
const text = document.getElementById("chatxblock-data")?.textContent;
if (place && text) open(JSON.parse(text) as RoomData, place);
