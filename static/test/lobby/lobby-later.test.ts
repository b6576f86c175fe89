// @vitest-environment happy-dom
import type { LitElement } from "lit";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Asking } from "../../src/lobby/asking";
import { LateAnswers } from "../../src/lobby/late-answers-view";
import { Drafts } from "../../src/shared/drafts";
import { Signal } from "../../src/shared/signal";
import type { LateAnswer, OwnLeft } from "../../src/shared/wire";
import { callWith, counter, FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";

customElements.define("chatxblock-answers", LateAnswers);

let timers: TurnedTimers;
let server: FakeServer;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers);
});

afterEach(() => document.body.replaceChildren());

function words(element: LitElement, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll(selector)].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
}

async function updated<E extends LitElement>(element: E): Promise<E> {
  await settle();
  await element.updateComplete;
  return element;
}

async function click(element: LitElement): Promise<void> {
  element.renderRoot.querySelector("button")?.click();
  await updated(element);
}

describe("late answers", () => {
  const answer = (id: string, values: Partial<LateAnswer> = {}): LateAnswer => {
    return { call_id: id, question: "Why?", answer: "Because.", by: "Kim", answered_at: "2026-11-22T10:00:00.000Z", dismissed: false, ...values };
  };

  async function answers(...all: LateAnswer[]): Promise<LateAnswers> {
    const element = document.createElement("chatxblock-answers") as LateAnswers;
    document.body.append(Object.assign(element, { answers: all, handlers: server.handlers(), clock: server.clock }));
    return updated(element);
  }

  test("are shown as they were written, with links", async () => {
    const element = await answers(answer("c1", { answer: "<b>See</b>\nhttps://x.org/a." }), answer("c2", { by: "" }));
    expect(words(element, "h2")).toEqual(["Kim answered your question", "A teacher answered your question"]);
    expect(element.renderRoot.querySelector("div.words")?.textContent).toBe("<b>See</b>\nhttps://x.org/a.");
    const link = await vi.waitFor(() => {
      const found = element.renderRoot.querySelector("chatxblock-written")?.shadowRoot?.querySelector("a");
      expect(found).toBeTruthy();
      return found;
    });
    expect([link?.getAttribute("href"), link?.rel]).toEqual(["https://x.org/a", "noopener noreferrer"]);
    expect(words(element, ".below span")).toEqual(["2 hours ago", "2 hours ago"]);
  });

  test("that come while the page is open are shown and said, and one that was read does not come back", async () => {
    server.on("left_read", ok({}));
    const asking = { answered: null as LateAnswer[] | null, changed: new Signal() };
    const element = document.createElement("chatxblock-answers") as LateAnswers;
    document.body.append(Object.assign(element, { answers: [], handlers: server.handlers(), clock: server.clock, asking }));
    asking.answered = [answer("c1")];
    asking.changed.emit();
    await updated(element);
    expect(words(element, "[role=status]")).toEqual(["Kim answered your question"]);
    await click(element);
    asking.changed.emit();
    await updated(element);
    expect(words(element, "h2")).toEqual([]);
  });

  test("that she left a question for the teachers is heard once", async () => {
    const asking = { answered: null, kept: callWith(), changed: new Signal() };
    const element = document.createElement("chatxblock-answers") as LateAnswers;
    document.body.append(Object.assign(element, { answers: [], handlers: server.handlers(), clock: server.clock, asking }));
    const before = words(element, "[role=status]");
    await updated(element);
    expect([before, words(element, "[role=status]")]).toEqual([[], ["Your question is kept for the teachers."]]);
    expect(words(element, ".left p")[0]).toMatch(/^You left this for the teachers .* Their answer will stand here\.$/);
  });

  test("go when they are read, one by one", async () => {
    server.on("left_read", ok({}));
    const element = await answers(answer("c1"), answer("c2"));
    await click(element);
    expect(server.bodies("left_read")).toEqual([{ call_id: "c1" }]);
    expect(words(element, "h2")).toHaveLength(1);
    await click(element);
    expect(element.renderRoot.querySelector("section")).toBeNull();
  });

  test("stay while the server does not hear it, and go when it knows nothing of them", async () => {
    server.on("left_read", "down", refusal(404, "call-not-found"));
    const element = await answers(answer("c1"));
    await click(element);
    expect(words(element, "[role=alert]")).toEqual(["That did not get through. Try again in a moment."]);
    await click(element);
    expect(words(element, "h2")).toEqual([]);
  });
});

describe("what she left for the teachers", () => {
  const said = (values: Partial<LateAnswer> = {}): LateAnswer => {
    return { call_id: "c1", question: "Why?", answer: "Because.", by: "Kim", answered_at: "2026-11-22T11:00:00.000Z", dismissed: false, ...values };
  };

  function left(id: string, answer: LateAnswer | null = null): OwnLeft {
    return { call_id: id, question: `Why <i>${id}</i>?`, left_at: "2026-11-22T10:00:00.000Z", window_url: `/window/${id}`, answer };
  }

  async function shown(own: OwnLeft[], answers: LateAnswer[] = [], asking?: Asking): Promise<LateAnswers> {
    const element = document.createElement("chatxblock-answers") as LateAnswers;
    document.body.append(Object.assign(element, { left: own, answers, asking, handlers: server.handlers(), clock: server.clock }));
    return updated(element);
  }

  test("stands there with when, and the way to what was said, until somebody answers", async () => {
    const element = await shown([left("c1")]);
    expect(words(element, ".left p")).toEqual(["You left this for the teachers 2 hours ago. Their answer will stand here.", "Why <i>c1</i>?"]);
    expect(element.renderRoot.querySelector(".left a")?.getAttribute("href")).toBe("/window/c1");
    expect(element.renderRoot.querySelector("details")).toBeNull();
  });

  test("is found again with its answer after that was read", async () => {
    server.on("left_read", ok({}));
    const element = await shown([left("c1", said()), left("c2", said({ call_id: "c2", answer: "Old." }))], [said()]);
    expect(words(element, "summary")).toEqual(["1 earlier question to the teachers"]);
    await click(element);
    expect(words(element, "h2")).toEqual([]);
    expect(words(element, "summary")).toEqual(["2 earlier questions to the teachers"]);
    expect(words(element, "details li div")).toEqual(["Because.", "Old."]);
    expect(words(element, "details li p.small")[0]).toBe("Kim wrote 1 hour ago:");
  });

  test("and was dismissed says so with the reason, now and later", async () => {
    const no = said({ dismissed: true, answer: "It is in the lecture." });
    const element = await shown([left("c1", no)], [no]);
    expect(words(element, "article")).toEqual(["Kim looked at your question Why? It will not be answered here. The reason: It is in the lecture. Got it 1 hour ago"]);
    const later = await shown([left("c1", no)]);
    expect(words(later, "details li p.small")).toEqual(["Kim did not answer it, 1 hour ago:"]);
  });

  test("while the page is open stands there at once, and once", async () => {
    const call = callWith({ rev: 2, state: "closed", left_for_staff: true, asker_left: true });
    const handlers = server.on("lobby", ok({ call, around: "few", answered: [] })).handlers();
    const drafts = new Drafts(new MemoryStorage(), "lina");
    const asking = new Asking({ handlers, drafts, place: "p", limit: 100, newId: counter(), openWindow: () => true, announce: () => undefined }, callWith());
    const element = await shown([left("c0")], [], asking);
    await asking.refresh();
    asking.changed.emit();
    await updated(element);
    expect(words(element, ".left .words")).toEqual(["Why?", "Why <i>c0</i>?"]);
    expect(words(element, ".left p")[0]).toBe("You left this for the teachers just now. Their answer will stand here.");
  });
});
