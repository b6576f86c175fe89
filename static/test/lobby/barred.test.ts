// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Asking } from "../../src/lobby/asking";
import { BarredNotice } from "../../src/lobby/barred-view";
import { Lobby } from "../../src/lobby/lobby-view";
import { RETURN } from "../../src/shared/browser-page";
import { Drafts } from "../../src/shared/drafts";
import { Texts } from "../../src/shared/texts";
import type { LobbyData } from "../../src/shared/wire";
import { counter, FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";
import { find, shown, words } from "../element-fixtures";

customElements.define("chatxblock-lobby", Lobby);
customElements.define("chatxblock-barred", BarredNotice);

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
});

afterEach(() => document.body.replaceChildren());

async function lobby(): Promise<Lobby> {
  const element = document.createElement("chatxblock-lobby") as Lobby;
  element.data = { title: "Stuck?", prompt: "What is it?", question_limit: 10, window_url: "/window/CALL_ID", may_ask: true, texts: {}, language: "en" } as LobbyData;
  element.clock = server.clock;
  const opens = { newId: counter("c"), openWindow: () => true, announce: () => undefined };
  element.asking = new Asking({ handlers: server.handlers(), drafts: new Drafts(new MemoryStorage(), "lina"), place: "page", limit: 10, ...opens }, null);
  return shown(element);
}

async function ask(element: Lobby, text: string): Promise<void> {
  element.asking.type(text);
  await element.updateComplete;
  find(element, "form").dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  await settle();
  await element.updateComplete;
}

describe("a lobby of somebody who is barred from asking", () => {
  test("says in place of the button why she cannot ask, keeps what she types, and gives the button back when that is over", async () => {
    const element = await lobby();
    const until = new Date(server.clock.now() + 60_000).toISOString();
    const bar = { doing: "asking", until, words: "Read the rules first." };
    server.on("ask", refusal(403, "barred", { bar }));
    await ask(element, "why?");
    expect([words(element, ".primary"), words(element, ".message p"), element.asking.bar]).toEqual([[], [], bar]);
    expect(find<HTMLTextAreaElement>(element, "textarea").value).toBe("why?");
    const before = server.bodies("ask").length;
    element.asking.ask();
    await settle();
    expect(server.bodies("ask")).toHaveLength(before);
    element.asking.type("why not");
    element.asking.expire(Date.parse(until) - 1);
    expect(element.asking.bar).toEqual(bar);
    element.asking.expire(Date.parse(until));
    await element.updateComplete;
    expect([words(element, ".primary"), element.asking.text]).toEqual([["Ask a helper"], "why not"]);
  });

  test("learns from a look that she is barred, and that it was lifted", async () => {
    const element = await lobby();
    element.asking.type("half typed");
    const news = { around: "none", answered: [], unfinished: [], call: null };
    server.on("lobby", ok({ ...news, barred: { doing: "asking", until: null, words: "Wait." } }), ok(news));
    for (const button of [[], ["Ask a helper"]]) {
      window.dispatchEvent(new Event(RETURN));
      await settle();
      await element.updateComplete;
      expect([words(element, ".primary"), element.asking.text]).toEqual([button, "half typed"]);
    }
  });

  test("has the notice, which says so as it changes", async () => {
    const { asking } = await lobby();
    const notice = document.createElement("chatxblock-barred") as BarredNotice;
    await shown(Object.assign(notice, { texts: new Texts(), clock: server.clock, asking }));
    expect(words(notice, "p")).toEqual([]);
    server.on("lobby", ok({ around: null, answered: [], unfinished: [], call: null, barred: { doing: "asking", until: null, words: "Wait." } }));
    await asking.refresh();
    await notice.updateComplete;
    expect(words(notice, "[role=status] p")).toEqual(["You can't ask questions in this course for now.", "Wait."]);
  });
});
