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

  test("says what is wrong with a question at its field, where the keyboard is led, and nowhere else", async () => {
    const element = await lobby();
    const box = find<HTMLTextAreaElement>(element, "textarea");
    await ask(element, "  ");
    const told = (): string[] => words(element, `#${box.getAttribute("aria-describedby")} .error`);
    expect([told(), words(element, "[role=status]")]).toEqual([["Type your question first."], [""]]);
    expect([element.shadowRoot?.activeElement, box.getAttribute("aria-invalid")]).toEqual([box, "true"]);
    await ask(element, "x".repeat(11));
    expect([told()[0], words(element, "[role=status]")]).toEqual(["Your question is too long. Please shorten it.", [""]]);
    element.asking.type("x");
    await element.updateComplete;
    expect([told(), box.getAttribute("aria-invalid")]).toEqual([[""], "false"]);
  });

  test("counts what she types only near the limit", async () => {
    const element = await lobby(null, { question_limit: 2_000 });
    const counted = async (letters: number): Promise<string[]> => {
      element.asking.type("x".repeat(letters));
      await element.updateComplete;
      return words(element, ".count");
    };
    expect(await counted(1_800)).toEqual([]);
    expect(await counted(1_801)).toEqual(["1,801 of 2,000 characters"]);
    expect(element.renderRoot.querySelector(".count.error")).toBeNull();
    expect(await counted(2_001)).toEqual(["2,001 of 2,000 characters"]);
    expect(element.renderRoot.querySelector(".count.error")).not.toBeNull();
  });

  test("has one button that stands out", async () => {
    expect(words(await lobby(), ".primary")).toEqual(["Ask a helper"]);
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

  test("tells beside its heading about how many are around, where that may be told and she may ask", async () => {
    expect(words(await lobby(null, { around: "few" }), ".top .around")).toEqual(["A few people are around"]);
    expect(words(await lobby(null, { around: "none" }), ".around.none")[0]).toMatch(/^Nobody is around right now. Ask anyway/);
    expect(words(await lobby(), ".around")).toEqual([]);
    expect(words(await lobby(callWith(), { around: "few" }), ".around")).toEqual([]);
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
