// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { Inbox } from "../../src/helper/inbox/inbox-view";
import { LeftQuestions } from "../../src/helper/inbox/left-questions-view";
import { LiveInbox } from "../../src/helper/inbox/live-inbox";
import { PageNotices } from "../../src/helper/ringing/browser-notices";
import { HandlerError } from "../../src/shared/handlers";
import { Texts } from "../../src/shared/texts";
import type { DutyState, LeftQuestion } from "../../src/shared/wire";
import { counter, dutyWith, FakeBadge, FakeBell, FakeServer, FakeWire, ok, refusal, settle, ticketFor, TurnedTimers } from "../doubles";

customElements.define("chatxblock-left", LeftQuestions);
customElements.define("chatxblock-inbox", Inbox);

afterEach(() => document.body.replaceChildren());

const left = (id: string, values: Partial<LeftQuestion> = {}): LeftQuestion => ({
  call_id: id,
  question: `Why <i>${id}</i>?`,
  context: { usage_key: "u", title: "Unit 3", url: "http://lms/unit", excerpt: "" },
  asker: { name: "Lina", image_url: "" },
  asked_at: "2026-11-22T11:00:00.000Z",
  ...values,
});

const given: [string, string][] = [];

async function shown(all: LeftQuestion[], trouble: HandlerError | null = null): Promise<LeftQuestions> {
  given.length = 0;
  const answer = async (id: string, text: string): Promise<void> => {
    given.push([id, text]);
    if (trouble) throw trouble;
  };
  const element = document.createElement("chatxblock-left") as LeftQuestions;
  const now = Date.parse("2026-11-22T12:00:00.000Z");
  document.body.append(Object.assign(element, { left: all, now, answer }));
  await element.updateComplete;
  return element;
}

function words(element: LeftQuestions, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll(selector)].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
}

async function submit(element: LeftQuestions, text: string): Promise<void> {
  const box = element.renderRoot.querySelector("textarea");
  if (box) box.value = text;
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
  });

  test("are answered, and go at once", async () => {
    const element = await shown([left("c1"), left("c2")]);
    await submit(element, " Because.\n ");
    expect(given).toEqual([["c1", "Because."]]);
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
    [new HandlerError(0, "network", ""), "That did not get through. Your answer is still here: try again in a moment."],
    [new HandlerError(400, "bad-input", "This answer is too long."), "This answer is too long."],
  ])("keep the answer when the server does not take it", async (trouble, sentence) => {
    const element = await shown([left("c1")], trouble);
    await submit(element, "Because.");
    expect(words(element, "[role=alert]")).toEqual([sentence]);
    expect(element.renderRoot.querySelector("textarea")?.value).toBe("Because.");
    expect(element.renderRoot.querySelector("textarea")?.readOnly).toBe(false);
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
      storage: null,
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
    const server = new FakeServer(new TurnedTimers()).on("answer_left", ok({}));
    const element = await inbox({ may_help: false, helps: false, on_duty: false }, server);
    expect(list(element)?.left).toHaveLength(1);
    await list(element)?.answer("c1", "Because.");
    expect(server.bodies("answer_left")).toEqual([{ call_id: "c1", answer: "Because." }]);
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
