/** One room and the stream to it, for the tests to play with: `beforeEach(begin)` makes them anew. */
import { Outbox } from "../../src/room/chat/outbox";
import { Room } from "../../src/room/chat/room";
import { Link } from "../../src/shared/xmpp/link";
import { element, NS, type Stanza } from "../../src/shared/xmpp/stanza";
import { counter, FakeWire, MemoryStorage, settle, ticketFor, TurnedTimers } from "../doubles";

export const ROOM = "r1@rooms.chat.test";

export let timers: TurnedTimers;
export let wire: FakeWire;
export let link: Link;
export let room: Room;
export let outbox: Outbox;

/** A room before it is entered, on a line that is there. */
export async function begin(): Promise<void> {
  timers = new TurnedTimers();
  wire = new FakeWire();
  const newId = counter("q");
  link = new Link({ open: wire.open, timers, newId, ticket: async () => ticketFor(), loggedOut: () => undefined });
  outbox = new Outbox(new MemoryStorage(), "box");
  room = new Room({ link, outbox, timers, now: () => timers.now(), newId });
  link.connect();
  await settle();
  wire.last.events.opened();
}

export function arrive(stanza: Stanza): void {
  wire.last.events.received(stanza);
}

export function presence(nick: string, values: { type?: string; codes?: string[]; jid?: string; destroyed?: boolean } = {}): void {
  const { type, codes = [], jid = `${nick}@chat.test/w1`, destroyed = false } = values;
  const x = element(
    "x",
    NS.mucUser,
    {},
    element("item", NS.mucUser, { jid }),
    ...codes.map((code) => element("status", NS.mucUser, { code })),
    ...(destroyed ? [element("destroy", NS.mucUser)] : []),
  );
  arrive(element("presence", NS.client, { from: `${ROOM}/${nick}`, ...(type ? { type } : {}) }, x));
}

export function live(nick: string, archiveId: string, body: string, id = `m${archiveId}`): void {
  const mark = element("stanza-id", NS.stanzaId, { by: ROOM, id: archiveId });
  const attrs = { from: `${ROOM}/${nick}`, type: "groupchat", id };
  arrive(element("message", NS.client, attrs, element("body", NS.client, {}, body), mark));
}

export function refuse(id: string, condition: string, type = "cancel", ...more: Stanza[]): void {
  const error = element("error", NS.client, { type }, element(condition, NS.stanzas), ...more);
  arrive(element("message", NS.client, { from: ROOM, type: "error", id }, error));
}

export type Kept = { archiveId: string; nick: string; body: string; id?: string };

/** Answer the archive query that is open with a page. */
export async function archive(lines: Kept[], complete = true): Promise<void> {
  const query = wire.last.all("iq").findLast((iq) => iq.children[0]?.ns === NS.mam);
  const queryid = query?.children[0]?.attrs["queryid"] ?? "";
  for (const line of lines) arrive(entry(line, queryid));
  const set = element(
    "set",
    NS.rsm,
    {},
    element("first", NS.rsm, {}, lines[0]?.archiveId ?? ""),
    element("last", NS.rsm, {}, lines.at(-1)?.archiveId ?? ""),
  );
  wire.last.answer(NS.mam, "result", element("fin", NS.mam, complete ? { complete: "true" } : {}, set));
  await settle();
}

export function entry({ archiveId, nick, body, id = `m${archiveId}` }: Kept, queryid: string): Stanza {
  const message = element(
    "message",
    NS.client,
    { from: `${ROOM}/${nick}`, id, type: "groupchat" },
    element("body", NS.client, {}, body),
    element("x", NS.mucUser, {}, element("item", NS.mucUser, { jid: `${nick}@chat.test/old` })),
  );
  const delay = element("delay", NS.delay, { stamp: "2026-11-22T11:00:00Z" });
  const forwarded = element("forwarded", NS.forward, {}, delay, message);
  return element("message", NS.client, { from: ROOM }, element("result", NS.mam, { id: archiveId, queryid }, forwarded));
}

export async function enter(kept: Kept[] = [], complete = true): Promise<void> {
  room.join(ROOM);
  presence("omar");
  presence("lina", { codes: ["110"] });
  await archive(kept, complete);
}

/** Cut the line and come back on a new stream. */
export async function reconnect(): Promise<void> {
  wire.last.fail("lost");
  await timers.pass(500);
  wire.last.events.opened();
}

export function bodies(): string[] {
  return room.log.entries.map((one) => (one.kind === "line" ? one.body : `(${one.what})`));
}

export function sentLines(): { id: string; body: string }[] {
  return wire.last
    .all("message")
    .map((stanza) => ({ id: stanza.attrs["id"] ?? "", body: stanza.children.find((one) => one.name === "body")?.text ?? "" }))
    .filter(({ body }) => body !== "");
}
