// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Asking } from "../../src/lobby/asking";
import { buttonWords } from "../../src/lobby/button-words";
import { LobbyButton } from "../../src/lobby/lobby-button-view";
import { openingOf } from "../../src/lobby/opening";
import { Drafts } from "../../src/shared/drafts";
import { Texts } from "../../src/shared/texts";
import type { Call, LateAnswer, LobbyData } from "../../src/shared/wire";
import { callWith, counter, FakeServer, MemoryStorage, ok, settle, TurnedTimers } from "../doubles";
import { find, shown, words } from "../element-fixtures";

customElements.define("chatxblock-lobby-button", LobbyButton);

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
});

afterEach(() => document.body.replaceChildren());

async function button(call: Call | null = null): Promise<LobbyButton> {
  const asking = new Asking(
    {
      handlers: server.handlers(),
      drafts: new Drafts(new MemoryStorage(), "lina"),
      place: "page",
      limit: 100,
      newId: counter("c"),
      openWindow: () => true,
      announce: () => undefined,
    },
    call,
  );
  const lobby = document.createElement("div");
  lobby.attachShadow({ mode: "open" }).append(document.createElement("textarea"));
  const element = document.createElement("chatxblock-lobby-button") as LobbyButton;
  element.append(lobby);
  const data = { title: "Stuck <b>here</b>?", texts: {}, language: "en", answered: [] as LateAnswer[] } as LobbyData;
  return shown(Object.assign(element, { data, asking, lobby, clock: server.clock }));
}

async function click(element: LobbyButton, selector: string): Promise<void> {
  find(element, selector).click();
  await settle();
  await element.updateComplete;
}

describe("the button before a lobby", () => {
  test("opens again for who is quicker than the word that it was closed", async () => {
    const element = await button();
    await click(element, ".opener");
    const dialog = find<HTMLDialogElement>(element, "dialog");
    dialog.open = false;
    await click(element, ".opener");
    dialog.dispatchEvent(new Event("close"));
    await element.updateComplete;
    expect([dialog.open, find(element, ".opener").getAttribute("aria-expanded")]).toEqual([true, "true"]);
    expect(element.lobby.shadowRoot?.activeElement?.localName).toBe("textarea");
  });

  test("opens it as a dialog with the keyboard in its box, closes it, and has the keyboard back", async () => {
    const element = await button();
    expect(words(element, ".opener")).toEqual(["Stuck? Ask"]);
    const dialog = find<HTMLDialogElement>(element, "dialog");
    expect([dialog.open, dialog.getAttribute("aria-label")]).toEqual([false, "Stuck <b>here</b>?"]);
    await click(element, ".opener");
    expect([dialog.open, find(element, ".opener").getAttribute("aria-expanded")]).toEqual([true, "true"]);
    expect(element.lobby.shadowRoot?.activeElement?.localName).toBe("textarea");
    await click(element, ".close");
    expect([dialog.open, find(element, ".opener").getAttribute("aria-expanded")]).toEqual([false, "false"]);
    expect(element.shadowRoot?.activeElement).toBe(find(element, ".opener"));
  });

  test("closes what flows below it by Escape, but not where that was for something in it", async () => {
    const element = await button();
    await click(element, ".opener");
    const dialog = find<HTMLDialogElement>(element, "dialog");
    const taken = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
    taken.preventDefault();
    dialog.dispatchEvent(taken);
    expect(dialog.open).toBe(true);
    dialog.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    expect(dialog.open).toBe(false);
  });

  test("tells of her open question, live, and says it to who does not see it", async () => {
    const element = await button(callWith());
    expect(words(element, ".opener")).toEqual(["3 helpers were asked."]);
    server.on("lobby", ok({ call: callWith({ rev: 2, helpers: ["Helper 3"] }), around: null, answered: [] }));
    await element.asking.refresh();
    await element.updateComplete;
    expect([words(element, ".opener"), words(element, "[role=status]")]).toEqual([["Helper 3 is in your room"], ["Helper 3 is in your room"]]);
    expect(element.renderRoot.querySelector(".opener.good .dot")).not.toBeNull();
    await click(element, ".opener");
    expect(words(element, "[role=status]")).toEqual([""]);
  });
});

describe("what the button says", () => {
  const answer = { call_id: "c1" } as LateAnswer;
  const none = { call: null, ended: null, answered: null };

  test.each([
    ["nothing is open", none, "Stuck? Ask", false],
    ["her question was closed", { ...none, ended: callWith() }, "Your question was closed. Ask again?", false],
    ["a teacher answered", { ...none, answered: [answer] }, "Your question was answered", true],
    ["teachers answered", { ...none, answered: [answer, answer] }, "2 of your questions were answered", true],
    ["a question is open beside that", { ...none, call: callWith({ invited: 0 }), answered: [answer] }, "Nobody who can help is around right now. Whoever comes on duty is asked at once.", false],
  ])("where %s", (_when, told, text, good) => {
    expect(buttonWords(new Texts(), told, Date.parse("2026-11-22T12:00:00Z"))).toEqual({ text, good });
  });
});

describe("where the lobby opens", () => {
  const page = { framed: false, viewport: 500, lobby: 800, button: 100 };

  test.each([
    ["in a page of its own it is a dialog in the middle, however low the window", page, { as: "dialog", top: null }],
    ["in a frame that would clip it, it flows and the frame grows", { ...page, framed: true }, { as: "flow" }],
    ["in a frame just too low for it too", { ...page, framed: true, viewport: 831 }, { as: "flow" }],
    ["in a high frame it stands where she clicked", { ...page, framed: true, viewport: 3000, button: 1200 }, { as: "dialog", top: 1200 }],
    ["but not below the frame's lower edge", { ...page, framed: true, viewport: 3000, button: 2900 }, { as: "dialog", top: 2184 }],
    ["nor above its upper one", { ...page, framed: true, viewport: 832, button: 0 }, { as: "dialog", top: 16 }],
  ])("%s", (_where, measures, opening) => {
    expect(openingOf(measures)).toEqual(opening);
  });
});
