import { beforeEach, describe, expect, test } from "vitest";
import { InboxFeed } from "../../src/helper/inbox/inbox-feed";
import { Tickets } from "../../src/room/tickets";
import type { Invitation } from "../../src/shared/wire";
import { Link } from "../../src/shared/xmpp/link";
import { element, NS } from "../../src/shared/xmpp/stanza";
import { counter, FakeServer, FakeWire, invitation, ok, refusal, settle, ticketFor, TurnedTimers } from "../doubles";
import { FOREIGN } from "../foreign-answers";

let timers: TurnedTimers;
let server: FakeServer;
let wire: FakeWire;
let feed: InboxFeed;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers).on("ticket", ok(ticketFor("omar")));
  wire = new FakeWire();
  const handlers = server.handlers();
  const ticket = new Tickets(handlers, server.clock, null).next;
  feed = new InboxFeed(handlers, new Link({ open: wire.open, timers, newId: counter(), ticket, loggedOut: () => undefined }), timers);
});

function serve(...invitations: Invitation[]): void {
  server.on("inbox", ok({ on_duty: true, invitations }));
}

async function connected(...invitations: Invitation[]): Promise<void> {
  serve(...invitations);
  feed.connect();
  await settle();
  wire.last.events.opened();
  await settle();
}

function notice(id: string, rev: number, from = "chatxblock@service.chat.test"): void {
  const call = element("call", NS.call, { id, rev: String(rev), state: "waiting" });
  wire.last.events.received(element("message", NS.client, { from }, call));
}

function shown(): [string, string | null][] {
  return feed.entries.map((entry) => [entry.invitation.call_id, entry.farewell]);
}

describe("the inbox", () => {
  test("shows the open questions, oldest first", async () => {
    await connected(invitation("2"), invitation("1"));
    expect(shown()).toEqual([["1", null], ["2", null]]);
    expect([feed.loaded, feed.live]).toEqual([true, true]);
  });

  test("looks again upon a notice of the service that is news", async () => {
    await connected(invitation("1"));
    const before = server.bodies("inbox").length;
    notice("1", 1);
    notice("2", 1, "eve@chat.test");
    await settle();
    expect(server.bodies("inbox")).toHaveLength(before);
    serve(invitation("1"), invitation("2"));
    notice("2", 1);
    await settle();
    expect(shown()).toEqual([["1", null], ["2", null]]);
  });

  test("looks once more upon notices that come during a look, however many they are", async () => {
    await connected(invitation("1"));
    const before = server.bodies("inbox").length;
    const answer = (...invitations: Invitation[]): ReturnType<typeof ok> => ok({ on_duty: true, invitations });
    server.on("inbox", answer(invitation("1")), answer(invitation("1"), invitation("2")));
    for (let rev = 1; rev <= 20; rev += 1) notice("2", rev);
    expect(server.bodies("inbox")).toHaveLength(before + 1);
    await settle();
    expect(server.bodies("inbox")).toHaveLength(before + 2);
    expect(shown()).toEqual([["1", null], ["2", null]]);
  });

  test("lets what is withdrawn stay six seconds with its reason", async () => {
    await connected(invitation("1"));
    serve();
    notice("1", 2);
    await settle();
    expect(shown()).toEqual([["1", "gone"]]);
    await timers.pass(6_000);
    expect(shown()).toEqual([]);
  });

  test("lets what became full stay six seconds, and shows nothing that was full before", async () => {
    await connected(invitation("1"), invitation("2", { can_join: false }));
    expect(shown()).toEqual([["1", null]]);
    serve(invitation("1", { rev: 2, can_join: false, helpers: ["Ada"] }));
    notice("1", 2);
    await settle();
    expect(shown()).toEqual([["1", "full"]]);
    await timers.pass(6_000);
    expect(shown()).toEqual([]);
  });

  test("keeps what this helper accepted, full or not", async () => {
    await connected(invitation("1", { accepted: true, can_join: false }));
    expect(shown()).toEqual([["1", null]]);
  });

  test("says no, and a no that did not arrive changes nothing", async () => {
    await connected(invitation("1"));
    server.on("decline", refusal(503, "chat-unavailable"), ok({ call: {} }));
    await expect(feed.decline("1")).rejects.toThrow();
    expect(shown()).toEqual([["1", null]]);
    await feed.decline("1");
    expect(shown()).toEqual([["1", "declined"]]);
  });

  test.each(["down" as const, ok({})])("says no once it was told that she saw it, or could not be: %s", async (reply) => {
    await connected(invitation("1"));
    server.on("seen", reply).on("decline", ok({ call: {} }));
    feed.seen("1");
    const no = feed.decline("1");
    expect(server.bodies("decline")).toEqual([]);
    await no;
    expect(server.bodies("decline")).toHaveLength(1);
    expect(shown()).toEqual([["1", "declined"]]);
  });

  test("tells once that a question was seen", async () => {
    await connected(invitation("1"));
    server.on("seen", "down", ok({}));
    feed.seen("1");
    feed.seen("1");
    await settle();
    feed.seen("1");
    await settle();
    feed.seen("1");
    expect(server.bodies("seen")).toHaveLength(2);
  });

  test("looks every fifteen seconds while the live line is away", async () => {
    await connected();
    wire.last.fail("lost");
    server.on("ticket", "down");
    serve(invitation("1"));
    await timers.pass(60_000);
    expect(feed.live).toBe(false);
    expect(shown()).toEqual([["1", null]]);
  });

  test("reads afresh after a reconnection", async () => {
    await connected();
    wire.last.fail("lost");
    serve(invitation("1"));
    await timers.pass(500);
    wire.last.events.opened();
    await settle();
    expect(shown()).toEqual([["1", null]]);
  });

  test("keeps what it has when the server fails, and says so", async () => {
    await connected(invitation("1"));
    server.on("inbox", "down");
    feed.refresh();
    await settle();
    expect([shown(), feed.troubled]).toEqual([[["1", null]], true]);
  });

  test("is quiet after it was taken off the page", async () => {
    await connected();
    feed.disconnect();
    const requests = server.requests.length;
    await timers.pass(300_000);
    expect(server.requests).toHaveLength(requests);
    expect(wire.last.ended).toBe("closed");
  });
});

describe.each(FOREIGN)("instead of the server: %s", (_, reply) => {
  test("leaves the inbox as it is, and it is looked at again", async () => {
    await connected(invitation("1"));
    server.on("inbox", reply).on("decline", reply);
    feed.refresh();
    await settle();
    expect([shown(), feed.refused, feed.troubled, wire.last.ended]).toEqual([[["1", null]], "", true, ""]);
    await expect(feed.decline("1")).rejects.toMatchObject({ passing: true });
    serve(invitation("1"), invitation("2"));
    await timers.pass(2_000);
    expect([shown().length, feed.troubled]).toEqual([2, false]);
  });
});

test("an inbox that nobody answers is looked at ever more rarely, at least once a minute", async () => {
  await connected(invitation("1"));
  server.on("inbox", "down");
  feed.refresh();
  await timers.pass(62_000);
  const looks = server.bodies("inbox").length;
  await timers.pass(120_000);
  expect(server.bodies("inbox").length - looks).toBe(2);
});
