/** Entry of the block's script: a classic script that defines what XBlock calls for each block on the page. */
import { channel, connectHandlers, storage } from "../shared/browser-page";
import { Drafts } from "../shared/drafts";
import { isComparable, newCallId } from "../shared/question";
import type { LobbyData } from "../shared/wire";
import { Asking } from "./asking";
import type { LobbyParts } from "./lobby-later-entry";
import { Lobby } from "./lobby-view";

type Root = Element | ArrayLike<Element>;
type Later = Record<"makeAnswers" | "makeSimilar", (parts: LobbyParts) => HTMLElement>;

/** Where this script came from: what is loaded later lies beside it, unless the page says otherwise. */
const own = (document.currentScript as HTMLScriptElement | null)?.src ?? document.baseURI;

function ChatXBlock(_runtime: unknown, element: Root, json: string): void {
  const outer = element instanceof Element ? element : element[0];
  const root = outer?.matches(".chatxblock") ? outer : outer?.querySelector(".chatxblock");
  if (!root || root.querySelector("chatxblock-lobby")) return;
  if (!customElements.get("chatxblock-lobby")) customElements.define("chatxblock-lobby", Lobby);
  const data = JSON.parse(json) as LobbyData;
  root.append(makeLobby(data));
  if (data.inbox) void mountInbox(root, data, data.inbox.script);
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
      openWindow: (id) => window.open(data.window_url.replace("CALL_ID", id), "_blank", "noopener"),
      announce: (id) => {
        hers?.postMessage(id);
        const out = channel(id);
        out?.postMessage("asked");
        out?.close();
      },
    },
    data.call,
  );
  hers?.addEventListener("message", ({ data: id }: MessageEvent<string>) => asking.heard(id));
  lobby.asking = asking;
  addLater(lobby, { data, handlers, clock, asking });
  return lobby;
}

/** Load what was left for the teachers once something was, and the look for similar questions once there is something to compare. */
function addLater(lobby: Lobby, parts: LobbyParts): void {
  const { data, asking } = parts;
  const load = (): Promise<Later> => import(/* @vite-ignore */ new URL(data.scripts?.["lobby-later"] ?? "lobby-later.js", own).href);
  // Without them the lobby does what it is for.
  const add = (kind: keyof Later): void => void load().then((later) => lobby.append(later[kind](parts)), () => undefined);
  let answers = false;
  const follow = (): void => {
    if (answers || !(data.answered?.length || data.own_left?.length || asking.kept)) return;
    answers = true;
    add("makeAnswers");
  };
  follow();
  asking.changed.subscribe(follow);
  if (!data.joining) return;
  const stop = asking.changed.subscribe(() => {
    if (asking.call || !isComparable(asking.text)) return;
    stop();
    add("makeSimilar");
  });
}

async function mountInbox(root: Element, data: LobbyData, script: string): Promise<void> {
  const url = new URL(script, document.baseURI).href;
  const { makeInbox } = (await import(/* @vite-ignore */ url)) as { makeInbox: (data: LobbyData) => HTMLElement };
  const inbox = makeInbox(data);
  // Who does not help, or not yet, came to ask: the question box stays where it is.
  if (data.inbox?.duty?.on_duty || data.left?.length) root.prepend(inbox);
  else root.append(inbox);
}

Object.assign(window, { ChatXBlock });
