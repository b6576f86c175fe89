// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Inbox } from "../../src/helper/inbox/inbox-view";
import { LeftQuestions } from "../../src/helper/inbox/left-questions-view";
import { LiveInbox } from "../../src/helper/inbox/live-inbox";
import { PageNotices } from "../../src/helper/ringing/browser-notices";
import { Drafts } from "../../src/shared/drafts";
import { HandlerError } from "../../src/shared/handlers";
import { KeptText } from "../../src/shared/kept-text";
import { Texts } from "../../src/shared/texts";
import type { DutyState, LeftQuestion } from "../../src/shared/wire";
import { counter, dutyWith, FakeBadge, FakeBell, FakeServer, FakeWire, MemoryStorage, ok, refusal, settle, ticketFor, TurnedTimers } from "../doubles";
import { described, files, formsOf, named, ways } from "../element-fixtures";

customElements.define("chatxblock-left", LeftQuestions);
customElements.define("chatxblock-inbox", Inbox);

afterEach(() => document.body.replaceChildren());

const left = (id: string, values: Partial<LeftQuestion> = {}): LeftQuestion => ({
  call_id: id,
  question: `Why <i>${id}</i>?`,
  context: { usage_key: "u", title: "Unit 3", url: "http://lms/unit", excerpt: "" },
  asker: { name: "Lina", image_url: "" },
  asked_at: "2026-11-22T10:00:00.000Z",
  left_at: "2026-11-22T11:00:00.000Z",
  window_url: `/window/${id}`,
  transcript_url: `/transcript/${id}`,
  ...values,
});

const given: [string, string][] = [];
const reasons: [string, string][] = [];
let storage: MemoryStorage;

beforeEach(() => {
  storage = new MemoryStorage();
});

async function shown(all: LeftQuestion[], trouble: HandlerError | null = null, person = "kim"): Promise<LeftQuestions> {
  given.length = reasons.length = 0;
  const taken = (list: [string, string][]) => async (id: string, text: string): Promise<void> => {
    list.push([id, text]);
    if (trouble) throw trouble;
  };
  const text = (place: string): KeptText => new KeptText(new Drafts(storage, person), place);
  const element = document.createElement("chatxblock-left") as LeftQuestions;
  const now = Date.parse("2026-11-22T12:00:00.000Z");
  document.body.append(Object.assign(element, { left: all, now, acts: { answer: taken(given), dismiss: taken(reasons), text } }));
  await element.updateComplete;
  return element;
}

async function write(element: LeftQuestions, text: string): Promise<void> {
  const box = element.renderRoot.querySelector("textarea");
  if (!box) throw new Error("no box");
  box.value = text;
  box.dispatchEvent(new InputEvent("input"));
  await element.updateComplete;
}

async function click(element: LeftQuestions, label: string): Promise<void> {
  const found = [...element.renderRoot.querySelectorAll("button")].find((one) => one.textContent?.trim() === label);
  if (!found) throw new Error(`no ${label}`);
  found.click();
  await element.updateComplete;
}

function words(element: LeftQuestions, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll(selector)].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
}

async function submit(element: LeftQuestions, text: string): Promise<void> {
  await write(element, text);
  element.renderRoot.querySelector("form")?.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  await settle();
  await element.updateComplete;
}

describe("questions that were left for the teachers", () => {
  test("are nothing to see where there are none", async () => {
    expect((await shown([])).renderRoot.querySelector("section")).toBeNull();
  });

  test("are shown as they were typed, with who asked, when and where", async () => {
    const element = await shown([left("c1"), left("c2", { context: { usage_key: "u", title: "", url: "javascript:1", excerpt: "" } })]);
    expect(words(element, "li p.words")).toEqual(["Why <i>c1</i>?", "Why <i>c2</i>?"]);
    expect(words(element, "li p.quiet")).toEqual(["Lina · 1 hour ago · Unit 3", "Lina · 1 hour ago"]);
    expect(words(element, "label")[0]).toBe("Your answer to Lina");
    expect([files(element), described(element, "summary")]).toEqual([["c1", "c2"].flatMap((id) => formsOf(`/transcript/${id}`)), ["Why <i>c1</i>?", "Why <i>c2</i>?"]]);
  });

  test("lead to the page where like ones stand together, by its name", async () => {
    const element = await shown([left("c1")]);
    element.listUrl = "/staff";
    await element.updateComplete;
    expect(ways(element)).toEqual(named("staff"));
  });

  test("are answered, and go at once", async () => {
    const element = await shown([left("c1"), left("c2")]);
    await submit(element, " Because.\n ");
    expect(given).toEqual([["c1", " Because."]]);
    expect(words(element, "li p.words")).toEqual(["Why <i>c2</i>?"]);
    expect(words(element, "[role=status]")).toEqual(["Lina finds your answer where the question was asked."]);
    await submit(element, "So.");
    expect(words(element, "li")).toEqual([]);
    expect(words(element, "h2")).toEqual(["Left for the teachers"]);
  });

  test("are not answered by nothing", async () => {
    const element = await shown([left("c1")]);
    await submit(element, "  ");
    expect([given, words(element, "[role=alert]")]).toEqual([[], ["Write an answer first."]]);
  });

  test.each([
    [new HandlerError(0, "network", ""), "That did not get through. What you wrote is still here: try again in a moment."],
    [new HandlerError(400, "bad-input", "This answer is too long."), "This answer is too long."],
  ])("keep the answer when the server does not take it", async (trouble, sentence) => {
    const element = await shown([left("c1")], trouble);
    await submit(element, "Because.");
    expect(words(element, "[role=alert]")).toEqual([sentence]);
    expect(element.renderRoot.querySelector("textarea")?.value).toBe("Because.");
    expect(element.renderRoot.querySelector("textarea")?.readOnly).toBe(false);
  });
});

describe("an answer that everybody may read", () => {
  test("is published in the same click, where she ticks it", async () => {
    const element = await shown([left("c1"), left("c2", { learners: 3 })]);
    const published: boolean[] = [];
    element.acts = { ...element.acts, answer: async (_id, _text, publish) => void published.push(publish) };
    expect(words(element, "li p.quiet")).toEqual(["Lina · 1 hour ago · Unit 3", "Lina · 1 hour ago · Unit 3 · 3 learners wait for an answer"]);
    const box = element.renderRoot.querySelector<HTMLInputElement>("#publish-c1");
    if (box) box.checked = true;
    box?.dispatchEvent(new Event("change"));
    await submit(element, "Because.");
    expect(words(element, "[role=status]")).toEqual(["Lina finds your answer where the question was asked, and everybody with this question finds it too."]);
    await submit(element, "So.");
    expect(published).toEqual([true, false]);
  });

  test("is on the list with questions that are alike, which is linked", async () => {
    const element = await shown([left("c1")]);
    element.listUrl = "/staff";
    await element.updateComplete;
    expect(element.renderRoot.querySelector("ul + p a")?.getAttribute("href")).toBe(new URL("/staff", document.baseURI).href);
  });
});

describe("what a teacher writes", () => {
  test("is there again after a reload, for her and that question alone, and gone once it was handed in", async () => {
    await write(await shown([left("c1")]), "Half an answer");
    document.body.replaceChildren();
    const box = (element: LeftQuestions): string | undefined => element.renderRoot.querySelector("textarea")?.value;
    expect(box(await shown([left("c2")]))).toBe("");
    expect(box(await shown([left("c1")], null, "omar"))).toBe("");
    document.body.replaceChildren();
    const element = await shown([left("c1")]);
    expect(box(element)).toBe("Half an answer");
    await submit(element, "A whole answer");
    expect([given, storage.values.size]).toEqual([[["c1", "A whole answer"]], 0]);
  });

  test("stays over a look that brings the same questions, and over a failure", async () => {
    const element = await shown([left("c1")], new HandlerError(0, "network", ""));
    await submit(element, "Because.");
    element.left = [left("c1"), left("c2")];
    await element.updateComplete;
    expect(element.renderRoot.querySelector("textarea")?.value).toBe("Because.");
    expect(storage.values.size).toBe(1);
  });

  test("is there to be copied where somebody else was quicker, until she puts it away", async () => {
    const element = await shown([left("c1"), left("c2")]);
    await write(element, "Half an answer");
    element.left = [];
    await element.updateComplete;
    expect(words(element, "li label")).toEqual(["Somebody else has answered or dismissed it meanwhile. You had written this:"]);
    const box = element.renderRoot.querySelector("textarea");
    expect([box?.value, box?.readOnly]).toEqual(["Half an answer", true]);
    await click(element, "Put it away");
    expect([element.renderRoot.querySelector("li"), storage.values.size]).toEqual([null, 0]);
  });

  test("is not shown to who is logged in after her", async () => {
    const element = await shown([left("c1")]);
    await write(element, "Half an answer");
    Object.assign(element, { left: [], stranger: true });
    await element.updateComplete;
    expect(element.renderRoot.querySelector("li")).toBeNull();
  });
});

describe("a question that will not be answered", () => {
  test("is dismissed with a reason for who asked, after reading what was said", async () => {
    const element = await shown([left("c1")]);
    expect([...element.renderRoot.querySelectorAll(".small a[href^='/']")].map((one) => one.getAttribute("href"))).toEqual(["/window/c1", ...formsOf("/transcript/c1")]);
    await write(element, "Half an answer");
    await click(element, "Dismiss it instead");
    expect(words(element, "label")).toEqual(["Why will it not be answered? Lina reads this."]);
    await submit(element, "\u200b");
    expect([reasons, words(element, "[role=alert]")]).toEqual([[], ["Write the reason first."]]);
    await submit(element, "We talked about it in the lecture.");
    expect([given, reasons]).toEqual([[], [["c1", "We talked about it in the lecture."]]]);
    expect(words(element, "[role=status]")).toEqual(["Lina reads your reason where the question was asked."]);
    expect(storage.values.size).toBe(0);
  });

  test("may be answered after all, and a reason that was refused stays", async () => {
    const element = await shown([left("c1")], new HandlerError(409, "conflict", "Somebody else was quicker."));
    await write(element, "Half an answer");
    await click(element, "Dismiss it instead");
    await submit(element, "No.");
    expect([words(element, "[role=alert]"), element.renderRoot.querySelector("textarea")?.value]).toEqual([["Somebody else was quicker."], "No."]);
    await click(element, "Answer it instead");
    expect([words(element, "[role=alert]"), element.renderRoot.querySelector("textarea")?.value]).toEqual([[""], "Half an answer"]);
  });
});

describe("the inbox of a teacher", () => {
  async function inbox(duty: Partial<DutyState>, server: FakeServer): Promise<Inbox> {
    const element = document.createElement("chatxblock-inbox") as Inbox;
    const texts = new Texts();
    const live = new LiveInbox({
      handlers: server.handlers(),
      clock: server.clock,
      timers: new TurnedTimers(),
      duty: dutyWith(duty),
      person: "kim",
      open: new FakeWire().open,
      newId: counter(),
      bell: new FakeBell(),
      badge: new FakeBadge(),
      notices: new PageNotices(texts),
      channel: null,
      locks: null,
      storage: null, loggedOut: () => undefined
    });
    live.feed.left = [left("c1")];
    document.body.append(Object.assign(element, { texts, clock: server.clock, live }));
    await new Promise((resolve) => setTimeout(resolve));
    await settle();
    await element.updateComplete;
    return element;
  }

  function list(element: Inbox): LeftQuestions | null {
    return element.renderRoot.querySelector<LeftQuestions>("chatxblock-left");
  }

  test("shows what was left although she does not help, and hands her answer in", async () => {
    const server = new FakeServer(new TurnedTimers()).on("answer_left", ok({})).on("dismiss_left", ok({}));
    const element = await inbox({ may_help: false, helps: false, on_duty: false }, server);
    expect(list(element)?.left).toHaveLength(1);
    await list(element)?.acts.answer("c1", "Because.", false);
    await list(element)?.acts.answer("c2", "Because.", true);
    await list(element)?.acts.dismiss("c1", "No.");
    expect(server.bodies("answer_left")).toEqual([
      { call_id: "c1", answer: "Because." },
      { call_id: "c2", answer: "Because.", publish: true },
    ]);
    expect(server.bodies("dismiss_left")).toEqual([{ call_id: "c1", reason: "No." }]);
  });

  test("stops when somebody else is logged in: nothing is shown, asked or told in that name", async () => {
    const server = new FakeServer(new TurnedTimers()).on("ticket", ok(ticketFor("omar")));
    server.on("inbox", ok({ ...dutyWith(), invitations: [], left: [left("c2")] }));
    const element = await inbox({}, server);
    await settle();
    await element.updateComplete;
    expect([element.live.feed.stranger, list(element)?.left]).toEqual([true, []]);
    expect(element.renderRoot.querySelector("[role=alert]")?.textContent?.trim()).toBe(
      "Somebody else is logged in in this browser now. Reload this page.",
    );
    const requests = server.requests.length;
    element.live.wake();
    element.live.feed.refresh();
    await settle();
    expect(server.requests).toHaveLength(requests);
  });

  test("says when nobody is logged in, until it works again", async () => {
    const server = new FakeServer(new TurnedTimers()).on("ticket", ok(ticketFor("kim")));
    server.on("inbox", refusal(403, "not-logged-in"), ok({ ...dutyWith(), invitations: [], left: [left("c1")] }));
    const element = await inbox({}, server);
    const alert = (): string => element.renderRoot.querySelector("[role=alert]")?.textContent?.trim() ?? "";
    expect(alert()).toBe("Log in again in another tab. We go on by ourselves then.");
    element.live.feed.refresh();
    await settle();
    await element.updateComplete;
    expect([alert(), list(element)?.left.length]).toEqual(["", 1]);
  });

  test("takes what is left from each look at the server", async () => {
    const server = new FakeServer(new TurnedTimers()).on("ticket", ok(ticketFor("kim")));
    server.on("inbox", ok({ ...dutyWith(), invitations: [], left: [left("c2"), left("c3")] }));
    const element = await inbox({}, server);
    element.live.feed.refresh();
    await settle();
    await element.updateComplete;
    expect(list(element)?.left.map((one) => one.call_id)).toEqual(["c2", "c3"]);
  });
});
