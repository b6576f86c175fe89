import { beforeEach, describe, expect, test } from "vitest";
import { Duty } from "../../src/helper/duty/duty";
import { DutyRoom } from "../../src/helper/duty/duty-room";
import type { DutyState, Ticket } from "../../src/shared/wire";
import { Link } from "../../src/shared/xmpp/link";
import { element, NS } from "../../src/shared/xmpp/stanza";
import { counter, dutyWith, FakeServer, FakeWire, settle, ticketFor, TurnedTimers } from "../doubles";

const ROOM = "duty-1@rooms.chat.test";

let timers: TurnedTimers;
let wire: FakeWire;
let duty: Duty;
let link: Link;
let room: DutyRoom;
let tickets: (Ticket | "down")[];
let taken: number;
let moves: number;

beforeEach(() => {
  timers = new TurnedTimers();
  wire = new FakeWire();
  tickets = [keyed(ROOM, "p1")];
  taken = moves = 0;
  duty = new Duty(new FakeServer(timers).handlers(), dutyWith());
  link = new Link({ open: wire.open, timers, newId: counter(), ticket, loggedOut: () => undefined });
  room = new DutyRoom({ link, duty, timers, ticket });
  room.moved.subscribe(() => (moves += 1));
  room.start();
});

function keyed(jid: string, password: string): Ticket {
  return { ...ticketFor("omar"), duty_room: { jid, password, nick: "omar" } };
}

async function ticket(): Promise<Ticket> {
  taken += 1;
  const next = tickets.length > 1 ? tickets.shift() : tickets[0];
  if (!next || next === "down") throw new Error("no ticket");
  return next;
}

async function goOnline(): Promise<void> {
  link.connect();
  await settle();
  wire.last.events.opened();
  await settle();
}

function presence(values: { from?: string; type?: string; codes?: string[] } = {}): void {
  const { from = `${ROOM}/omar`, type, codes = ["110"] } = values;
  const x = element("x", NS.mucUser, {}, ...codes.map((code) => element("status", NS.mucUser, { code })));
  wire.last.events.received(element("presence", NS.client, { from, ...(type ? { type } : {}) }, x));
}

function be(values: Partial<DutyState>): void {
  duty.take(dutyWith(values), duty.mark);
}

/** Each way in or out that was sent: the room, and the password or "bye". */
function sent(): [string, string][] {
  const presences = wire.last.all("presence").filter((one) => one.attrs["to"]);
  return presences.map((one) => [
    one.attrs["to"] ?? "",
    one.attrs["type"] === "unavailable" ? "bye" : (one.children[0]?.children.find((part) => part.name === "password")?.text ?? ""),
  ]);
}

describe("on duty", () => {
  test("we enter with the key of the ticket that opened the line", async () => {
    await goOnline();
    expect(sent()).toEqual([[`${ROOM}/omar`, "p1"]]);
    expect(room.place).toBe("joining");
    presence();
    expect([room.place, moves, taken]).toEqual(["inside", 1, 1]);
  });

  test("we know by the subject that we are in, where presences are not shown", async () => {
    await goOnline();
    wire.last.events.received(
      element("message", NS.client, { from: ROOM, type: "groupchat" }, element("subject", NS.client)),
    );
    expect(room.place).toBe("inside");
  });

  test("the history is not asked for", async () => {
    await goOnline();
    const history = wire.last.all("presence").at(-1)?.children[0]?.children[0];
    expect([history?.name, history?.attrs["maxstanzas"]]).toEqual(["history", "0"]);
  });

  test("a refusal means a new ticket, later each time", async () => {
    tickets = [keyed(ROOM, "p1"), keyed("duty-2@rooms.chat.test", "p2"), keyed("duty-3@rooms.chat.test", "p3")];
    await goOnline();
    wire.last.events.received(element("presence", NS.client, { from: `${ROOM}/omar`, type: "error" }));
    await timers.pass(1_999);
    expect(taken).toBe(1);
    await timers.pass(1);
    expect(sent().at(-1)).toEqual(["duty-2@rooms.chat.test/omar", "p2"]);
    wire.last.events.received(element("presence", NS.client, { from: "duty-2@rooms.chat.test/omar", type: "error" }));
    await timers.pass(3_999);
    expect(taken).toBe(2);
    await timers.pass(1);
    expect(sent().at(-1)).toEqual(["duty-3@rooms.chat.test/omar", "p3"]);
  });

  test.each<[string, () => void]>([
    ["put out", () => presence({ type: "unavailable", codes: ["307", "110"] })],
    ["told that the room is gone", () => presence({ type: "unavailable" })],
  ])("we come back when %s", async (_name, happen) => {
    await goOnline();
    presence();
    happen();
    expect(room.place).toBe("outside");
    await timers.pass(2_000);
    expect([room.place, taken]).toEqual(["joining", 2]);
  });

  test("no answer is a refusal", async () => {
    await goOnline();
    await timers.pass(12_000);
    expect(taken).toBe(2);
  });

  test("a ticket that does not come, or has no key, is asked for again", async () => {
    tickets = [{ ...ticketFor("omar"), duty_room: null }, "down", keyed(ROOM, "p1")];
    await goOnline();
    expect([sent(), moves]).toEqual([[], 1]);
    await timers.pass(60_000);
    expect([sent()[0], moves > 1]).toEqual([[`${ROOM}/omar`, "p1"], true]);
  });

  test("a new line means entering again", async () => {
    await goOnline();
    presence();
    wire.last.fail("lost");
    expect(room.place).toBe("outside");
    await timers.pass(500);
    wire.last.events.opened();
    expect(sent()).toEqual([[`${ROOM}/omar`, "p1"]]);
    expect(taken).toBe(2);
  });

  test("what others do in the room is nothing", async () => {
    await goOnline();
    presence({ from: `${ROOM}/ada`, codes: [] });
    presence({ from: "duty-9@rooms.chat.test/omar" });
    expect(room.place).toBe("joining");
    presence();
    presence({ from: `${ROOM}/ada`, type: "unavailable", codes: [] });
    expect(room.place).toBe("inside");
  });
});

describe("off duty", () => {
  test("we leave", async () => {
    await goOnline();
    presence();
    be({ on_duty: false });
    expect(sent().at(-1)).toEqual([`${ROOM}/omar`, "bye"]);
    await timers.pass(300_000);
    expect(taken).toBe(1);
  });

  test("we stay out, and enter with a ticket of its own once on duty", async () => {
    be({ in_quiet: true });
    tickets = [ticketFor("omar"), keyed(ROOM, "p2")];
    await goOnline();
    expect(sent()).toEqual([]);
    be({});
    await settle();
    expect(sent()).toEqual([[`${ROOM}/omar`, "p2"]]);
  });

  test("while a ticket is on its way lets it lapse", async () => {
    await goOnline();
    presence({ type: "unavailable" });
    await timers.pass(1_999);
    be({ on_duty: false });
    await timers.pass(60_000);
    expect([taken, room.place]).toEqual([1, "outside"]);
  });

  test("taken off the page we leave, too", async () => {
    await goOnline();
    room.stop();
    expect(sent().at(-1)?.[1]).toBe("bye");
  });
});
