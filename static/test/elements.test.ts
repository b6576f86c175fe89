// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import type { LitElement } from "lit";
import { Asking } from "../src/chat/asking";
import { Drafts } from "../src/chat/drafts";
import type { LogLine } from "../src/chat/log";
import type { Call, LobbyData, PersonRole } from "../src/chat/types";
import { Composer } from "../src/ui/composer";
import { Lobby } from "../src/ui/lobby";
import { LogView } from "../src/ui/log-view";
import { PeopleList } from "../src/ui/people-list";
import { callWith, counter, FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "./doubles";

customElements.define("chatxblock-lobby", Lobby);
customElements.define("chatxblock-log", LogView);
customElements.define("chatxblock-composer", Composer);
customElements.define("chatxblock-people", PeopleList);

afterEach(() => document.body.replaceChildren());

async function shown<E extends LitElement>(element: E): Promise<E> {
  document.body.append(element);
  await settle();
  await element.updateComplete;
  return element;
}

function find<E extends Element = HTMLElement>(element: LitElement, selector: string): E {
  const found = element.renderRoot.querySelector<E>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

function words(element: LitElement, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll(selector)].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
}

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
        openWindow: () => undefined,
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
    expect([link.getAttribute("href"), link.target, link.rel]).toEqual(["/window/c1", "_blank", "noopener"]);
    expect(words(element, "blockquote")).toEqual(["why?"]);
  });

  test("says that the chat is away when there is no room after a while", async () => {
    expect(words(await lobby(callWith({ room: null })), "[role=status]")[0]).toMatch(/^We can't reach the chat/);
    expect(words(await lobby(callWith()), "[role=status]")).toEqual([""]);
  });

  test("tells about how many are around, where that may be told", async () => {
    expect(words(await lobby(null, { around: "few" }), ".around")).toEqual(["A few people who can help are around."]);
    expect(words(await lobby(null, { around: "none" }), ".around")[0]).toMatch(/^Nobody is around right now. Ask anyway/);
    expect(words(await lobby(), ".around")).toEqual([]);
  });

  test("says where the question is that was left for the teachers, until she asks another", async () => {
    const element = await lobby(callWith());
    server.on("call", ok({ call: callWith({ rev: 2, state: "closed", left_for_staff: true }) }));
    await element.asking.refresh();
    await element.updateComplete;
    expect(words(element, "[role=status]")).toEqual(["Your question is kept for the teachers. You find their answer here."]);
    await ask(element, " ");
    expect(words(element, "[role=status]")).toEqual(["Type your question first."]);
  });

  test("is nothing for somebody who only helps", async () => {
    expect((await lobby(null, { may_ask: false })).renderRoot.querySelector("section")).toBeNull();
  });
});

describe("the log on screen", () => {
  const me = "lina@chat.test";
  const line = (archiveId: string, body: string, values: Partial<LogLine> = {}): LogLine => ({
    kind: "line",
    archiveId,
    id: archiveId,
    author: "omar@chat.test",
    nick: "omar",
    body,
    at: 0,
    replaces: "",
    earlier: [],
    ...values,
  });

  async function log(values: Partial<LogView>): Promise<LogView> {
    const element = document.createElement("chatxblock-log") as LogView;
    return shown(Object.assign(element, { me, nameOf: (jid: string) => jid.split("@")[0], ...values }));
  }

  test("shows markup, emoji and right-to-left text as they were typed", async () => {
    const bodies = ['<img src=x onerror="alert(1)"> &amp;', "👩‍👩‍👧 🙂", "مرحبا (a)\nb"];
    const element = await log({ entries: bodies.map((body, index) => line(String(index), body)) });
    const bubbles = [...element.renderRoot.querySelectorAll(".bubble")];
    expect(bubbles.map((bubble) => bubble.textContent)).toEqual(bodies);
    expect(bubbles.every((bubble) => bubble.getAttribute("dir") === "auto")).toBe(true);
    expect(element.renderRoot.querySelector("img")).toBeNull();
  });

  test("links addresses without telling them where one comes from", async () => {
    const element = await log({ entries: [line("1", "see https://x.org/a.")] });
    const link = find<HTMLAnchorElement>(element, ".bubble a");
    expect([link.getAttribute("href"), link.target, link.rel]).toEqual(["https://x.org/a", "_blank", "noopener noreferrer"]);
  });

  test("names each group once, and its own as You", async () => {
    const entries = [line("1", "a"), line("2", "b"), line("3", "c", { author: me }), line("4", "d", { at: 10 * 60_000, author: me })];
    const element = await log({ entries });
    expect(words(element, ".line:not(.goes-on) .name")).toEqual(["omar", "You", "You"]);
  });

  test("shows an edited line with what it was", async () => {
    const element = await log({ entries: [line("1", "the", { earlier: ["teh"] })] });
    expect(words(element, "details")).toEqual(["edited teh"]);
  });

  test("shows what is on its way, and gives back what was refused", async () => {
    const pending = [
      { id: "m1", body: "one", at: 0, tries: 1, state: "sent" as const },
      { id: "m2", body: "two", at: 0, tries: 1, state: "refused" as const },
      { id: "m3", body: "three", at: 0, tries: 0, state: "waiting" as const },
    ];
    const element = await log({ pending });
    const taken: string[] = [];
    element.addEventListener("take-back", (event) => taken.push((event as CustomEvent<string>).detail));
    expect(words(element, ".pending p.small")[0]).toBe("sending…");
    expect(words(element, ".pending p.small")[2]).toBe("Not sent yet.");
    find(element, ".pending button").click();
    expect(taken).toEqual(["m2"]);
  });

  test("marks what came while the window was hidden", async () => {
    const element = await log({ entries: [line("1", "a")] });
    const counts: number[] = [];
    element.addEventListener("unread", (event) => counts.push((event as CustomEvent<number>).detail));
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    element.entries = [...element.entries, line("2", "mine", { author: me }), line("3", "b")];
    await element.updateComplete;
    Object.defineProperty(document, "hidden", { value: false, configurable: true });
    expect(counts).toEqual([1]);
    expect(words(element, "li").slice(-2)[0]).toBe("new");
  });
});

describe("the box", () => {
  async function box(): Promise<[Composer, string[], (init: KeyboardEventInit, text: string) => Promise<void>]> {
    const element = await shown(Object.assign(document.createElement("chatxblock-composer") as Composer, { limit: 8 }));
    const said: string[] = [];
    element.addEventListener("said", (event) => said.push((event as CustomEvent<string>).detail));
    const press = async (init: KeyboardEventInit, text: string): Promise<void> => {
      const area = find<HTMLTextAreaElement>(element, "textarea");
      area.value = text;
      area.dispatchEvent(new KeyboardEvent("keydown", init));
      await element.updateComplete;
    };
    return [element, said, press];
  }

  test("sends with Enter, and not with Shift+Enter or while a word is composed", async () => {
    const [element, said, press] = await box();
    await press({ key: "Enter", shiftKey: true }, "a");
    await press({ key: "Enter", isComposing: true }, "a");
    await press({ key: "Enter" }, "   ");
    expect(said).toEqual([]);
    await press({ key: "Enter" }, " a\nb ");
    expect(said).toEqual(["a\nb"]);
    expect(element.value).toBe("");
  });

  test("refuses by bytes what does not fit, and keeps it", async () => {
    const [element, said, press] = await box();
    await press({ key: "Enter" }, "🙂🙂🙂");
    expect(said).toEqual([]);
    expect(element.value).toBe("🙂🙂🙂");
    expect(words(element, "[role=alert]")[0]).toMatch(/^This message is too long/);
    await press({ key: "Enter" }, "🙂🙂");
    expect(said).toEqual(["🙂🙂"]);
  });

  test("takes back a line before what stands there", async () => {
    const [element] = await box();
    element.giveBack("one");
    element.giveBack("two");
    expect(element.value).toBe("two\none");
  });
});

describe("the people", () => {
  const person = (name: string, role: PersonRole, inside: boolean, me = false): PeopleList["people"][number] => {
    return { jid: `${name}@chat.test`, name, image_url: "", role, inside, me };
  };

  test("are shown with what they are, those who did not come are not", async () => {
    const people = [
      person("lina", "asker", true, true),
      person("omar", "helper", true),
      person("ada", "left", false),
      person("eve", "removed", false),
      person("ben", "invited", false),
    ];
    const element = await shown(Object.assign(document.createElement("chatxblock-people") as PeopleList, { people }));
    expect(words(element, ".name")).toEqual(["You (asked)", "omar", "ada (left)", "eve (removed)"]);
    expect(element.renderRoot.querySelector("button")).toBeNull();
  });

  test("may be removed by who asked, herself excepted", async () => {
    const people = [person("lina", "asker", true, true), person("omar", "helper", true)];
    const values = { people, mayChange: true };
    const element = await shown(Object.assign(document.createElement("chatxblock-people") as PeopleList, values));
    const labels = [...element.renderRoot.querySelectorAll("li button")].map((button) => button.getAttribute("aria-label"));
    expect(labels).toEqual(["Remove omar"]);
  });
});
