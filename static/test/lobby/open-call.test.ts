// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Asking } from "../../src/lobby/asking";
import { AwaitedCall } from "../../src/lobby/awaited-call";
import { TitleMark } from "../../src/lobby/browser-title-mark";
import { OpenCall } from "../../src/lobby/open-call-view";
import { PlacedDialog } from "../../src/lobby/placed-dialog-view";
import { callWords } from "../../src/lobby/open-call-words";
import { Attention, type ComingNotice } from "../../src/shared/attention";
import { Drafts } from "../../src/shared/drafts";
import { Signal } from "../../src/shared/signal";
import { Texts, unmarked } from "../../src/shared/texts";
import type { Call } from "../../src/shared/wire";
import { callWith, counter, FakeBell, FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";
import { find, shown, words } from "../element-fixtures";

customElements.define("chatxblock-open-call", OpenCall);
customElements.define("chatxblock-placed-dialog", PlacedDialog);

const NOW = Date.parse("2026-11-22T12:00:00Z");

describe("what is said of an open question", () => {
  test.each([
    ["nobody was asked yet", { invited: 0, round: 0 }, "Finding helpers…"],
    ["more are asked soon", { invited: 0, next_round_at: "2026-11-22T12:00:20.000Z" }, "Finding helpers…"],
    ["nobody is around", { invited: 0 }, "Nobody who can help is around right now. Whoever comes on duty is asked at once."],
    ["some were asked", { invited: 3 }, "3 helpers were asked."],
    ["one was asked", { invited: 1 }, "1 helper was asked."],
    ["the last wait is over", { exhausted: true }, "Everyone we could ask was asked. Whoever comes on duty is asked at once."],
    ["all said no", { exhausted: true, declined: 3 }, "They can't come right now. Whoever comes on duty is asked at once."],
    ["somebody is on the way", { helpers: ["Omar"], coming: ["Omar"] }, "Omar is coming to your room"],
    ["somebody is there", { helpers: ["Omar"] }, "Omar is in your room"],
    ["two are there", { helpers: ["Omar", "Ada"] }, "Omar and Ada are in your room"],
    ["one of two is there", { helpers: ["Omar", "Ada"], coming: ["Ada"] }, "Omar is in your room"],
    ["it is solved", { helpers: ["Omar"], solved: true }, "You marked this as solved."],
  ] satisfies [string, Partial<Call>, string][])("when %s", (_, values, said) => {
    expect(unmarked(callWords(new Texts(), callWith(values), NOW).text)).toBe(said);
  });

  test("when the chat is away for a while, and not where people meet behind a link", () => {
    const link = { kind: "video", label: "video room", url: "https://meet.test/5b0c" };
    expect(callWords(new Texts(), callWith({ room: null }), NOW).text).toMatch(/^We can't reach the chat/);
    expect(callWords(new Texts(), callWith({ room: null, asked_at: "2026-11-22T11:59:59.000Z" }), NOW).text).toBe("3 helpers were asked.");
    expect(callWords(new Texts(), callWith({ room: null, place: link }), NOW).text).toBe("3 helpers were asked.");
  });
});

describe("a dialog in a unit", () => {
  afterEach(() => {
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });

  async function placed(): Promise<HTMLDialogElement> {
    const host = document.createElement("div");
    host.getBoundingClientRect = () => ({ top: 300 }) as DOMRect;
    document.body.append(host);
    const element = document.createElement("chatxblock-placed-dialog") as PlacedDialog;
    host.attachShadow({ mode: "open" }).append(element);
    await element.updateComplete;
    return find<HTMLDialogElement>(element, "dialog");
  }

  test("opens in the middle of a window of its own", async () => {
    expect((await placed()).style.marginTop).toBe("");
  });

  test("opens where she clicked in a frame that is as high as what is in it", async () => {
    vi.stubGlobal("parent", {});
    const dialog = await placed();
    expect([dialog.classList.contains("placed"), dialog.style.marginTop]).toEqual([true, "300px"]);
  });
});

test("words before a title leave what others make of it", () => {
  const page = { title: "(2) Unit 3" };
  const mark = new TitleMark(page);
  mark.show("Omar is in your room");
  expect(page.title).toBe("(2) ● Omar is in your room – Unit 3");
  page.title = page.title.replace("(2) ", "");
  mark.show("Ada is in your room");
  expect(page.title).toBe("● Ada is in your room – Unit 3");
  mark.show("");
  expect(page.title).toBe("Unit 3");
  page.title = "";
  mark.show("Ada is in your room");
  expect(page.title).toBe("● Ada is in your room");
  mark.show("Omar is in your room");
  mark.show("");
  expect(page.title).toBe("");
});

describe("an open question in its unit", () => {
  let server: FakeServer;
  let bell: FakeBell;
  let asking: Asking;
  const silent: ComingNotice = { permission: "missing", changed: new Signal(), ask: async () => undefined, show: () => undefined, close: () => undefined };

  beforeEach(() => {
    server = new FakeServer(new TurnedTimers());
    bell = new FakeBell();
    document.title = "Unit 3";
  });

  afterEach(() => {
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });

  async function open(call: Call | null): Promise<OpenCall> {
    asking = new Asking(
      {
        handlers: server.handlers(),
        drafts: new Drafts(new MemoryStorage(), "lina"),
        place: "page",
        limit: 100,
        newId: counter("n"),
        openWindow: () => true,
        announce: () => undefined,
      },
      call,
    );
    const attention = new Attention({
      conversation: new AwaitedCall(asking),
      bell,
      notice: silent,
      hidden: () => true,
      storage: new MemoryStorage(),
      now: () => 0,
    });
    const element = document.createElement("chatxblock-open-call") as OpenCall;
    return shown(Object.assign(element, { texts: new Texts(), asking, clock: server.clock, attention, mark: new TitleMark(document) }));
  }

  async function learn(element: OpenCall, call: Call): Promise<void> {
    server.on("lobby", ok({ call, around: null, answered: [] }));
    await asking.refresh();
    await settle();
    await element.updateComplete;
  }

  test("says live who is in her room, with a dot, by the title and by one sound", async () => {
    const element = await open(callWith({ question: "<i>Why?</i>" }));
    expect(words(element, "blockquote")).toEqual(["<i>Why?</i>"]);
    expect([words(element, "[role=status]"), element.renderRoot.querySelector(".good .dot"), document.title]).toEqual([["3 helpers were asked."], null, "Unit 3"]);
    await learn(element, callWith({ rev: 2, state: "answered", helpers: ["Helper 3"] }));
    expect(words(element, "[role=status]")).toEqual(["Helper 3 is in your room"]);
    expect(find(element, ".good .dot")).toBeTruthy();
    expect([words(element, ".primary"), words(element, ".plain")]).toEqual([["Go to your room"], ["Take it back"]]);
    expect([document.title, bell.rings]).toEqual(["● Helper 3 is in your room – Unit 3", 1]);
    await learn(element, callWith({ rev: 3, state: "waiting" }));
    expect([document.title, bell.rings]).toEqual(["Unit 3", 1]);
  });

  test("is taken back only after she was asked, and a refusal is said in the dialog", async () => {
    server.on("cancel", "down", ok({ call: callWith({ rev: 2, state: "archiving", asker_left: true }) }));
    const element = await open(callWith({ helpers: ["Omar"] }));
    find<HTMLButtonElement>(element, "button").click();
    await element.updateComplete;
    const dialog = find<HTMLElement & { confirm: string; cancel: string; error: string }>(element, "chatxblock-dialog");
    expect([dialog.confirm, dialog.cancel]).toEqual(["Take it back", "Keep it"]);
    expect(server.requests).toEqual([]);
    dialog.dispatchEvent(new CustomEvent("confirmed"));
    await settle();
    await element.updateComplete;
    expect(dialog.error).toBe("That did not get through. Try again in a moment.");
    dialog.dispatchEvent(new CustomEvent("confirmed"));
    await settle();
    await element.updateComplete;
    expect([asking.call, asking.ended, element.slot]).toEqual([null, null, "none"]);
  });

  test("finds the room's window by its name and brings it to the front, and opens none again", async () => {
    const room = { location: { href: "https://lms.test/window/c1" }, focus: vi.fn() };
    const opened = vi.fn(() => room);
    vi.stubGlobal("open", opened);
    const element = await open(callWith());
    find(element, "a").click();
    expect(opened).toHaveBeenCalledWith("", "chatxblock-room-c1");
    expect([room.location.href, room.focus.mock.calls.length]).toEqual(["https://lms.test/window/c1", 1]);
    room.location.href = "about:blank";
    find(element, "a").click();
    expect(room.location.href).toBe(new URL("/window/c1", document.baseURI).href);
  });

  test("where the browser opens no window says so, and leaves a link of the right name", async () => {
    vi.stubGlobal("open", () => null);
    const element = await open(callWith());
    find(element, "a").click();
    await element.updateComplete;
    expect(words(element, "[role=alert]")).toEqual(["Your browser did not open the window of your room. Open it by the button."]);
    const link = find<HTMLAnchorElement>(element, "a");
    expect([link.textContent?.trim(), link.getAttribute("href"), link.target, link.rel]).toEqual(["Open your room", "/window/c1", "chatxblock-room-c1", ""]);
  });

  test("where no window opened when she asked, the button says what is left to do", async () => {
    const element = await open(callWith());
    Object.assign(asking, { blocked: true, id: "c1" });
    asking.changed.emit();
    await element.updateComplete;
    expect([words(element, ".primary"), words(element, "[role=alert]")[0]]).toEqual([
      ["Open your room"],
      "Your browser did not open the window of your room. Open it by the button.",
    ]);
  });

  test("a new window begins without what an older one of this room left in this tab", async () => {
    vi.stubGlobal("open", () => ({ location: { href: "about:blank" }, focus: () => undefined }));
    sessionStorage.setItem("chatxblock:stream:c1", "old");
    sessionStorage.setItem("chatxblock:outbox:lina:c1", "old");
    sessionStorage.setItem("chatxblock:stream:c2", "of another room");
    const element = await open(callWith());
    find(element, "a").click();
    expect(Object.keys(sessionStorage)).toEqual(["chatxblock:stream:c2"]);
    sessionStorage.clear();
  });

  test("that the staff closed is told with who and why", async () => {
    const element = await open(callWith({ question: "why?" }));
    await learn(element, callWith({ rev: 2, state: "closed", question: "why?", stopped: { by: "Ada", reason: "It is in the lecture." } }));
    expect(words(element, "[role=status]")).toEqual(["Ada of the course's staff closed your question: “It is in the lecture.” Your words are back in the box."]);
    expect(words(element, "bdi")).toEqual(["Ada"]);
  });

  test("that ended without her is told, and asked again or left for the teachers by one click", async () => {
    const element = await open(callWith({ question: "why?" }));
    await learn(element, callWith({ rev: 2, state: "closed", question: "why?" }));
    expect(words(element, "[role=status]")).toEqual([
      "Your question was closed, because nobody was in its room any more. Your words are back in the box.",
    ]);
    expect(words(element, "button")).toEqual(["Ask again", "Leave it for the teachers"]);
    server.on("leave_question", refusal(409, "call-over"), ok({ call: callWith({ rev: 3, state: "closed", left_for_staff: true }) }));
    const leave = element.renderRoot.querySelectorAll("button")[1];
    leave?.click();
    await settle();
    await element.updateComplete;
    expect(words(element, "[role=alert]")).toEqual(["Sentence of call-over."]);
    leave?.click();
    await settle();
    await element.updateComplete;
    expect([asking.kept?.id, element.slot]).toEqual(["c1", "none"]);
  });

  test("that ended while she wrote something else keeps both texts", async () => {
    const element = await open(callWith({ question: "why?" }));
    asking.type("something else");
    await learn(element, callWith({ rev: 2, state: "closed", question: "why?" }));
    expect([asking.text, words(element, "blockquote"), words(element, "button")[0]]).toEqual(["something else", ["why?"], "Ask a helper"]);
  });
});
