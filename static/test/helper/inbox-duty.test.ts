import { beforeEach, describe, expect, test } from "vitest";
import { Duty } from "../../src/helper/duty/duty";
import { watchSilence } from "../../src/helper/duty/silent-line";
import { InboxFeed } from "../../src/helper/inbox/inbox-feed";
import type { DutyState, Ended, Invitation } from "../../src/shared/wire";
import { Link } from "../../src/shared/xmpp/link";
import { element, NS } from "../../src/shared/xmpp/stanza";
import { counter, dutyWith, FakeServer, FakeWire, invitation, ok, refusal, settle, ticketFor, TurnedTimers } from "../doubles";

let timers: TurnedTimers;
let server: FakeServer;
let wire: FakeWire;
let link: Link;
let feed: InboxFeed;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers).on("seen", ok({}));
  wire = new FakeWire();
});

async function open(duty: Partial<DutyState>): Promise<void> {
  link = new Link({ open: wire.open, timers, newId: counter(), ticket: async () => ticketFor("omar"), loggedOut: () => undefined });
  feed = new InboxFeed(server.handlers(), link, timers, new Duty(server.handlers(), dutyWith(duty)), () => server.clock.now());
  feed.connect();
  await settle();
  if (wire.streams.length === 0) return;
  wire.last.events.opened();
  // As the duty room asks for once we are in it.
  feed.refresh();
  await settle();
}

function serve(duty: Partial<DutyState>, invitations: Invitation[] = [], ended: Partial<Ended>[] = []): void {
  server.on("inbox", ok({ ...dutyWith(duty), invitations, ended }));
}

function shown(): [string, string | null][] {
  return feed.entries.map((entry) => [entry.invitation.call_id, entry.farewell]);
}

const looks = (): number => server.bodies("inbox").length;

describe("off duty", () => {
  test("there is no line and a look every ten minutes", async () => {
    serve({ on_duty: false });
    await open({ on_duty: false });
    expect([looks(), wire.streams.length, feed.loaded]).toEqual([1, 0, true]);
    await timers.pass(599_000);
    expect(looks()).toBe(1);
    await timers.pass(2_000);
    expect([looks(), wire.streams.length]).toEqual([2, 0]);
  });

  test.each([{ helps: null }, { helps: false }])("with %o nothing is asked at all", async (values) => {
    await open({ on_duty: false, ...values });
    feed.wake();
    await timers.pass(3_600_000);
    expect([server.requests, wire.streams, feed.loaded]).toEqual([[], [], true]);
  });

  test("a conversation that goes on keeps the line", async () => {
    serve({ on_duty: false }, [invitation("1", { accepted: true })]);
    await open({ on_duty: false });
    expect(wire.streams).toHaveLength(1);
    serve({ on_duty: false }, [], [{ call_id: "1", reason: "over" }]);
    feed.refresh();
    await settle();
    expect(shown()).toEqual([["1", "over"]]);
    await timers.pass(6_000);
    expect([shown(), wire.last.ended]).toEqual([[], "closed"]);
  });

  test("takes what was open from the screen without a word", async () => {
    serve({}, [invitation("1"), invitation("2", { accepted: true })]);
    await open({});
    server.on("duty", ok(dutyWith({ on_duty: false })));
    serve({ on_duty: false }, [invitation("2", { accepted: true })]);
    await feed.duty.stop();
    await settle();
    expect(shown()).toEqual([["2", null]]);
  });
});

describe("on duty", () => {
  test("the line opens with the click, and what is open already is read", async () => {
    serve({ on_duty: false });
    await open({ on_duty: false });
    server.on("duty", ok(dutyWith()));
    serve({}, [invitation("1")]);
    await feed.duty.start();
    await settle();
    expect([shown(), wire.streams.length]).toEqual([[["1", null]], 1]);
  });

  test("an idle inbox asks every three minutes, and more often while the line is away", async () => {
    serve({});
    await open({});
    const before = looks();
    await timers.pass(170_000);
    expect(looks()).toBe(before);
    await timers.pass(10_000);
    expect(looks()).toBe(before + 1);
    wire.last.fail("lost");
    await timers.pass(46_000);
    expect(looks()).toBe(before + 4);
  });

  test("ends at its time by the server's clock", async () => {
    const now = "2026-11-23T08:00:00.000Z";
    server.on("inbox", ok({ ...dutyWith({ until: "2026-11-23T08:01:00.000Z" }), invitations: [], now }));
    await open({});
    serve({ on_duty: false });
    await timers.pass(59_000);
    expect(feed.duty.reachable).toBe(true);
    await timers.pass(3_000);
    expect([feed.duty.reachable, wire.last.ended]).toEqual([false, "closed"]);
  });

  test("comes back by itself after the quiet hours", async () => {
    serve({ in_quiet: true, quiet_until: "2026-11-22T12:05:00.000Z" });
    await open({ in_quiet: true, quiet_until: "2026-11-22T12:05:00.000Z" });
    expect(wire.streams).toHaveLength(0);
    serve({});
    await timers.pass(302_000);
    expect(wire.streams).toHaveLength(1);
  });

  test("somebody who may not any more is told, and leaves", async () => {
    serve({}, [invitation("1")]);
    await open({});
    server.on("inbox", refusal(403, "not-enrolled"));
    feed.refresh();
    await settle();
    expect([shown(), feed.refused, wire.last.ended]).toEqual([[], "Sentence of not-enrolled.", "closed"]);
  });
});

describe("what ends", () => {
  test.each([
    ["withdrawn", [], [{ call_id: "1", reason: "withdrawn" }]],
    ["over", [], [{ call_id: "1", reason: "over" }]],
    ["full", [invitation("1", { can_join: false })], []],
  ] as const)("says that it is %s for six seconds", async (reason, invitations, ended) => {
    serve({}, [invitation("1")]);
    await open({});
    serve({}, [...invitations], [...ended]);
    feed.refresh();
    await settle();
    expect(shown()).toEqual([["1", reason]]);
    await timers.pass(5_900);
    feed.refresh();
    await settle();
    expect(shown()).toEqual([["1", reason]]);
    await timers.pass(200);
    expect(shown()).toEqual([]);
  });

  test("and was never shown here is not shown", async () => {
    serve({}, [], [{ call_id: "1", reason: "over" }]);
    await open({});
    expect(shown()).toEqual([]);
  });

  test("and is open again stays", async () => {
    serve({}, [invitation("1")]);
    await open({});
    serve({}, [invitation("1", { can_join: false })]);
    feed.refresh();
    await settle();
    expect(shown()).toEqual([["1", "full"]]);
    serve({}, [invitation("1")]);
    feed.refresh();
    await timers.pass(10_000);
    expect(shown()).toEqual([["1", null]]);
  });
});

describe("a page that the browser put aside", () => {
  test("comes back with what is open now", async () => {
    serve({}, [invitation("1"), invitation("2")]);
    await open({});
    server.on("decline", ok({ call: { id: "1", rev: 2, state: "waiting", others: true } }));
    await feed.decline("1");
    feed.disconnect();
    expect(wire.last.ended).toBe("closed");
    await timers.pass(60_000);
    serve({}, [invitation("2")]);
    feed.connect();
    await settle();
    expect([shown(), wire.streams.length]).toEqual([[["2", null]], 2]);
  });
});

describe("new", () => {
  test("is what nobody saw yet, and a moment after", async () => {
    serve({}, [invitation("1", { seen: false }), invitation("2", { seen: true }), invitation("3")]);
    await open({});
    const marks = (): boolean[] => feed.entries.map(({ invitation: one }) => feed.isNew(one));
    expect(marks()).toEqual([true, false, false]);
    feed.seen("1");
    expect([marks()[0], feed.wasSeen(invitation("1"))]).toEqual([true, true]);
    await timers.pass(5_000);
    expect(marks()[0]).toBe(false);
  });
});

describe("a line that died without a word", () => {
  const ping = element("iq", NS.client, { type: "get", id: "p", from: "chat.test" }, element("ping", NS.ping));
  const pings = (): number => wire.streams[0]?.all("iq").filter((iq) => iq.attrs["type"] === "get").length ?? 0;

  async function beating(): Promise<void> {
    link = new Link({ open: wire.open, timers, newId: counter(), ticket: async () => ticketFor("omar"), loggedOut: () => undefined });
    link.connect();
    await settle();
    wire.last.events.opened();
    watchSilence(link, timers).start();
  }

  test("is noticed, and opened anew", async () => {
    await beating();
    await timers.pass(36_000);
    expect([pings(), wire.streams[0]?.ended]).toEqual([1, "dropped"]);
    expect(wire.streams).toHaveLength(2);
  });

  test("is not looked for while the server asks by itself", async () => {
    await beating();
    for (let time = 0; time < 30; time += 1) {
      wire.last.events.received(ping);
      await timers.pass(5_000);
    }
    expect([pings(), link.state]).toEqual([0, "online"]);
  });
});
