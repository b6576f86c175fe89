// @vitest-environment happy-dom
/** What waits for the staff: reports with the log around them, questions that were left, resources to look at. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Texts } from "../../src/shared/texts";
import type { LeftQuestion, ReportState, ResourceWork, StaffReport, StaffReportAnswer } from "../../src/shared/wire";
import type { BarDialog } from "../../src/staff/people/bar-dialog-view";
import { makeTab } from "../../src/staff/for-you/for-you-tab-view";
import type { ForYouView } from "../../src/staff/for-you/for-you-view";
import type { ReportRow } from "../../src/staff/for-you/report-row-view";
import type { TabPlace } from "../../src/staff/tabs-view";
import { Waiting } from "../../src/staff/waiting";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../doubles";
import { find, words } from "../element-fixtures";

const at = "2026-11-22T11:58:00.000Z";

const report = (id: string, values: Partial<StaffReport> = {}): StaffReport => ({
  report_id: id,
  call_id: "c1",
  thing: "line",
  question: "Why <i>so</i>?",
  title: "Unit 3",
  said: "You are <b>slow</b>.",
  about: { jid: "omar@chat", name: "Omar", image_url: "" },
  by: "Lina",
  reason: "unkind",
  words: "",
  at,
  window_url: "http://lms/window/c1",
  transcript_url: "http://lms/transcript/c1",
  ...values,
});

const opened = (one: StaffReport, values: Partial<StaffReportAnswer> = {}): StaffReportAnswer => ({
  report: one,
  lines: [
    { id: "1", name: "Lina", image_url: "", at, body: "Is it zero?", reported: false },
    { id: "2", name: "Omar", image_url: "", at, body: "You are <b>slow</b>.", reported: true },
  ],
  legible: true,
  settlement: null,
  ...values,
});

const left = (id: string): LeftQuestion => ({
  call_id: id,
  question: `Why ${id}?`,
  context: { usage_key: "u", title: "Unit 3", url: "http://lms/unit", excerpt: "" },
  asker: { name: "Mei", image_url: "" },
  asked_at: at,
  left_at: at,
  window_url: `/window/${id}`,
  transcript_url: `/transcript/${id}`,
});

const work: ResourceWork = { resource_id: "r1", call_id: "c1", title: "Inverse", state: "review", hidden_for: null, reports: 0, at, edit_url: "http://lms/editor/r1" };
const reported: ReportState = {
  report_id: "p9",
  resource_id: "r2",
  call_id: null,
  title: "Rows",
  reason: "A sign is wrong.",
  at,
  state: "open",
  url: "http://lms/resource/r2",
  thing: "resource",
};

let server: FakeServer;
let said: string[];
let waiting: Waiting;

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
  waiting = new Waiting(server.handlers());
  said = [];
  none();
});

afterEach(() => document.body.replaceChildren());

function none(): void {
  server
    .on("staff_waiting", ok({ left: 0, reports: 0, resources: 0 }))
    .on("staff_reports", ok({ reports: [], waiting: 0, next: null }))
    .on("staff_clusters", ok({ clusters: [], left: [] }))
    .on("reports", ok({ reports: [] }))
    .on("resource_work", ok({ talks: [], review: [] }));
}

async function settled(view: ForYouView): Promise<ForYouView> {
  for (let turn = 0; turn < 3; turn++) {
    await settle();
    await view.updateComplete;
  }
  return view;
}

async function shown(tabs: string[] = []): Promise<ForYouView> {
  const texts = new Map<string, { value: string }>();
  const text = (name: string): { value: string } => {
    const found = texts.get(name) ?? { value: "" };
    texts.set(name, found);
    return found;
  };
  const place = { handlers: server.handlers(), clock: server.clock, texts: new Texts(), text, waiting, tabs, say: (told: string) => said.push(told) };
  const view = makeTab(place as unknown as TabPlace) as ForYouView;
  document.body.append(view);
  return settled(view);
}

const rows = (view: ForYouView): ReportRow[] => [...view.renderRoot.querySelectorAll<ReportRow>("chatxblock-report-row")];
const first = (view: ForYouView): ReportRow => find<ReportRow>(view, "chatxblock-report-row");

async function press(view: ForYouView, row: ReportRow, name: string): Promise<void> {
  const button = [...row.renderRoot.querySelectorAll("button")].find(({ textContent }) => textContent?.trim() === name);
  if (!button) throw new Error(`no ${name}`);
  if (button.form) button.form.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  else button.click();
  await settled(view);
  await row.updateComplete;
}

test("says what it is for where nothing waits", async () => {
  const view = await shown();
  expect(words(view, "p.quiet")).toEqual(["Nothing waits for you. Questions that are left for the teachers, reports and resources to look at stand here within seconds."]);
  expect(words(view, "h2")).toEqual([]);
});

test("shows what cannot be had as missing, and not as nothing", async () => {
  server.on("staff_reports", "down");
  const view = await shown();
  expect(words(view, "[role=alert]").filter(Boolean)).toEqual(["A part of this list could not be loaded. Try again"]);
  none();
  find<HTMLButtonElement>(view, ".error button").click();
  await settled(view);
  expect(words(view, "[role=alert]").filter(Boolean)).toEqual([]);
});

describe("reports", () => {
  const one = report("p1");

  beforeEach(() => {
    server.on("staff_reports", ok({ reports: [one, report("p2", { thing: "person", reason: "other" }), report("p3", { thing: "talk", about: null })], waiting: 4, next: "mark" }));
    server.on("staff_report", ok(opened(one)));
  });

  test("are a row each, as text, with the rest behind ⋯, and earlier ones on demand", async () => {
    const view = await shown();
    expect(rows(view).map((row) => words(row, "h3")[0])).toEqual(["Omar wrote: You are <b>slow</b>.", "Omar was reported", "A talk was reported"]);
    expect(words(first(view), ".head p")[0]).toContain("Unkind · reported by Lina");
    const menu = find<HTMLElement & { items: { label: string; url: string }[] }>(first(view), "chatxblock-menu");
    expect(menu.items.map(({ label }) => label)).toEqual(["Open its room", "Save the whole log"]);
    server.on("staff_reports", ok({ reports: [report("p3"), report("p4")], waiting: 4, next: null }));
    find<HTMLButtonElement>(view, ".more button").click();
    await settled(view);
    expect(server.bodies("staff_reports").at(-1)).toEqual({ before: "mark" });
    expect(rows(view)).toHaveLength(4);
    expect(view.renderRoot.querySelector(".more")).toBeNull();
  });

  test("are opened with the log around them, settled with words, and gone", async () => {
    const view = await shown();
    await press(view, first(view), "Look at it");
    const row = first(view);
    expect(words(row, ".log li")).toEqual([expect.stringContaining("Is it zero?"), expect.stringContaining("You are <b>slow</b>.")]);
    expect(words(row, ".reported strong")).toEqual(["reported"]);
    await press(view, row, "Settle it");
    expect(words(row, "#failure")).toEqual(["Say first what came of it."]);
    find<HTMLInputElement>(row, "#spoken-to").dispatchEvent(new Event("change"));
    const area = find<HTMLTextAreaElement>(row, "textarea");
    area.value = "We have spoken. ";
    area.dispatchEvent(new InputEvent("input"));
    server.on("staff_settle", refusal(503, "store-busy"), ok(opened(one)));
    await press(view, row, "Settle it");
    expect([words(row, "#failure"), area.value]).toEqual([["That did not get through. What you wrote is still here: try again in a moment."], "We have spoken. "]);
    server.on("staff_reports", ok({ reports: [], waiting: 0, next: null }));
    await press(view, row, "Settle it");
    expect(server.bodies("staff_settle").at(-1)).toEqual({ report_id: "p1", outcome: "spoken-to", words: "We have spoken." });
    expect([rows(view).length, said]).toEqual([0, ["The report is settled, and whoever reported it is told."]]);
  });

  test("that somebody else has settled say who, and stay until they are closed", async () => {
    const view = await shown();
    await press(view, first(view), "Look at it");
    const row = first(view);
    find<HTMLInputElement>(row, "#nothing").dispatchEvent(new Event("change"));
    server.on("staff_settle", refusal(409, "conflict"));
    server.on("staff_report", ok(opened(one, { settlement: { by: "Grace", at, outcome: "removed", words: "Thank you." } })));
    server.on("staff_reports", ok({ reports: [], waiting: 0, next: null }));
    await press(view, row, "Settle it");
    expect(words(row, ".settled")).toEqual(["Grace has settled it: somebody was removed from the room."]);
    expect([words(row, "#failure"), words(row, "form")]).toEqual([["Sentence of conflict."], []]);
    await press(view, row, "Close");
    expect(rows(view)).toHaveLength(0);
  });

  test("lead to the bar of whom they are about, with what was reported", async () => {
    const view = await shown();
    await press(view, first(view), "Look at it");
    const row = first(view);
    const dialog = async (): Promise<BarDialog> => {
      find<HTMLButtonElement>(row, "button.bar").click();
      const found = await vi.waitFor(() => find<BarDialog>(view, "chatxblock-bar-dialog"), 10_000);
      await found.updateComplete;
      return found;
    };
    const given = await dialog();
    expect(words(given, "h2, h2 + p")).toEqual(["Bar Omar for a time", "Because of a report: Omar wrote: “You are <b>slow</b>.” (Unkind)"]);
    find(given, "dialog").dispatchEvent(new Event("close"));
    await settled(view);
    expect([view.renderRoot.querySelector("chatxblock-bar-dialog"), find<HTMLInputElement>(row, "#barred").checked]).toEqual([null, false]);
    const open = await dialog();
    const box = find<HTMLTextAreaElement>(open, "textarea");
    box.value = "Be kind.";
    box.dispatchEvent(new InputEvent("input"));
    server.on("staff_bar", "down", ok({ bars: [], removed: 0 }));
    for (let tries = 0; tries < 2; tries += 1) {
      find(open, "form").dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
      await settled(view);
      await open.updateComplete;
      if (tries === 0) expect(words(open, "#error")).toEqual(["That did not get through. What you wrote is still here: try again in a moment."]);
    }
    expect(server.bodies("staff_bar").at(-1)).toEqual({ person: one.about?.jid, doing: "both", hours: 24, words: "Be kind.", remove: false });
    expect(said.map((told) => told.replace(/[\u2066-\u2069]/g, ""))).toEqual(["Omar reads your words from now on."]);
    await row.updateComplete;
    expect(find<HTMLInputElement>(row, "#barred").checked).toBe(true);
  });

  test("say that the room cannot be read, and what the reporter wrote", async () => {
    server.on("staff_report", ok(opened({ ...one, words: "Again <i>and</i> again." }, { lines: [], legible: false })));
    const view = await shown();
    await press(view, first(view), "Look at it");
    expect(words(first(view), "[role=status]")[0]).toMatch(/^The room cannot be read right now/);
    expect(words(first(view), "blockquote")).toEqual(["Again <i>and</i> again."]);
    await press(view, first(view), "Close");
    expect(words(first(view), ".whole")).toEqual([]);
  });

  test("come while the page is open, as soon as there is word of them", async () => {
    none();
    const view = await shown();
    server.on("staff_waiting", ok({ left: 0, reports: 1, resources: 0 })).on("staff_reports", ok({ reports: [one], waiting: 1, next: null }));
    await waiting.look();
    await settled(view);
    expect(rows(view)).toHaveLength(1);
    const asked = server.bodies("staff_reports").length;
    await waiting.look();
    await settled(view);
    expect(server.bodies("staff_reports")).toHaveLength(asked);
  });
});

test("questions that are alike are one row, and are closed with a reason", async () => {
  server.on("staff_clusters", ok({ clusters: [{ call_ids: ["a", "b"], question: "Why a?", questions: [], learners: 2 }], left: [left("a"), left("b"), left("c")] }));
  const view = await shown();
  expect(view.renderRoot.querySelectorAll("chatxblock-asked")).toHaveLength(2);
  const menu = find<HTMLElement & { items: { label: string; run: () => void }[] }>(view, ".asked chatxblock-menu");
  menu.items[0]?.run();
  await settled(view);
  const dialog = find<HTMLElement & { text: string; error: string }>(view, "chatxblock-dialog");
  expect(dialog.text).toBe("All 2 who asked read it where the question was asked.");
  server.on("dismiss_left", refusal(503, "store-busy"), ok({}), refusal(409, "conflict"));
  const confirm = async (): Promise<void> => {
    dialog.dispatchEvent(new CustomEvent("confirmed", { detail: "It is in the lecture." }));
    await settled(view);
  };
  await confirm();
  expect(dialog.error).toBe("That did not get through. What you wrote is still here: try again in a moment.");
  await confirm();
  expect(server.bodies("dismiss_left").slice(1)).toEqual(["a", "b"].map((id) => ({ call_id: id, reason: "It is in the lecture." })));
  expect([said, view.renderRoot.querySelectorAll("chatxblock-asked, chatxblock-dialog").length]).toEqual([["1 question is closed, with your reason."], 1]);
});

test("resources are looked at before they are judged, also those that are only reported", async () => {
  server.on("resource_work", ok({ talks: [], review: [work] })).on("reports", ok({ reports: [reported] }));
  const view = await shown();
  expect(words(view, ".card h3")).toEqual(["Inverse", "Rows"]);
  expect(words(view, ".card blockquote")).toEqual(["A sign is wrong."]);
  server.on("resource_read", ok({ resource: { resource_id: "r2", rev: 3, state: "published", title: "Rows", answer: "So.", body: "Because." } }));
  [...view.renderRoot.querySelectorAll<HTMLButtonElement>(".card .actions > button")].at(-1)?.click();
  await settled(view);
  expect(words(view, ".card.opened .actions > button")).toEqual(["It is right", "Hide it"]);
  const box = find<HTMLTextAreaElement>(view, ".card.opened textarea");
  box.value = " You are right. \n";
  box.dispatchEvent(new InputEvent("input"));
  server.on("resource_hide", "down", ok({ resource: {} }));
  for (let tries = 0; tries < 2; tries += 1) {
    expect(find<HTMLTextAreaElement>(view, ".card.opened textarea").value).toBe(" You are right. \n");
    find<HTMLButtonElement>(view, ".card.opened .actions > button:nth-of-type(2)").click();
    await settled(view);
  }
  expect(server.bodies("resource_hide").at(-1)).toEqual({ resource_id: "r2", rev: 3, words: " You are right." });
  expect([words(view, ".card h3"), said]).toEqual([["Inverse"], ["Nobody but you and its authors can read it now."]]);
});

test("how much waits stays known where an answer does not come", async () => {
  server.on("staff_waiting", ok({ left: 1, reports: 2, resources: 3 }), "down");
  await waiting.look();
  await waiting.look();
  expect(waiting.all).toBe(6);
});
