// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { Asking } from "../../src/lobby/asking";
import { Lobby } from "../../src/lobby/lobby-view";
import { RETURN } from "../../src/shared/browser-page";
import { Drafts } from "../../src/shared/drafts";
import type { Call, LobbyData } from "../../src/shared/wire";
import { callWith, counter, FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";
import { find, shown, words } from "../element-fixtures";

customElements.define("chatxblock-lobby", Lobby);

afterEach(() => document.body.replaceChildren());

describe("the lobby", () => {
  const server = new FakeServer(new TurnedTimers());

  async function lobby(call: Call | null = null, values: Partial<LobbyData> = {}): Promise<Lobby> {
    const element = document.createElement("chatxblock-lobby") as Lobby;
    element.data = {
      title: "Stuck <b>here</b>?",
      prompt: "What is it?",
      question_limit: 10,
      window_url: "/window/CALL_ID",
      may_ask: true,
      texts: {},
      language: "en",
      ...values,
    } as LobbyData;
    element.clock = server.clock;
    element.asking = new Asking(
      {
        handlers: server.handlers(),
        drafts: new Drafts(new MemoryStorage(), "lina"),
        place: "page",
        limit: 10,
        newId: counter("c"),
        openWindow: () => true,
        announce: () => undefined,
      },
      call,
    );
    return shown(element);
  }

  async function ask(element: Lobby, text: string): Promise<void> {
    const box = find<HTMLTextAreaElement>(element, "textarea");
    box.value = text;
    box.dispatchEvent(new InputEvent("input"));
    find(element, "form").dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    await settle();
    await element.updateComplete;
  }

  test("shows the author's words as words", async () => {
    const element = await lobby();
    expect(find(element, "h2").textContent).toBe("Stuck <b>here</b>?");
    expect(find(element, "label").textContent).toBe("What is it?");
  });

  test("shows at once what became true while nobody looked, and keeps what is typed", async () => {
    const element = await lobby();
    element.asking.type("half typed");
    const news = { around: "none", answered: [], unfinished: [], call: null };
    server.on("lobby", ok(news), ok({ ...news, call: callWith() }));
    window.dispatchEvent(new Event(RETURN));
    await settle();
    await element.updateComplete;
    expect(words(element, ".around")).toEqual(["Nobody is around right now. Ask anyway: your question stays, and whoever comes sees it."]);
    expect(find<HTMLTextAreaElement>(element, "textarea").value).toBe("half typed");
    window.dispatchEvent(new Event(RETURN)); // she asked on her phone
    await settle();
    await element.updateComplete;
    expect([words(element, "slot a"), element.asking.text]).toEqual([["Go to your room"], "half typed"]);
  });

  test("says what is wrong with a question, in a live region", async () => {
    const element = await lobby();
    await ask(element, "  ");
    expect(words(element, "[role=status]")).toEqual(["Type your question first."]);
    await ask(element, "x".repeat(11));
    expect(words(element, "[role=status]")).toEqual(["Your question is too long: 10 characters fit. Please shorten it."]);
    expect(find(element, "textarea").getAttribute("aria-invalid")).toBe("true");
    expect(words(element, ".count")).toEqual(["Characters: 11 / 10"]);
  });

  test("keeps the text when the server refuses, and says its sentence", async () => {
    server.on("ask", refusal(403, "not-enrolled"));
    const element = await lobby();
    await ask(element, "why?");
    expect(words(element, "[role=status]")).toEqual(["Sentence of not-enrolled."]);
    expect(find<HTMLTextAreaElement>(element, "textarea").value).toBe("why?");
  });

  test("shows the way back when the question is asked", async () => {
    server.on("ask", ok({ call: callWith({ question: "why?", window_url: "/window/c1" }) }, 201));
    const element = await lobby();
    await ask(element, "why?");
    const link = find<HTMLAnchorElement>(element, "a");
    expect([link.getAttribute("href"), link.target, link.rel]).toEqual(["/window/c1", "chatxblock-room-c1", ""]);
  });

  test("tells about how many are around, where that may be told", async () => {
    expect(words(await lobby(null, { around: "few" }), ".around")).toEqual(["A few people who can help are around."]);
    expect(words(await lobby(null, { around: "none" }), ".around")[0]).toMatch(/^Nobody is around right now. Ask anyway/);
    expect(words(await lobby(), ".around")).toEqual([]);
    expect(words(await lobby(), ".around")).toEqual([]);
  });

  test("says where the question is that was left for the teachers, until she asks another", async () => {
    const element = await lobby(callWith());
    server.on("lobby", ok({ call: callWith({ rev: 2, state: "closed", left_for_staff: true }), around: "few", answered: [] }));
    await element.asking.refresh();
    await element.updateComplete;
    expect(words(element, "[role=status]")).toEqual(["Your question is kept for the teachers. It stands above, and so will their answer."]);
    await ask(element, " ");
    expect(words(element, "[role=status]")).toEqual(["Type your question first."]);
  });

  test("asks who is logged out to log in again, and offers to reload where a script is gone", async () => {
    server.on("ask", refusal(403, "not-logged-in"));
    const element = await lobby();
    await ask(element, "why?");
    expect(words(element, "[role=status]")).toEqual(["Log in again in another tab. We go on by ourselves then."]);
    element.missing = true;
    await element.updateComplete;
    expect(words(element, "[role=alert]")[0]).toMatch(/^Part of this page could not be loaded. Reload it: what you typed is kept./);
  });

  test("is nothing for somebody who only helps", async () => {
    expect((await lobby(null, { may_ask: false })).renderRoot.querySelector("section")).toBeNull();
  });
});
