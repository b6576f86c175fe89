// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RETURN } from "../../src/shared/browser-page";
import { Texts } from "../../src/shared/texts";
import { StaffPage } from "../../src/staff/staff-view";
import { TABS, type Tab, type TabElement, type TabPlace } from "../../src/staff/tabs-view";
import type { StaffData } from "../../src/shared/wire";
import { Waiting } from "../../src/staff/waiting";
import { FakeServer, ok, settle, TurnedTimers } from "../doubles";
import { named, PAGES, ways, words } from "../element-fixtures";

customElements.define("chatxblock-staff", StaffPage);

let refreshed: string[];
let loads: Record<string, () => Promise<{ makeTab: (place: TabPlace) => TabElement }>>;

const DATA = {
  course: "Algebra",
  ways: [
    { url: "/history_page", words: PAGES["history_page"] },
    { url: "/helper_page", words: PAGES["helper_page"] },
    { url: "javascript:alert(1)", words: "not this one" },
  ],
} as unknown as StaffData;

function tab(id: string): Tab {
  return { id, label: () => id.toUpperCase(), load: () => loads[id]?.() ?? Promise.resolve({ makeTab: () => panel(id) }) };
}

function panel(id: string): TabElement {
  const made = document.createElement("section") as unknown as TabElement;
  made.textContent = `what ${id} shows`;
  made.refresh = () => void refreshed.push(id);
  return made;
}

let server: FakeServer;

async function shown(hash = "", ids = ["now", "questions", "people"]): Promise<StaffPage> {
  history.replaceState(null, "", `/staff${hash}`);
  server = new FakeServer(new TurnedTimers());
  const page = document.createElement("chatxblock-staff") as StaffPage;
  page.tabs = ids.map(tab);
  page.place = { data: DATA, handlers: server.handlers(), clock: server.clock, texts: new Texts(), text: () => ({ value: "" }) as never, waiting: new Waiting(server.handlers()), tabs: ids, say: (told) => page.say(told) };
  document.body.append(page);
  return settled(page);
}

async function settled(page: StaffPage): Promise<StaffPage> {
  await settle();
  await page.updateComplete;
  return page;
}

const tabs = (page: StaffPage): HTMLElement[] => [...page.renderRoot.querySelectorAll<HTMLElement>("[role=tab]")];
const chosen = (page: StaffPage): string[] => tabs(page).filter((one) => one.getAttribute("aria-selected") === "true").map((one) => one.textContent?.trim() ?? "");
const shows = (page: StaffPage): string => words(page, "[role=tabpanel]")[0] ?? "";

async function press(page: StaffPage, key: string): Promise<void> {
  page.renderRoot.querySelector("[role=tablist]")?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  await settled(page);
}

beforeEach(() => {
  refreshed = [];
  loads = {};
});

afterEach(() => document.body.replaceChildren());

describe("the page of a course's staff", () => {
  test("has its name, the course, and the ways on", async () => {
    const page = await shown();
    expect([words(page, "h1"), words(page, ".course"), ways(page)]).toEqual([[PAGES["staff"]], ["Algebra"], named("history_page", "helper_page")]);
    expect(page.renderRoot.querySelectorAll("footer a")).toHaveLength(2);
  });

  test("opens the first tab, and the one that the address names", async () => {
    expect(shows(await shown())).toBe("what now shows");
    document.body.replaceChildren();
    const page = await shown("#people");
    expect([chosen(page), shows(page)]).toEqual([["PEOPLE"], "what people shows"]);
    document.body.replaceChildren();
    expect(chosen(await shown("#nonsense"))).toEqual(["NOW"]);
  });

  test("one tab can be reached by the key that goes from place to place, and says what it leads to", async () => {
    const page = await shown("#questions");
    expect(tabs(page).map((one) => one.tabIndex)).toEqual([-1, 0, -1]);
    expect(tabs(page).map((one) => one.getAttribute("aria-controls"))).toEqual(["panel", "panel", "panel"]);
    expect(page.renderRoot.querySelector("#panel")?.getAttribute("aria-labelledby")).toBe("tab-questions");
  });

  test.each([
    ["ArrowRight", ["QUESTIONS", "PEOPLE", "NOW"]],
    ["ArrowLeft", ["PEOPLE", "QUESTIONS", "NOW"]],
    ["End", ["PEOPLE", "PEOPLE", "PEOPLE"]],
    ["Home", ["NOW", "NOW", "NOW"]],
  ])("%s goes through the tabs", async (key, expected) => {
    const page = await shown();
    const seen: string[] = [];
    for (let press_ = 0; press_ < 3; press_ += 1) {
      await press(page, key);
      seen.push(...chosen(page));
    }
    expect(seen).toEqual(expected);
    expect(page.shadowRoot?.activeElement?.id).toBe(`tab-${expected[2]?.toLowerCase()}`);
  });

  test("from right to left the arrows go the other way", async () => {
    const page = await shown();
    page.style.direction = "rtl";
    await press(page, "ArrowLeft");
    expect(chosen(page)).toEqual(["QUESTIONS"]);
  });

  test("a tab that is chosen stands in the address, and the way back leads out of the page", async () => {
    const page = await shown();
    const before = history.length;
    tabs(page)[2]?.click();
    await settled(page);
    expect([location.hash, history.length, shows(page)]).toEqual(["#people", before, "what people shows"]);
    history.replaceState(null, "", "#now");
    window.dispatchEvent(new Event("hashchange"));
    await settled(page);
    expect(chosen(page)).toEqual(["NOW"]);
  });

  test("what was opened is made once, and is in the page only while its tab is chosen", async () => {
    const page = await shown();
    const first = page.renderRoot.querySelector("section");
    tabs(page)[1]?.click();
    await settled(page);
    expect(first?.isConnected).toBe(false);
    tabs(page)[0]?.click();
    await settled(page);
    expect(page.renderRoot.querySelector("section")).toBe(first);
  });

  test("who comes back, or chooses the open tab again, sees what is new in it, and in no other", async () => {
    const page = await shown();
    tabs(page)[1]?.click();
    await settled(page);
    window.dispatchEvent(new Event(RETURN));
    tabs(page)[1]?.click();
    expect(refreshed).toEqual(["questions", "questions"]);
    page.remove();
    window.dispatchEvent(new Event(RETURN));
    expect(refreshed).toHaveLength(2);
  });

  test("a part that does not come is told, and had by trying again", async () => {
    const load = vi.fn().mockRejectedValueOnce(new TypeError("gone")).mockResolvedValue({ makeTab: () => panel("now") });
    loads["now"] = load;
    const page = await shown();
    expect(words(page, "[role=alert]")).toEqual(["This part of the page could not be loaded. Try again"]);
    page.renderRoot.querySelector<HTMLElement>("[role=alert] button")?.click();
    await settled(page);
    expect(shows(page)).toBe("what now shows");
  });

  test("one that comes late is not put below another tab", async () => {
    let come = (_made: { makeTab: () => TabElement }): void => undefined;
    loads["now"] = () => new Promise((resolve) => (come = resolve));
    const page = await shown();
    expect(shows(page)).toBe("Loading…");
    tabs(page)[1]?.click();
    await settled(page);
    come({ makeTab: () => panel("now") });
    await settled(page);
    expect(shows(page)).toBe("what questions shows");
  });

  test("what was done is read out, until another tab is chosen", async () => {
    const page = await shown();
    page.place.say("It is closed.");
    await settled(page);
    expect(words(page, "[role=status]")).toEqual(["It is closed."]);
    tabs(page)[1]?.click();
    await settled(page);
    expect(words(page, "[role=status]")).toEqual([""]);
  });
});

test("each tab has an address and a name of its own, and can be loaded", async () => {
  const texts = new Texts();
  expect(new Set(TABS.map(({ id }) => id)).size).toBe(TABS.length);
  expect(new Set(TABS.map(({ label }) => label(texts))).size).toBe(TABS.length);
  const made = await Promise.all(TABS.map(({ load }) => load()));
  expect(made.map(({ makeTab }) => typeof makeTab)).toEqual(TABS.map(() => "function"));
});

test("how much waits stands beside the tab and in the title, and is heard again and again", async () => {
  vi.useFakeTimers();
  document.title = "Staff page";
  const page = await shown();
  page.tabs = [tab("now"), { ...tab("for-you"), count: ({ waiting }) => waiting.all }];
  const told = (): [string, string] => [words(page, "#tab-for-you")[0] ?? "", document.title];
  await settled(page);
  expect(told()).toEqual(["FOR-YOU", "Staff page"]);
  server.on("staff_waiting", ok({ left: 1, reports: 2, resources: 0 }));
  await vi.advanceTimersByTimeAsync(10_000);
  await settled(page);
  expect(told()).toEqual(["FOR-YOU 3 wait", "(3) Staff page"]);
  const asked = server.bodies("staff_waiting").length;
  page.remove();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(server.bodies("staff_waiting")).toHaveLength(asked);
  vi.useRealTimers();
});
