// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Drafts } from "../../src/shared/drafts";
import { KeptText } from "../../src/shared/kept-text";
import { Texts } from "../../src/shared/texts";
import type { Cluster, LeftQuestion, Resource, ResourceWork } from "../../src/shared/wire";
import type { AskedTogether } from "../../src/staff/asked-view";
import { makeTab } from "../../src/staff/for-you/for-you-tab-view";
import type { ForYouView } from "../../src/staff/for-you/for-you-view";
import type { TabPlace } from "../../src/staff/tabs-view";
import { Waiting } from "../../src/staff/waiting";
import { FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";
import { described, files, formsOf } from "../element-fixtures";

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

const resource = (values: Partial<Resource> = {}): Resource => ({ resource_id: "r1", rev: 3, state: "review", title: "Why?", answer: "So.", body: "Because *it* is.", ...values }) as Resource;

let server: FakeServer;
let storage: MemoryStorage;
let said: [string, string | undefined][];

beforeEach(() => {
  storage = new MemoryStorage();
  said = [];
  server = new FakeServer(new TurnedTimers());
  server.on("resource_work", ok({ talks: [], review: [] })).on("reports", ok({ reports: [] })).on("staff_reports", ok({ reports: [], waiting: 0, next: null })).on("staff_waiting", ok({ left: 0, reports: 0, resources: 0 }));
});

afterEach(() => document.body.replaceChildren());

async function shown(open: LeftQuestion[] = [], clusters: Cluster[] = []): Promise<ForYouView> {
  const drafts = new Drafts(storage, "kim");
  server.on("staff_clusters", ok({ clusters, left: open }));
  const place = {
    handlers: server.handlers(),
    clock: server.clock,
    texts: new Texts(),
    text: (name: string) => new KeptText(drafts, name),
    waiting: new Waiting(server.handlers()),
    tabs: [],
    say: (words: string, url?: string) => said.push([words, url]),
  };
  const page = makeTab(place as unknown as TabPlace) as ForYouView;
  document.body.append(page);
  return updated(page);
}

async function updated(page: ForYouView): Promise<ForYouView> {
  for (let turn = 0; turn < 3; turn++) {
    await settle();
    await page.updateComplete;
  }
  await Promise.all(together(page).map((one) => one.updateComplete));
  return page;
}

const together = (page: ForYouView): AskedTogether[] => [...page.renderRoot.querySelectorAll<AskedTogether>("chatxblock-asked")];

function words(root: { renderRoot: HTMLElement | DocumentFragment } | undefined, selector: string): string[] {
  return [...(root?.renderRoot.querySelectorAll(selector) ?? [])].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
}

function field<E extends HTMLInputElement | HTMLTextAreaElement>(root: AskedTogether | undefined, selector: string): E {
  const found = root?.renderRoot.querySelector<E>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

async function tick(page: ForYouView, selector: string, checked: boolean): Promise<void> {
  const box = field<HTMLInputElement>(together(page)[0], selector);
  box.checked = checked;
  box.dispatchEvent(new Event("change"));
  await updated(page);
}

async function answer(page: ForYouView, text: string): Promise<void> {
  const first = together(page)[0];
  const box = field<HTMLTextAreaElement>(first, "textarea");
  box.value = text;
  box.dispatchEvent(new InputEvent("input"));
  first?.renderRoot.querySelector("form")?.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  await updated(page);
}

async function press(page: ForYouView, label: string): Promise<void> {
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
    expect(said).toEqual([["1 question is answered. 1 had an answer of somebody else's already. Everybody can read it.", "/resource/r1"]]);
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
});

describe("resources that wait for a look", () => {
  test("are read before they are published, in just that text", async () => {
    server.on("resource_work", ok({ talks: [], review: [work()] })).on("resource_read", ok({ resource: resource() })).on("resource_publish", ok({ resource: resource(), like: [] }));
    const page = await shown();
    expect(words(page, "li h3")).toEqual(["Why is it <b>zero</b>?"]);
    expect(words(page, "li .actions > button")).toEqual(["Look at it"]);
    await press(page, "Look at it");
    expect(words(page, ".text p")).toEqual(["So.", "Because *it* is."]);
    await press(page, "Publish");
    expect(server.bodies("resource_publish")).toEqual([{ resource_id: "r1", rev: 3 }]);
    expect([words(page, "li"), said]).toEqual([[], [["Everybody can read it.", undefined]]]);
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

  test("that cannot be loaded say so, and can be tried again", async () => {
    server.on("resource_work", "down", "down", ok({ talks: [], review: [work()] }));
    const page = await shown();
    expect(words(page, "p.error[role=alert]:has(button)")[0]).toMatch(/^A part of this list could not be loaded\./);
    await press(page, "Try again");
    expect(words(page, "li h3")).toEqual(["Why is it <b>zero</b>?"]);
  });
});
