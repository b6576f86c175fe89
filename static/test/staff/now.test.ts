// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Texts } from "../../src/shared/texts";
import { makeTab } from "../../src/staff/now/now-tab-view";
import type { NowView } from "../../src/staff/now/now-view";
import { waitedWords } from "../../src/staff/now/waited";
import type { StaffCall } from "../../src/shared/wire";
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
  asker_left: false,
  window_url: `/window/${id}`,
  ...values,
});

let timers: TurnedTimers;
let server: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  timers = new TurnedTimers();
  server = new FakeServer(timers);
});

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function shown(...pages: [StaffCall[], string | null][]): Promise<NowView> {
  if (pages.length > 0) server.on("staff_calls", ...pages.map(([calls, next]) => ok({ calls, next })));
  const view = makeTab({ handlers: server.handlers(), clock: server.clock, texts: new Texts() } as TabPlace) as NowView;
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
    expect(words(view, "li p.quiet")).toEqual([
      "Lina waits · Unit 3 · Round 2, 4 asked",
      "Lina, Omar, and Mei are there · Unit 3 · Round 1, 1 asked",
      "Omar is there · Unit 3 · Round 2, 4 asked",
      "Lina waits · Unit 3 · Nobody was asked yet",
    ]);
    expect([...view.renderRoot.querySelectorAll("a.button")].map((one) => [one.getAttribute("href"), one.getAttribute("target")])[0]).toEqual([new URL("/window/a", document.baseURI).href, "chatxblock-room-a"]);
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
    expect(words(await shown([[], null]), "section > p")).toEqual(["Nobody waits, and no room is open. What is asked stands here within seconds."]);
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
    expect(words(view, "[role=alert]")).toEqual(["We can't reach the server right now. We try again every few seconds."]);
    await pass(view, 10);
    expect(words(view, "[role=alert]")).toEqual(["Sentence of not-allowed."]);
    expect(words(view, "h3")).toEqual(["Why <i>a</i>?"]);
    server.on("staff_calls", ok({ calls: [], next: null }));
    await pass(view, 10);
    expect(words(view, "[role=alert]")).toEqual([]);
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
