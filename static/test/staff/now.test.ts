// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Texts } from "../../src/shared/texts";
import { makeTab } from "../../src/staff/now/now-tab-view";
import type { Dialog } from "../../src/shared/dialog-view";
import type { Menu } from "../../src/shared/menu-view";
import type { NowView } from "../../src/staff/now/now-view";
import { waitedWords } from "../../src/staff/now/waited";
import type { StaffCall, StaffHelper } from "../../src/shared/wire";
import type { TabPlace } from "../../src/staff/tabs-view";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../doubles";
import { words } from "../element-fixtures";

const call = (id: string, values: Partial<StaffCall> = {}): StaffCall => ({
  call_id: id,
  rev: 1,
  state: "waiting",
  question: `Why <i>${id}</i>?`,
  context: { usage_key: "u", title: "Unit 3", url: "http://lms/unit", excerpt: "" },
  asker: { name: "Lina", image_url: "" },
  asked_at: "2026-11-22T11:58:00.000Z",
  round: 2,
  rounds: 3,
  asked: 4,
  here: [],
  entered: false,
  asker_left: false,
  window_url: `/window/${id}`,
  ...values,
});

const helper = (id: number, values: Partial<StaffHelper> = {}): StaffHelper => ({
  id,
  name: `Helper ${id}`,
  image_url: "",
  since: "2026-11-22T11:00:00.000Z",
  until: null,
  units: ["Unit 3"],
  more_units: 0,
  offers: 0,
  calls: 0,
  staff: false,
  ...values,
});

let told: string[];
let timers: TurnedTimers;
let server: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  timers = new TurnedTimers();
  server = new FakeServer(timers);
  server.on("staff_helpers", ok({ helpers: [], next: null }));
  told = [];
});

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function shown(...pages: [StaffCall[], string | null][]): Promise<NowView> {
  if (pages.length > 0) server.on("staff_calls", ...pages.map(([calls, next]) => ok({ calls, next })));
  const view = makeTab({ handlers: server.handlers(), clock: server.clock, texts: new Texts(), say: (words) => void told.push(words) } as TabPlace) as NowView;
  document.body.append(view);
  return settled(view);
}

async function settled(view: NowView): Promise<NowView> {
  await settle();
  await view.updateComplete;
  return view;
}

async function pass(view: NowView, seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 10) {
    const step = Math.min(left, 10) * 1000;
    timers.time += step;
    vi.advanceTimersByTime(step);
    await settled(view);
  }
}

describe("what goes on now", () => {
  test("shows how long each waits, who, where, in which round, and who is there", async () => {
    const helped = call("b", { state: "answered", here: ["Omar", "Mei"], round: 1, asked: 1 });
    const view = await shown([[call("a"), helped, call("c", { state: "answered", asker_left: true, here: ["Omar"] }), call("d", { round: 0, asked: 0 })], null]);
    expect(words(view, "h3")).toEqual(["Why <i>a</i>?", "Why <i>b</i>?", "Why <i>c</i>?", "Why <i>d</i>?"]);
    expect(words(view, ".age")).toEqual(["2:00", "2:00", "2:00", "2:00"]);
    expect(words(view, "section:first-child li p.quiet")).toEqual([
      "Lina waits · Unit 3 · Round 2, 4 asked",
      "Lina, Omar, and Mei are there · Unit 3 · Round 1, 1 asked",
      "Omar is there · Unit 3 · Round 2, 4 asked",
      "Lina waits · Unit 3 · Nobody was asked yet",
    ]);
  });

  test("counts on by the second, and marks who waits long without anybody", async () => {
    const view = await shown([[call("a"), call("b", { state: "answered", here: ["Omar"], asked_at: "2026-11-22T11:00:00.000Z" })], null]);
    expect(view.renderRoot.querySelectorAll(".long")).toHaveLength(0);
    await pass(view, 1);
    expect(words(view, ".age")).toEqual(["2:01", "1:00:01"]);
    await pass(view, 179);
    expect(words(view, ".long")).toEqual(["5:00"]);
  });

  test("looks again every ten seconds while it is seen, and not while it is hidden or another tab is open", async () => {
    const view = await shown([[call("a")], null]);
    await pass(view, 30);
    expect(server.bodies("staff_calls")).toHaveLength(4);
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    await pass(view, 60);
    expect(server.bodies("staff_calls")).toHaveLength(4);
    hidden.mockReturnValue(false);
    view.refresh();
    await settled(view);
    expect(server.bodies("staff_calls")).toHaveLength(5);
    view.remove();
    await pass(view, 60);
    expect(server.bodies("staff_calls")).toHaveLength(5);
  });

  test("says so where nobody waits", async () => {
    expect(words(await shown([[], null]), "section > p")).toEqual([
      "Nobody waits, and no room is open. What is asked stands here within seconds.",
      "Nobody is on duty. Whoever helps goes on duty in a unit, or on “Helping others”.",
    ]);
  });

  test("shows more by a click, each once, and looks at as many again", async () => {
    const view = await shown([[call("a"), call("b")], "m1"], [[call("b", { state: "answered", here: ["Omar"] }), call("c")], null], [[call("a")], "m2"], [[call("c")], null]);
    view.renderRoot.querySelector<HTMLElement>(".more button")?.click();
    await settled(view);
    expect(words(view, "h3")).toEqual(["Why <i>a</i>?", "Why <i>b</i>?", "Why <i>c</i>?"]);
    expect(view.renderRoot.querySelector(".more")).toBeNull();
    await pass(view, 10);
    expect(words(view, "h3")).toEqual(["Why <i>a</i>?", "Why <i>c</i>?"]);
    expect(server.bodies("staff_calls").map(({ after }) => after)).toEqual([null, "m1", null, "m2"]);
  });

  test("what does not come is told, while what was there stays", async () => {
    const view = await shown([[call("a")], null]);
    server.on("staff_calls", "down", refusal(403, "not-allowed"));
    await pass(view, 10);
    expect(words(view, "section > [role=alert]")).toEqual(["We can't reach the server right now. We try again every few seconds."]);
    await pass(view, 10);
    expect(words(view, "section > [role=alert]")).toEqual(["Sentence of not-allowed."]);
    expect(words(view, "h3")).toEqual(["Why <i>a</i>?"]);
    server.on("staff_calls", ok({ calls: [], next: null }));
    await pass(view, 10);
    expect(words(view, "section > [role=alert]")).toEqual([]);
  });
});

describe("helpers on duty", () => {
  test("are there with where, since when, and how much they have", async () => {
    const busy = helper(2, { units: ["A", "B", "C"], more_units: 2, offers: 1, calls: 2, staff: true, until: "2026-11-22T13:00:00.000Z", since: null });
    server.on("staff_helpers", ok({ helpers: [helper(1), busy], next: null }));
    const view = await shown([[], null]);
    expect(words(view, ".helper h3")).toEqual(["Helper 1", "Helper 2"]);
    const [first, where, second, all] = words(view, ".helper p");
    expect([first, second].map((one) => one?.replace(/\d\d:\d\d( [AP]M)?/g, "TIME"))).toEqual([
      "since TIME",
      "until TIME · course staff · in 2 rooms · 1 question waits for an answer",
    ]);
    expect([where, all]).toEqual(["Unit 3", "A, B, C and 2 more units"]);
  });

  test("are told as missing once, where nothing can be had", async () => {
    server.on("staff_helpers", "down");
    const view = await shown([[], null]);
    expect(words(view, "[role=alert]")).toEqual(["We can't reach the server right now. We try again every few seconds."]);
    server.on("staff_calls", "down");
    await pass(view, 10);
    expect(words(view, "[role=alert]")).toHaveLength(1);
  });
});

/** A window that the browser opened, and where it went. */
function opens(): { location: { href: string }; closed: boolean; focus: () => void; close: () => void } {
  const opened = { location: { href: "" }, closed: false, focus: () => undefined, close: () => void (opened.closed = true) };
  vi.spyOn(window, "open").mockReturnValue(opened as never);
  return opened;
}

async function press(view: NowView, label: string): Promise<void> {
  [...view.renderRoot.querySelectorAll<HTMLElement>("button")].find((one) => one.textContent?.trim() === label)?.click();
  await settled(view);
}

async function closeWith(view: NowView, reason: string): Promise<void> {
  view.renderRoot.querySelector<Menu>("chatxblock-menu")?.items[0]?.run?.();
  await settled(view);
  const dialog = view.renderRoot.querySelector("chatxblock-dialog");
  dialog?.dispatchEvent(new CustomEvent("typed", { detail: reason }));
  dialog?.dispatchEvent(new CustomEvent("confirmed", { detail: reason }));
  await settled(view);
}

describe("entering", () => {
  test("is one click: the window opens at once, and goes to the room once we are let in", async () => {
    const view = await shown([[call("a")], null]);
    const opened = opens();
    server.on("staff_enter", ok({ call: call("a", { entered: true }) }));
    await press(view, "Enter");
    expect(server.bodies("staff_enter")).toEqual([{ call_id: "a" }]);
    expect([opened.location.href, opened.closed]).toEqual([new URL("/window/a", document.baseURI).href, false]);
    expect(told).toEqual(["You are in the room of \u2068Lina\u2069's question."]);
  });

  test("a call that closed at that moment goes from the list, with its window, and that is told", async () => {
    const view = await shown([[call("a"), call("b")], null]);
    const opened = opens();
    server.on("staff_enter", refusal(409, "call-over")).on("staff_calls", ok({ calls: [call("b")], next: null }));
    await press(view, "Enter");
    expect([opened.closed, opened.location.href]).toEqual([true, ""]);
    expect([words(view, "h3"), told]).toEqual([["Why <i>b</i>?"], ["It was closed already, by its people or by somebody else of the staff."]]);
  });

  test("what does not get through is told at the call, and the window closes", async () => {
    const view = await shown([[call("a")], null]);
    const opened = opens();
    server.on("staff_enter", "down");
    await press(view, "Enter");
    expect(opened.closed).toBe(true);
    expect(words(view, "li [role=alert]")).toEqual(["That did not get through. Try again in a moment."]);
  });

  test("where the browser lets us open no window, the way there is told", async () => {
    const view = await shown([[call("a")], null]);
    vi.spyOn(window, "open").mockReturnValue(null);
    server.on("staff_enter", ok({ call: call("a", { entered: true }) }));
    await press(view, "Enter");
    expect(told).toEqual(["You may enter. Your browser did not let us open a window: choose “Look without entering”."]);
  });

  test("who is there already is led back, and nothing is asked of the server", async () => {
    const view = await shown([[call("a", { entered: true, here: ["Ada"] })], null]);
    const opened = opens();
    await press(view, "Back to the room");
    expect([opened.location.href, server.bodies("staff_enter")]).toEqual([new URL("/window/a", document.baseURI).href, []]);
  });
});

describe("closing", () => {
  test("asks for a reason, and takes the call from the list", async () => {
    const view = await shown([[call("a"), call("b")], null]);
    server.on("staff_close", ok({})).on("staff_calls", ok({ calls: [call("b")], next: null }));
    await closeWith(view, "It is answered in the lecture.");
    expect(server.bodies("staff_close")).toEqual([{ call_id: "a", reason: "It is answered in the lecture." }]);
    expect([words(view, "h3"), told]).toEqual([["Why <i>b</i>?"], ["It is closed. Those in the room read why."]]);
    expect(view.renderRoot.querySelector("chatxblock-dialog")).toBeNull();
  });

  test("what did not get through stays in the dialog, with what was written", async () => {
    const view = await shown([[call("a")], null]);
    server.on("staff_close", "down");
    await closeWith(view, "It is rude.");
    const dialog = view.renderRoot.querySelector<Dialog>("chatxblock-dialog");
    expect([dialog?.value, dialog?.error]).toEqual(["It is rude.", "That did not get through. Try again in a moment."]);
    expect(words(view, "h3")).toEqual(["Why <i>a</i>?"]);
  });

  test("one that somebody else closed at that moment is told, once", async () => {
    const view = await shown([[call("a")], null]);
    server.on("staff_close", refusal(409, "call-over")).on("staff_calls", ok({ calls: [], next: null }));
    await closeWith(view, "It is rude.");
    expect([view.renderRoot.querySelector("chatxblock-dialog"), words(view, "h3"), told]).toEqual([null, [], ["It was closed already, by its people or by somebody else of the staff."]]);
  });

  test("a look that was under way does not bring it back", async () => {
    const view = await shown([[call("a")], null]);
    let answer = (_reply: Response): void => undefined;
    const real = server.fetch;
    vi.spyOn(server, "fetch" as never);
    server.on("staff_close", ok({}));
    const late = new Promise<Response>((resolve) => (answer = resolve));
    const handlers = (view as unknown as { handlers: { options: { fetch: typeof real } } }).handlers.options;
    handlers.fetch = (url, init) => (String(url).endsWith("staff_calls") ? late : real(url, init));
    view.refresh();
    await closeWith(view, "It is rude.");
    answer(Response.json({ now: "2026-11-22T12:00:00Z", calls: [call("a")], next: null }));
    await settled(view);
    expect(words(view, "h3")).toEqual([]);
  });
});

test.each([
  [-5_000, "0:00"],
  [42_000, "0:42"],
  [725_999, "12:05"],
  [3_727_000, "1:02:07"],
  [86_400_000, "1 day"],
  [3 * 86_400_000, "3 days"],
])("%i milliseconds are %s", (waited, expected) => {
  expect(waitedWords(new Texts(), waited)).toBe(expected);
});
