// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Texts } from "../../src/shared/texts";
import type { LibraryResource } from "../../src/shared/wire";
import { makeTab } from "../../src/staff/library/library-tab-view";
import type { LibraryView } from "../../src/staff/library/library-view";
import { countWords, firstDeed, stateWords } from "../../src/staff/library/library-words";
import { Merging } from "../../src/staff/library/merging";
import type { MergingDialog } from "../../src/staff/library/merging-view";
import type { TabPlace } from "../../src/staff/tabs-view";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../doubles";
import { words } from "../element-fixtures";

const TEXTS = new Texts();

const resource = (id: string, values: Partial<LibraryResource> = {}): LibraryResource => ({
  resource_id: id,
  rev: 2,
  title: `Why <i>${id}</i>?`,
  answer: `Because of ${id}.`,
  state: "published",
  hidden_for: null,
  verified: false,
  unit: "u1",
  shown: 0,
  opened: 0,
  helped: 0,
  asked_anyway: 0,
  reported: 0,
  sources: 1,
  authors: 2,
  updated_at: "2026-11-22T11:58:00.000Z",
  url: `/resource/${id}`,
  edit_url: `/edit/${id}`,
  ...values,
});

const page = (resources: LibraryResource[], next: string | null = null) => ok({ resources, units: [{ unit: "u1", title: "Unit 3" }], next });

let server: FakeServer;
let said: string[];
let reason: string;

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
  said = [];
  reason = "";
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

async function shown(...pages: ReturnType<typeof page>[]): Promise<LibraryView> {
  server.on("staff_resources", ...pages);
  const kept = { get value() { return reason; }, set value(text: string) { reason = text; } };
  const place = { handlers: server.handlers(), texts: TEXTS, text: () => kept, say: (told: string) => said.push(told) };
  const view = makeTab(place as unknown as TabPlace) as LibraryView;
  document.body.append(view);
  return settled(view);
}

async function settled<V extends LibraryView | MergingDialog>(view: V): Promise<V> {
  await settle();
  await view.updateComplete;
  return view;
}

const find = <E extends HTMLElement>(view: LibraryView | MergingDialog, selector: string): E => {
  const found = view.renderRoot.querySelector<E>(selector);
  if (!found) throw new Error(`there is no ${selector}`);
  return found;
};

async function press(view: LibraryView, name: string): Promise<void> {
  const button = [...view.renderRoot.querySelectorAll("button")].find((one) => one.textContent?.trim() === name);
  if (!button) throw new Error(`there is no ${name}`);
  button.click();
  await settled(view);
}

async function item(view: LibraryView, name: string, row = 0): Promise<void> {
  const menus = view.renderRoot.querySelectorAll("chatxblock-menu") as unknown as { items: { label: string; run?: () => void }[] }[];
  menus[row]?.items.find(({ label }) => label === name)?.run?.();
  await settled(view);
}

describe("how a resource is told", () => {
  test.each<[Partial<LibraryResource>, string, string | null]>([
    [{}, "Published, not verified", "verify"],
    [{ verified: true }, "✓ Verified", null],
    [{ state: "review" }, "Waits for a teacher", "publish"],
    [{ state: "draft" }, "Draft", null],
    [{ state: "merged" }, "Part of another", null],
    [{ state: "hidden", hidden_for: "staff" }, "Hidden by the teachers", "publish"],
    [{ state: "hidden", hidden_for: "author" }, "Taken back by who wrote it", "publish"],
    [{ state: "hidden", hidden_for: "reports" }, "Hidden because of reports", "publish"],
    [{ state: "hidden", hidden_for: "consent" }, "Hidden: somebody quoted said no", null],
  ])("%o", (values, state, deed) => {
    const row = resource("a", values);
    expect([stateWords(TEXTS, row), firstDeed(row)]).toEqual([state, deed]);
  });

  test("by what became of it, as far as there is anything", () => {
    expect(countWords(TEXTS, resource("a", { reported: 1, sources: 3, shown: 20, opened: 1, helped: 4, asked_anyway: 2 }))).toBe(
      "1 report · from 3 talks · shown 20 times · opened once · helped 4 · 2 asked anyway",
    );
    expect(countWords(TEXTS, resource("a"))).toBe("from 1 talk");
  });
});

describe("the library", () => {
  test("has a row each with one button, the rest behind ⋯", async () => {
    const view = await shown(page([resource("a"), resource("b", { state: "hidden", hidden_for: "staff" }), resource("c", { state: "merged", edit_url: null })]));
    expect(words(view, "h3")).toEqual(["Why <i>a</i>?", "Why <i>b</i>?", "Why <i>c</i>?"]);
    expect(words(view, ".rows p")[0]).toBe("Published, not verified · Unit 3 · from 1 talk");
    expect(words(view, ".rows > li > button")).toEqual(["Verify", "Publish again"]);
    const menus = [...view.renderRoot.querySelectorAll("chatxblock-menu")] as unknown as { items: { label: string }[] }[];
    expect(menus.map(({ items }) => items.map(({ label }) => label))).toEqual([
      ["Open", "Edit and earlier texts", "Put together with another…", "Hide…"],
      ["Open", "Edit and earlier texts", "Put together with another…"],
      ["Open"],
    ]);
  });

  test("says what to do where there is nothing, and how to get back where nothing is like that", async () => {
    const view = await shown(page([]));
    expect(words(view, "p")[0]).toMatch(/^There are no resources yet\./);
    const select = find<HTMLSelectElement>(view, "#show");
    select.value = "reported";
    select.dispatchEvent(new Event("change"));
    await settled(view);
    expect([words(view, "p")[0], server.bodies("staff_resources").at(-1)]).toEqual([
      "None of the resources is like that.",
      { show: "reported", unit: "", query: "", after: null },
    ]);
    await press(view, "Show all");
    expect(server.bodies("staff_resources").at(-1)).toEqual({ show: "all", unit: "", query: "", after: null });
  });

  test("looks for words once the reader stops typing, at once with Enter, and goes on page by page", async () => {
    const view = await shown(page([resource("a")]), page([resource("b")], "more"), page([resource("c")]));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const box = find<HTMLInputElement>(view, "input");
    for (const typed of ["ran", "rank"]) {
      box.value = typed;
      box.dispatchEvent(new Event("input"));
    }
    expect(server.bodies("staff_resources")).toHaveLength(1);
    vi.advanceTimersByTime(400);
    vi.useRealTimers();
    await settled(view);
    expect(server.bodies("staff_resources").slice(1)).toEqual([{ show: "all", unit: "", query: "rank", after: null }]);
    await press(view, "Show more");
    expect([words(view, "h3"), server.bodies("staff_resources").at(-1)]).toEqual([["Why <i>b</i>?", "Why <i>c</i>?"], { show: "all", unit: "", query: "rank", after: "more" }]);
    find(view, "form").dispatchEvent(new Event("submit", { cancelable: true }));
    await settled(view);
    expect(server.bodies("staff_resources")).toHaveLength(4);
  });

  test("verifies, says so, and shows what is so now", async () => {
    const view = await shown(page([resource("a")]), page([resource("a", { verified: true })]));
    server.on("resource_verify", ok({}));
    await press(view, "Verify");
    expect([server.bodies("resource_verify"), said, words(view, ".rows p")]).toEqual([[{ resource_id: "a", rev: 2 }], ["Verified: “Why <i>a</i>?”."], ["✓ Verified · Unit 3 · from 1 talk"]]);
  });

  test("says why it could not be done, and shows the newer one", async () => {
    const view = await shown(page([resource("a")]), page([resource("a", { title: "Another now" })]));
    server.on("resource_verify", refusal(409, "stale-resource", { error: "Somebody else changed this text meanwhile." }));
    await press(view, "Verify");
    expect([words(view, "[role=alert]"), words(view, "h3"), said]).toEqual([["Somebody else changed this text meanwhile."], ["Another now"], []]);
  });

  test("hides with a reason, which is kept where that fails", async () => {
    const view = await shown(page([resource("a")]));
    await item(view, "Hide…");
    const dialog = find(view, "chatxblock-dialog");
    dialog.dispatchEvent(new CustomEvent("typed", { detail: "It is wrong." }));
    server.on("resource_hide", refusal(503, "chat-unavailable"), ok({}));
    dialog.dispatchEvent(new CustomEvent("confirmed", { detail: "It is wrong." }));
    await settled(view);
    expect([reason, said, words(view, "[role=alert]")]).toEqual(["It is wrong.", [], ["That did not get through. Try again in a moment."]]);
    await item(view, "Hide…");
    find(view, "chatxblock-dialog").dispatchEvent(new CustomEvent("confirmed", { detail: "It is wrong." }));
    await settled(view);
    expect([server.bodies("resource_hide").at(-1), reason, said]).toEqual([{ resource_id: "a", rev: 2, reason: "It is wrong." }, "", ["Hidden: “Why <i>a</i>?”."]]);
  });
});

describe("putting two together", () => {
  async function begun(one: LibraryResource, ...found: LibraryResource[]): Promise<MergingDialog> {
    const view = await shown(page([one, ...found]), page(found));
    await item(view, "Put together with another…");
    return settled(find<MergingDialog>(view, "chatxblock-merging"));
  }

  const heading = (dialog: MergingDialog): string => words(dialog, "h2")[0] ?? "";

  test("begins with those that are like it, and finds others by words, never itself", async () => {
    const dialog = await begun(resource("a"), resource("b"));
    expect([heading(dialog), server.bodies("staff_resources").at(-1), words(dialog, ".found button span")]).toEqual(["Put together with which?", { like: "a" }, ["Why <i>b</i>?"]]);
    server.on("staff_resources", page([resource("a"), resource("c")]));
    find<HTMLInputElement>(dialog, "input").value = "rank";
    find(dialog, "input").dispatchEvent(new Event("input"));
    await settled(dialog);
    expect([server.bodies("staff_resources").at(-1), words(dialog, ".found button span")]).toEqual([{ query: "rank" }, ["Why <i>c</i>?"]]);
  });

  test("shows which stays, first the one that helped more, and does what is shown", async () => {
    const dialog = await begun(resource("a", { helped: 1, sources: 2 }), resource("b", { helped: 5 }));
    find(dialog, ".found button").click();
    await settled(dialog);
    expect([heading(dialog), words(dialog, ".stays .title"), words(dialog, ".goes .title")]).toEqual(["Which of the two stays?", ["Why <i>b</i>?"], ["Why <i>a</i>?"]]);
    expect(words(dialog, ".after")[0]).toMatch(/^Afterwards there is one, from 3 talks,/);
    [...dialog.renderRoot.querySelectorAll("button")].find((one) => one.textContent === "Keep the other one")?.click();
    await settled(dialog);
    expect(words(dialog, ".stays .title")).toEqual(["Why <i>a</i>?"]);
    server.on("resource_merge", ok({}));
    find(dialog, "button.primary").click();
    await settle();
    expect(server.bodies("resource_merge")).toEqual([{ resource_id: "b", rev: 2, into: "a" }]);
    expect(said).toEqual(["Put together. Whoever opens the one that went reads “Why <i>a</i>?”."]);
    expect(document.querySelector("chatxblock-library")?.shadowRoot?.querySelector("chatxblock-merging")).toBeNull();
  });

  test("says where learners will find neither of them", async () => {
    const dialog = await begun(resource("a", { state: "draft" }), resource("b"));
    find(dialog, ".found button").click();
    await settled(dialog);
    expect([words(dialog, ".stays .title"), words(dialog, "strong")]).toEqual([["Why <i>b</i>?"], []]);
    dialog.merging.turn();
    await settled(dialog);
    expect(words(dialog, "strong")).toEqual(["The one that stays is not published: learners find neither of them."]);
  });

  test("stays open with the server's sentence where somebody was quicker", async () => {
    const dialog = await begun(resource("a"), resource("b"));
    find(dialog, ".found button").click();
    await settled(dialog);
    server.on("resource_merge", refusal(409, "stale-resource", { error: "Somebody else changed one of the two meanwhile." }));
    find(dialog, "button.primary").click();
    await settled(dialog);
    expect([words(dialog, "[role=alert]"), said]).toEqual([["Somebody else changed one of the two meanwhile."], []]);
    expect(find<HTMLButtonElement>(dialog, "button.primary").disabled).toBe(false);
  });

  test("an answer that is overtaken changes nothing", async () => {
    server.on("staff_resources", page([resource("b")]), page([resource("c")]));
    const merging = new Merging(server.handlers(), resource("a"));
    await Promise.all([merging.look("old"), merging.look("new")]);
    expect(merging.found?.map(({ resource_id }) => resource_id)).toEqual(["c"]);
  });
});
