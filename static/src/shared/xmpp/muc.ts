/** Rooms on the wire: what is sent to a room and what comes from it (XEP-0045). Pure; it knows no state. */
import { bare, child, connectionName, element, marksOf, NS, type Stanza } from "./stanza";

export interface RoomPresence {
  kind: "here" | "gone" | "refused";
  nick: string;
  /** Full JID, from the room itself; "" where it is not told. */
  jid: string;
  /** It is told of ourselves (XEP-0045, 15.6). */
  self: boolean;
  /** Gone since banned, kicked, or no longer admitted. */
  putOut: boolean;
  destroyed: boolean;
  /** The condition of an error, such as `registration-required`. */
  condition: string;
}

export type RoomMessage =
  | { kind: "line"; nick: string; id: string; archiveId: string; body: string; replaces: string; marks: Stanza[] }
  | { kind: "typing"; nick: string; active: boolean }
  | { kind: "error"; id: string; condition: string; type: string; ceiling: boolean }
  | { kind: "other" };

/** `<presence to="ROOM/NICK"><x xmlns="…muc"><history maxstanzas="0"/></x></presence>` */
export function joinRoom(room: string, nick: string): Stanza {
  const history = element("history", NS.muc, { maxstanzas: "0" });
  return element("presence", NS.client, { to: `${room}/${nick}` }, element("x", NS.muc, {}, history));
}

export function leaveRoom(room: string, nick: string): Stanza {
  return element("presence", NS.client, { to: `${room}/${nick}`, type: "unavailable" });
}

/** `more` is what it says of another line; what has no body is that alone. */
export function lineStanza(room: string, id: string, body: string, more: Stanza[] = []): Stanza {
  const words = body ? [element("body", NS.client, {}, body), element("origin-id", NS.stanzaId, { id }), element("active", NS.chatStates)] : [];
  return element("message", NS.client, { to: room, type: "groupchat", id }, ...words, ...more);
}

export function typingStanza(room: string, state: "composing" | "paused"): Stanza {
  return element("message", NS.client, { to: room, type: "groupchat" }, element(state, NS.chatStates));
}

export function readPresence(stanza: Stanza): RoomPresence {
  const x = child(stanza, "x", NS.mucUser);
  const error = child(stanza, "error");
  const type = stanza.attrs["type"] ?? "";
  const statuses = (x?.children ?? []).map((one) => one.attrs["code"]).join(" ");
  return {
    kind: type === "error" ? "refused" : type === "unavailable" ? "gone" : "here",
    nick: connectionName(stanza.attrs["from"] ?? ""),
    jid: child(x, "item")?.attrs["jid"] ?? "",
    self: /110/.test(statuses),
    putOut: /30[17]|32[12]/.test(statuses),
    destroyed: child(x, "destroy") !== undefined,
    condition: conditionOf(error),
  };
}

export function readMessage(stanza: Stanza, room: string): RoomMessage {
  const id = stanza.attrs["id"] ?? "";
  if (stanza.attrs["type"] === "error") {
    const error = child(stanza, "error");
    const ceiling = child(error, "ceiling", NS.call) !== undefined;
    return { kind: "error", id, condition: conditionOf(error), type: error?.attrs["type"] ?? "", ceiling };
  }
  const nick = connectionName(stanza.attrs["from"] ?? "");
  const body = child(stanza, "body")?.text ?? "";
  const archiveId = stampedId(stanza, room);
  const marks = marksOf(stanza);
  if ((body || marks.length) && nick && archiveId) {
    const replaces = child(stanza, "replace", NS.correct)?.attrs["id"] ?? "";
    return { kind: "line", nick, id, archiveId, body, replaces, marks };
  }
  const state = stanza.children.find((one) => one.ns === NS.chatStates);
  return state && nick ? { kind: "typing", nick, active: state.name === "composing" } : { kind: "other" };
}

/** The id under which the room archived a message (XEP-0359): only the room's own mark counts. */
function stampedId(stanza: Stanza, room: string): string {
  const mark = stanza.children.find(
    (one) => one.name === "stanza-id" && one.ns === NS.stanzaId && bare(one.attrs["by"] ?? "") === room,
  );
  return mark?.attrs["id"] ?? "";
}

function conditionOf(error: Stanza | undefined): string {
  return error?.children.find((one) => one.ns === NS.stanzas && one.name !== "text")?.name ?? "";
}
