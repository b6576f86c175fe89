import { beforeEach, describe, expect, test } from "vitest";
import { LiveInbox } from "../../src/helper/inbox/live-inbox";
import type { DutyState, Invitation } from "../../src/shared/wire";
import { element, NS } from "../../src/shared/xmpp/stanza";
import {
  counter,
  dutyWith,
  FakeBadge,
  FakeBell,
  FakeBrowser,
  FakeNotices,
  FakeServer,
  FakeWire,
  invitation,
  ok,
  settle,
  ticketFor,
  TurnedTimers,
} from "../doubles";

/** One window with an inbox, in a browser that it may share. */
class Window {
  readonly wire = new FakeWire();
  readonly bell: FakeBell;
  readonly badge = new FakeBadge();
  readonly notices: FakeNotices;
  readonly live: LiveInbox<FakeNotices>;

  constructor({ sounds = true, notifies = true, duty = dutyWith() as DutyState | null } = {}) {
    this.bell = new FakeBell(sounds);
    this.notices = new FakeNotices(notifies);
    const { locks, storage } = browser;
    this.live = new LiveInbox({
      handlers: server.handlers(),
      clock: server.clock,
      timers,
      duty,
      person: "omar",
      open: this.wire.open,
      newId: counter(),
      bell: this.bell,
      badge: this.badge,
      notices: this.notices,
      channel: browser.channel(),
      locks,
      loggedOut: () => undefined,
      storage,
    });
  }

  async open(): Promise<this> {
    this.live.start();
    await timers.pass(0);
    if (this.wire.streams.length > 0) this.enter();
    await timers.pass(10);
    return this;
  }

  private enter(): void {
    const { events } = this.wire.last;
    events.opened();
    const x = element("x", NS.mucUser, {}, element("status", NS.mucUser, { code: "110" }));
    events.received(element("presence", NS.client, { from: "duty-1@rooms.chat.test/omar" }, x));
  }

  async hear(id: string, rev = 1): Promise<void> {
    const call = element("call", NS.call, { id, rev: String(rev), state: "waiting" });
    const from = "chatxblock@service.chat.test";
    this.wire.last.events.received(element("message", NS.client, { from }, call));
    await timers.pass(1_000);
  }
}

let timers: TurnedTimers;
let server: FakeServer;
let browser: FakeBrowser;

beforeEach(() => {
  timers = new TurnedTimers();
  browser = new FakeBrowser();
  const key = { jid: "duty-1@rooms.chat.test", password: "p", nick: "omar" };
  server = new FakeServer(timers).on("ticket", ok({ ...ticketFor("omar"), duty_room: key })).on("seen", ok({}));
  serve([]);
});

function serve(invitations: Invitation[], duty: Partial<DutyState> = {}): void {
  server.on("inbox", ok({ ...dutyWith(duty), invitations, ended: [] }));
}

const fresh = (id: string, values: Partial<Invitation> = {}): Invitation => invitation(id, { seen: false, ...values });

describe("a new question", () => {
  test("sounds once and notifies once, over all windows", async () => {
    const windows = [await new Window().open(), await new Window().open(), await new Window().open()];
    serve([fresh("1")]);
    for (const window of windows) await window.hear("1");
    expect(windows.map((one) => one.bell.rings).sort()).toEqual([0, 0, 1]);
    expect(windows.flatMap((one) => one.notices.log)).toEqual(["show 1"]);
    expect(windows.map((one) => one.badge.count)).toEqual([1, 1, 1]);
  });

  test("sounds in a window that may sound, and notifies in one that may notify", async () => {
    const mute = await new Window({ sounds: false }).open();
    const loud = await new Window({ notifies: false }).open();
    serve([fresh("1")]);
    for (const window of [mute, loud]) await window.hear("1");
    expect([mute.bell.rings, loud.bell.rings]).toEqual([0, 1]);
    expect([mute.notices.log, loud.notices.log]).toEqual([["show 1"], []]);
  });

  test("does not sound again on the next page", async () => {
    serve([fresh("1")]);
    const first = await new Window().open();
    await timers.pass(1_000);
    first.live.stop();
    const next = await new Window().open();
    await timers.pass(1_000);
    expect([first.bell.rings, next.bell.rings, next.badge.count]).toEqual([1, 0, 1]);
    expect(first.badge.count).toBe(0);
  });

  test("that came with others is one sound and a notification each", async () => {
    const window = await new Window().open();
    serve([fresh("1"), fresh("2")]);
    await window.hear("2");
    expect([window.bell.rings, window.notices.log]).toEqual([1, ["show 1", "show 2"]]);
  });

  test("seen elsewhere, or accepted, makes no noise", async () => {
    serve([fresh("1", { seen: true }), fresh("2", { accepted: true })]);
    const window = await new Window().open();
    await timers.pass(1_000);
    expect([window.bell.rings, window.notices.log, window.badge.count]).toEqual([0, [], 1]);
  });

  test("is silent with the sound off, and notifies all the same", async () => {
    serve([fresh("1")], { sound: false });
    const window = await new Window({ duty: dutyWith({ sound: false }) }).open();
    await timers.pass(1_000);
    expect([window.bell.rings, window.notices.log]).toEqual([0, ["show 1"]]);
  });

  test.each<[string, Partial<DutyState>]>([
    ["off duty", { on_duty: false }],
    ["in quiet hours", { in_quiet: true }],
    ["in a pause", { paused: true }],
  ])("does nothing %s", async (_name, duty) => {
    serve([fresh("1")], duty);
    const window = await new Window().open();
    await timers.pass(60_000);
    expect([window.bell.rings, window.notices.log, window.badge.count]).toEqual([0, [], 0]);
  });

  test("does nothing where the server knows no duty", async () => {
    server.on("inbox", ok({ on_duty: true, invitations: [fresh("1")] }));
    const window = await new Window({ duty: null }).open();
    await timers.pass(1_000);
    expect([window.bell.rings, window.notices.log]).toEqual([0, []]);
  });
});

describe("a question that is gone", () => {
  test("takes its notification and its count along", async () => {
    const window = await new Window().open();
    serve([fresh("1")]);
    await window.hear("1");
    serve([]);
    await window.hear("1", 2);
    expect([window.notices.log, window.badge.count]).toEqual([["show 1", "close 1"], 0]);
  });

  test("and comes again does not sound again", async () => {
    const window = await new Window().open();
    serve([fresh("1")]);
    await window.hear("1");
    serve([fresh("1", { rev: 2, can_join: false })]);
    await window.hear("1", 2);
    serve([fresh("1", { rev: 3 })]);
    await window.hear("1", 3);
    expect(window.bell.rings).toBe(1);
  });
});

describe("the reminder", () => {
  const soon = { remind_at: "2026-11-22T12:00:30.000Z" };

  test("comes once, in silence, in one window", async () => {
    serve([fresh("1", soon)]);
    const windows = [await new Window().open(), await new Window().open()];
    await timers.pass(29_000);
    expect(windows.flatMap((one) => one.notices.log)).toEqual(["show 1"]);
    await timers.pass(60_000);
    expect(windows.flatMap((one) => one.notices.log)).toEqual(["show 1", "show 1"]);
    expect(windows.map((one) => one.bell.rings).sort()).toEqual([0, 1]);
  });

  test("is due by the server's clock, however wrong this one is", async () => {
    const body = { ...dutyWith(), invitations: [fresh("1", { remind_at: "2026-11-23T09:00:30.000Z" })] };
    server.on("inbox", ok({ ...body, now: "2026-11-23T09:00:00.000Z" }));
    const window = await new Window().open();
    await timers.pass(29_000);
    expect(window.notices.log).toHaveLength(1);
    await timers.pass(2_000);
    expect(window.notices.log).toHaveLength(2);
  });

  test("does not come for what she saw, declined, or when she went off duty", async () => {
    serve([fresh("1", soon), fresh("2", soon), fresh("3", soon)]);
    server.on("decline", ok({ call: { others: true } }));
    server.on("duty", ok(dutyWith({ on_duty: false })));
    const window = await new Window().open();
    await timers.pass(1_000);
    window.live.feed.seen("1");
    await window.live.decline("2");
    serve([], { on_duty: false });
    await window.live.duty.stop();
    await timers.pass(60_000);
    expect(window.notices.log.filter((one) => one.startsWith("show"))).toHaveLength(3);
  });

  test("does not come for one that was seen in another window", async () => {
    serve([fresh("1", soon)]);
    const window = await new Window().open();
    serve([fresh("1", { seen: true, remind_at: null })]);
    await window.hear("1", 2);
    await timers.pass(60_000);
    expect(window.notices.log).toEqual(["show 1"]);
  });
});

describe("a browser that keeps us silent", () => {
  test("is told of, until a click, unless another window can sound", async () => {
    const window = await new Window({ sounds: false }).open();
    expect(window.live.ringer.blocked).toBe(true);
    const other = await new Window().open();
    expect(window.live.ringer.blocked).toBe(false);
    other.live.stop();
    await settle();
    expect(window.live.ringer.blocked).toBe(true);
    await window.bell.unlock();
    expect(window.live.ringer.blocked).toBe(false);
  });

  test("is nothing to tell of without sound or off duty", async () => {
    serve([], { sound: false });
    expect((await new Window({ sounds: false }).open()).live.ringer.blocked).toBe(false);
    serve([], { on_duty: false });
    expect((await new Window({ sounds: false }).open()).live.ringer.blocked).toBe(false);
  });
});
