/** Entry of the block's script: a classic script that defines what XBlock calls for each block on the page. */
import { Asking } from "./chat/asking";
import { Drafts } from "./chat/drafts";
import { newCallId } from "./chat/question";
import type { LobbyData } from "./chat/types";
import { channel, connectHandlers, storage } from "./ui/browser";
import { Lobby } from "./ui/lobby";

type Root = Element | ArrayLike<Element>;

function ChatXBlock(_runtime: unknown, element: Root, data: LobbyData): void {
  const outer = element instanceof Element ? element : element[0];
  const root = outer?.matches(".chatxblock") ? outer : outer?.querySelector(".chatxblock");
  if (!root || root.querySelector("chatxblock-lobby")) return;
  if (!customElements.get("chatxblock-lobby")) customElements.define("chatxblock-lobby", Lobby);
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
  lobby.asking = new Asking(
    {
      handlers,
      drafts,
      place: data.handlers["ask"] ?? "",
      limit: data.question_limit,
      newId: () => newCallId(crypto),
      openWindow: (id) => window.open(data.window_url.replace("CALL_ID", id), "_blank", "noopener"),
      announce: (id) => {
        const out = channel(id);
        out?.postMessage("asked");
        out?.close();
      },
    },
    data.call,
  );
  return lobby;
}

async function mountInbox(root: Element, data: LobbyData, script: string): Promise<void> {
  const url = new URL(script, document.baseURI).href;
  const { makeInbox } = (await import(/* @vite-ignore */ url)) as { makeInbox: (data: LobbyData) => HTMLElement };
  root.prepend(makeInbox(data));
}

Object.assign(window, { ChatXBlock });
