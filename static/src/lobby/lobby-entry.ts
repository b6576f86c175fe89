/** Entry of the block's script: a classic script that defines what XBlock calls for each block on the page. */
import { channel, connectHandlers, storage } from "../shared/browser-page";
import { roomName } from "../shared/browser-room-window";
import { Drafts } from "../shared/drafts";
import { newCallId } from "../shared/question";
import type { LobbyData } from "../shared/wire";
import { Asking } from "./asking";
import type { LobbyParts } from "./lobby-parts";
import { Lobby } from "./lobby-view";

type Root = Element | ArrayLike<Element>;
type Later<T> = Record<string, (parts: T) => HTMLElement>;

/** A block is set up once, however often the page says so. */
const taken = new WeakSet<Element>();

/** Where this script came from: what is loaded later lies beside it, unless the page says otherwise. */
const own = (document.currentScript as HTMLScriptElement | null)?.src ?? document.baseURI;

function ChatXBlock(_runtime: unknown, element: Root, json: string): void {
  const outer = element instanceof Element ? element : element[0];
  const root = outer?.matches(".chatxblock") ? outer : outer?.querySelector(".chatxblock");
  if (!root || taken.has(root)) return;
  taken.add(root);
  // What fails here must not keep the page from beginning the blocks after this one.
  try {
    begin(root, json);
  } catch (error) {
    reportError(error);
  }
}

function begin(root: Element, json: string): void {
  if (!customElements.get("chatxblock-lobby")) customElements.define("chatxblock-lobby", Lobby);
  const data = JSON.parse(json) as LobbyData;
  const lobby = makeLobby(data);
  const place = document.createElement("div");
  root.append(place);
  if (data.form === "button") load<Lobby>(data, "lobby-button").then(({ makeButton }) => place.append(makeButton?.(lobby) ?? lobby), () => place.append(lobby));
  else place.append(lobby);
  if (data.inbox) mountInbox(root, lobby, data.inbox.script).catch(() => (lobby.missing = true));
}

function makeLobby(data: LobbyData): Lobby {
  const [handlers, clock] = connectHandlers(data);
  const drafts = new Drafts(storage("localStorage"), data.person);
  const lobby = document.createElement("chatxblock-lobby") as Lobby;
  lobby.data = data;
  lobby.dir = data.direction;
  lobby.lang = data.language;
  lobby.clock = clock;
  const hers = channel(data.person);
  const asking = new Asking(
    {
      handlers,
      drafts,
      place: data.handlers["ask"] ?? "",
      limit: data.question_limit,
      newId: () => newCallId(crypto),
      openWindow: (id) => Boolean(window.open(data.window_url.replace("CALL_ID", id), roomName(id))),
      announce: (id) => {
        hers?.postMessage(id);
        const out = channel(id);
        out?.postMessage("asked");
        out?.close();
      },
    },
    data.call,
    data.barred,
  );
  hers?.addEventListener("message", () => void asking.refresh());
  lobby.asking = asking;
  addLater(lobby, { data, handlers, clock, asking });
  return lobby;
}

/** Load a script that lies beside this one, unless the page says otherwise. */
function load<T>({ scripts }: LobbyData, script: string): Promise<Later<T>> {
  return import(/* @vite-ignore */ new URL(scripts?.[script] ?? `${script}.js`, own).href) as Promise<Later<T>>;
}

/** Load what there is to show: her open question or how it ended, what the teachers have of hers, what she follows or is asked once more, and what others learned. */
function addLater(lobby: Lobby, parts: LobbyParts): void {
  const { data, asking } = parts;
  const added = new Set<string>();
  const add = (kind: string, script: string): void => {
    if (added.has(kind)) return;
    added.add(kind);
    load<LobbyParts>(data, script).then(
      (later) => {
        lobby.append(later[kind]?.(parts) ?? "");
        lobby.missing = false;
      },
      () => {
        added.delete(kind);
        lobby.missing = true;
      },
    );
  };
  let idle = false;
  const look = (): void => {
    if (asking.call || asking.ended) add("makeOpen", "open-call");
    else if (data.may_ask && idle) {
      add("makeFinding", "finding");
      add("makeAlong", "along");
    }
    if ((asking.answered ?? data.answered)?.length || data.own_left?.length || asking.kept) add("makeAnswers", "lobby-later");
    if ((asking.unfinished ?? data.unfinished)?.length) add("makeUnfinished", "unfinished");
    if (asking.bar) add("makeBarred", "lobby-later");
    if ((asking.followed ?? data.followed)?.length) add("makeFollowed", "lobby-later");
    if (asking.candidacy ?? data.candidacy) add("makeCandidacy", "lobby-later");
  };
  asking.changed.subscribe(look);
  look();
  // Safari has no moments of idleness to tell of.
  const { requestIdleCallback: whenIdle = setTimeout } = window;
  whenIdle(() => {
    idle = true;
    look();
  });
}

async function mountInbox(root: Element, lobby: Lobby, script: string): Promise<void> {
  const { data } = lobby;
  const url = new URL(script, document.baseURI).href;
  const { makeInbox } = (await import(/* @vite-ignore */ url)) as { makeInbox: (data: LobbyData, asking: Asking) => HTMLElement };
  const inbox = makeInbox(data, lobby.asking);
  // Who does not help, or not yet, came to ask: the question box stays where it is.
  if (data.inbox?.duty?.on_duty || data.left?.length) root.prepend(inbox);
  else root.append(inbox);
}

// A block before ours that failed may have kept the page from beginning ours.
setTimeout(() => {
  if (document.querySelector(".chatxblock:not(:has(>div))")) import(/* @vite-ignore */ new URL("rescue.js", own).href).then(({ rescue }) => rescue(ChatXBlock), () => undefined);
}, 5_000);

Object.assign(window, { ChatXBlock });
