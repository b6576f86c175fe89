// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Drafts } from "../../src/shared/drafts";
import { KeptText } from "../../src/shared/kept-text";
import { AskedTogether } from "../../src/staff/asked-view";
import { StaffList } from "../../src/staff/staff-list";
import { StaffListPage } from "../../src/staff/staff-list-view";
import type { Cluster, LeftQuestion, ReportState, Resource, ResourceWork } from "../../src/shared/wire";
import { FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";
import { described, files, formsOf, named, PAGES, ways } from "../element-fixtures";

customElements.define("chatxblock-asked", AskedTogether);
customElements.define("chatxblock-staff-list", StaffListPage);

const at = "2026-11-22T11:00:00.000Z";

const left = (id: string, values: Partial<LeftQuestion> = {}): LeftQuestion => ({
  call_id: id,
  question: `Why <i>${id}</i>?`,
  context: { usage_key: "u", title: "Unit 3", url: "http://lms/unit", excerpt: "" },
  asker: { name: `Asker ${id}`, image_url: "" },
  asked_at: at,
  left_at: at,
  learners: 1,
  window_url: `/window/${id}`,
  transcript_url: `/transcript/${id}`,
  ...values,
});

const cluster = (...ids: string[]): Cluster => ({ call_ids: ids, question: "", questions: [], learners: ids.length });

const work = (values: Partial<ResourceWork> = {}): ResourceWork => ({
  resource_id: "r1",
  call_id: null,
  title: "Why is it <b>zero</b>?",
  state: "review",
  hidden_for: null,
  reports: 0,
  at,
  edit_url: "/resource_editor/r1",
  ...values,
});

const report = (values: Partial<ReportState> = {}): ReportState => ({
  report_id: "p1",
  resource_id: "r1",
  call_id: null,
  title: "Why is it zero?",
  reason: "The sign is <wrong>.",
  at,
  state: "open",
  url: "/resource/r1",
  thing: "resource",
  ...values,
});

const resource = (values: Partial<Resource> = {}): Resource => ({ resource_id: "r1", rev: 3, state: "review", title: "Why?", answer: "So.", body: "Because *it* is.", ...values }) as Resource;

let server: FakeServer;
let storage: MemoryStorage;

beforeEach(() => {
  storage = new MemoryStorage();
  server = new FakeServer(new TurnedTimers());
  server.on("resource_work", ok({ talks: [], review: [] })).on("reports", ok({ reports: [] }));
});

afterEach(() => document.body.replaceChildren());

async function shown(open: LeftQuestion[] = [], clusters: Cluster[] = []): Promise<StaffListPage> {
  const page = document.createElement("chatxblock-staff-list") as StaffListPage;
  const drafts = new Drafts(storage, "kim");
  page.list = new StaffList(server.handlers(), { left: open, clusters });
  page.clock = server.clock;
  page.helperPageUrl = "/helper_page";
  page.historyUrl = "/history_page";
  page.text = (place) => new KeptText(drafts, place);
  document.body.append(page);
  return updated(page);
}

async function updated(page: StaffListPage): Promise<StaffListPage> {
  await settle();
  await page.updateComplete;
  await Promise.all(together(page).map((one) => one.updateComplete));
  return page;
}

const together = (page: StaffListPage): AskedTogether[] => [...page.renderRoot.querySelectorAll<AskedTogether>("chatxblock-asked")];

function words(root: { renderRoot: HTMLElement | DocumentFragment } | undefined, selector: string): string[] {
  return [...(root?.renderRoot.querySelectorAll(selector) ?? [])].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
}

function field<E extends HTMLInputElement | HTMLTextAreaElement>(root: AskedTogether | undefined, selector: string): E {
  const found = root?.renderRoot.querySelector<E>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

async function tick(page: StaffListPage, selector: string, checked: boolean): Promise<void> {
  const box = field<HTMLInputElement>(together(page)[0], selector);
  box.checked = checked;
  box.dispatchEvent(new Event("change"));
  await updated(page);
}

async function answer(page: StaffListPage, text: string): Promise<void> {
  const first = together(page)[0];
  const box = field<HTMLTextAreaElement>(first, "textarea");
  box.value = text;
  box.dispatchEvent(new InputEvent("input"));
  first?.renderRoot.querySelector("form")?.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  await updated(page);
}

async function press(page: StaffListPage, label: string): Promise<void> {
  const found = [...page.renderRoot.querySelectorAll("button")].find((one) => one.textContent?.trim() === label);
  if (!found) throw new Error(`no ${label}`);
  found.click();
  await updated(page);
}

describe("questions that wait for the teachers", () => {
  test("stand together where they are alike, as they were typed, and by themselves where they are not", async () => {
    const page = await shown([left("c1", { learners: 3 }), left("c2"), left("c3"), left("c4")], [cluster("c2", "c1", "gone"), cluster("c3")]);
    expect(together(page).map((one) => words(one, "h3"))).toEqual([["Why <i>c2</i>?"], ["Why <i>c3</i>?"], ["Why <i>c4</i>?"]]);
    expect(together(page).map((one) => words(one, "h3 + p")[0])).toEqual([
      "4 learners wait · 1 hour ago · Unit 3",
      "Asker c3 · 1 hour ago · Unit 3",
      "Asker c4 · 1 hour ago · Unit 3",
    ]);
    expect(words(together(page)[0], "fieldset label")).toEqual(["Why <i>c2</i>?", "Why <i>c1</i>?"]);
    expect(words(together(page)[1], "p.quiet")[1]).toBe("Asker c3 · 1 hour ago · Unit 3 · Read what was said");
    expect(together(page).slice(0, 2).map(files)).toEqual([["c2", "c1"], ["c3"]].map((ids) => ids.flatMap((id) => formsOf(`/transcript/${id}`))));
    expect(together(page).map((one) => described(one, ".whole summary"))).toEqual([["Why <i>c2</i>?", "Why <i>c1</i>?"], ["Why <i>c3</i>?"], ["Why <i>c4</i>?"]]);
  });

  test("are rows until one is unfolded, or was being answered", async () => {
    new KeptText(new Drafts(storage, "kim"), "together:c2").value = "So";
    const page = await shown([left("c1"), left("c2")]);
    expect(together(page).map((one) => words(one, ".row .button"))).toEqual([["Answer"], ["Answer"]]);
    expect(together(page).map((one) => one.renderRoot.querySelector<HTMLDetailsElement>("details:has(.row)")?.open)).toEqual([false, true]);
  });

  test("are answered with one answer, published in the same click, and go", async () => {
    server.on("answer_left", ok({ resource: { url: "/resource/r1" }, passed_over: ["c2"] }));
    const page = await shown([left("c1"), left("c2"), left("c3")], [cluster("c1", "c2"), cluster("c3")]);
    expect(words(together(page)[0], "form button")).toEqual(["Answer 2 questions"]);
    await tick(page, "#publish", true);
    await answer(page, " So it is.\n ");
    expect(server.bodies("answer_left")).toEqual([{ call_id: "c1", call_ids: ["c2"], answer: " So it is.", publish: true }]);
    expect(words(page, "[role=status]")).toEqual(["1 question is answered. 1 had an answer of somebody else's already. Everybody can read it. Read it"]);
    expect(page.renderRoot.querySelector(".news a")?.getAttribute("href")).toBe(new URL("/resource/r1", document.baseURI).href);
    expect(together(page).map((one) => words(one, "h3"))).toEqual([["Why <i>c3</i>?"]]);
    expect(storage.values.size).toBe(0);
  });

  test("may be answered in part: what is not ticked stays, with its own box", async () => {
    server.on("answer_left", ok({ passed_over: [] }));
    const page = await shown([left("c1"), left("c2")], [cluster("c1", "c2")]);
    await tick(page, "#to-c2", false);
    await answer(page, "So.");
    expect(server.bodies("answer_left")).toEqual([{ call_id: "c1", call_ids: [], answer: "So.", publish: false }]);
    expect(words(together(page)[0], "h3")).toEqual(["Why <i>c2</i>?"]);
    expect(field<HTMLTextAreaElement>(together(page)[0], "textarea").value).toBe("");
  });

  test("are not answered by nothing, nor for nobody", async () => {
    const page = await shown([left("c1"), left("c2")], [cluster("c1", "c2")]);
    await answer(page, "\u200b");
    expect(words(together(page)[0], "[role=alert]")).toEqual(["Write an answer first."]);
    await tick(page, "#to-c1", false);
    await tick(page, "#to-c2", false);
    await answer(page, "So.");
    expect(words(together(page)[0], "[role=alert]")).toEqual(["Choose a question that it is for."]);
    expect(server.bodies("answer_left")).toEqual([]);
  });

  test("keep what was written over a failure and over a reload", async () => {
    server.on("answer_left", "down", refusal(409, "conflict"));
    const page = await shown([left("c1")], [cluster("c1")]);
    await answer(page, "So.");
    expect(words(together(page)[0], "[role=alert]")).toEqual(["That did not get through. What you wrote is still here: try again in a moment."]);
    await answer(page, "So it is.");
    expect(words(together(page)[0], "[role=alert]")).toEqual(["Sentence of conflict."]);
    page.remove();
    expect(field<HTMLTextAreaElement>(together(await shown([left("c1")], [cluster("c1")]))[0], "textarea").value).toBe("So it is.");
  });

  test("that there are none of say so, with the way back", async () => {
    const page = await shown();
    expect(words(page, "p.quiet")).toEqual(["No question waits for you.", "Nothing waits for a look.", "Nobody has found anything wrong."]);
    expect([words(page, "h1"), ways(page)]).toEqual([[PAGES["staff_list"]], named("helper_page", "history_page")]);
  });
});

describe("resources that wait for a look", () => {
  test("are read before they are published, in just that text", async () => {
    server.on("resource_work", ok({ talks: [], review: [work()] })).on("resource_read", ok({ resource: resource() })).on("resource_publish", ok({ resource: resource(), like: [] }));
    const page = await shown();
    expect(words(page, "li h3")).toEqual(["Why is it <b>zero</b>?"]);
    expect(words(page, "li .actions")).toEqual(["Look at it Open it"]);
    await press(page, "Look at it");
    expect(words(page, ".text p")).toEqual(["So.", "Because *it* is."]);
    await press(page, "Publish");
    expect(server.bodies("resource_publish")).toEqual([{ resource_id: "r1", rev: 3 }]);
    expect([words(page, "li"), words(page, "[role=status]")]).toEqual([[], ["Everybody can read it."]]);
  });

  test("that changed meanwhile are shown anew before anything is done", async () => {
    server.on("resource_work", ok({ talks: [], review: [work()] })).on("resource_read", ok({ resource: resource() }), ok({ resource: resource({ rev: 4, answer: "New." }) }));
    server.on("resource_publish", refusal(409, "stale-resource"), ok({ resource: resource(), like: [] }));
    const page = await shown();
    await press(page, "Look at it");
    await press(page, "Publish");
    expect([words(page, "li [role=alert]"), words(page, ".text p")[0]]).toEqual([["Sentence of stale-resource."], "New."]);
    await press(page, "Publish");
    expect(server.bodies("resource_publish")[1]).toEqual({ resource_id: "r1", rev: 4 });
  });

  test("and what was said against one are settled together, by saying that it is right or by hiding it", async () => {
    const hidden = work({ state: "hidden", hidden_for: "reports", reports: 2 });
    server.on("resource_work", ok({ talks: [], review: [hidden] })).on("reports", ok({ reports: [report(), report({ report_id: "p2", state: "settled" })] }));
    server.on("resource_read", ok({ resource: resource({ state: "hidden" }) })).on("resource_verify", ok({ resource: resource() }));
    const page = await shown();
    expect(words(page, "li p.small.quiet")[0]).toBe("Hidden: 2 people found something wrong · 1 hour ago");
    expect(words(page, "blockquote")).toEqual(["The sign is <wrong>."]);
    await press(page, "Look at it");
    expect(words(page, "li .actions")[0]).toBe("It is right Open it");
    await press(page, "It is right");
    expect(server.bodies("resource_verify")).toEqual([{ resource_id: "r1", rev: 3 }]);
    expect(words(page, "li")).toEqual([]);
  });

  test("are hidden where the report is right, and a report of a talk leads to it", async () => {
    const talk = report({ report_id: "p2", resource_id: null, call_id: "c9", url: "/window/c9" });
    server.on("reports", ok({ reports: [report(), talk] })).on("resource_read", ok({ resource: resource({ state: "published" }) })).on("resource_hide", ok({ resource: resource() }));
    const page = await shown();
    await press(page, "Look at it");
    await press(page, "Hide it");
    expect(server.bodies("resource_hide")).toEqual([{ resource_id: "r1", rev: 3 }]);
    expect(page.renderRoot.querySelector("li a")?.getAttribute("href")).toBe(new URL("/window/c9", document.baseURI).href);
    server.on("reports", ok({ reports: [] }));
    await press(page, "I have looked at it");
    expect([server.bodies("reports").at(-1), words(page, "li")]).toEqual([{ settle: "p2" }, []]);
  });

  test("that cannot be loaded say so, and can be tried again", async () => {
    server.on("resource_work", "down", ok({ talks: [], review: [work()] }));
    const page = await shown();
    expect(words(page, "section + [role=alert]")[0]).toMatch(/^A part of this list could not be loaded\./);
    await press(page, "Try again");
    expect(words(page, "li h3")).toEqual(["Why is it <b>zero</b>?"]);
  });
});
