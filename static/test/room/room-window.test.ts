// @vitest-environment happy-dom
/** The window around a talk: what it keeps, and what it says when it ends or when a part of it does not come. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Composer } from "../../src/room/chat/composer-view";
import { LogView } from "../../src/room/chat/log-view";
import { Log, type LogLine } from "../../src/room/chat/log";
import type { Pending } from "../../src/room/chat/outbox";
import * as besideParts from "../../src/room/beside-parts-view";
import * as lines from "../../src/room/lines-view";
import { reaction, takingBack } from "../../src/room/chat/marking";
import { CORRECTABLE_MILLISECONDS } from "../../src/room/chat/marks";
import * as moreParts from "../../src/room/more-parts-view";
import { PeopleList } from "../../src/room/people-list-view";
import { Menu } from "../../src/shared/menu-view";
import type { Conversation } from "../../src/room/conversation";
import { end, type End } from "../../src/room/end";
import { type Ended, Ending } from "../../src/room/ending-view";
import { KeptText } from "../../src/shared/kept-text";
import { QuestionCard } from "../../src/room/question-card-view";
import { type Beside, RoomWindow } from "../../src/room/room-window-view";
import type { WishDialog } from "../../src/room/wish-view";
import { seldom } from "../../src/room/seldom-words";
import { Clock } from "../../src/shared/clock";
import { Drafts } from "../../src/shared/drafts";
import { Signal } from "../../src/shared/signal";
import { Texts } from "../../src/shared/texts";
import type { Call, Person, RoomData } from "../../src/shared/wire";
import { callWith, MemoryStorage, settle, TurnedTimers } from "../doubles";
import { find, shown, words } from "../element-fixtures";
import { read, translate } from "../translator";

customElements.define("chatxblock-composer", Composer);
customElements.define("chatxblock-question", QuestionCard);
customElements.define("chatxblock-log", LogView);
customElements.define("chatxblock-ending", Ending);
customElements.define("chatxblock-menu", Menu);
customElements.define("chatxblock-people", PeopleList);
customElements.define("chatxblock-room", RoomWindow);

const beside: Beside = { ...besideParts, seldom };

/** A talk that is as it is told. */
class FakeTalk implements Ended {
  readonly changed = new Signal();
  readonly callId = "c1";
  entries: LogLine[] = [];
  people: Person[] = [];
  readonly me = "lina@chat.test";
  linkState = "online";
  readonly joinRequests = [];
  readonly typedQuestion = "";
  readonly leftLast = "";
  readonly chatDown = false;
  readonly loggedOut = false;
  readonly hasOlder = false;
  readonly readingOlder = false;
  waiting = false;
  roomState = "inside";
  others: string[] = ["omar@chat.test"];
  inside: string[] = [];
  writing: string[] = [];
  pending: Pending[] = [];
  readonly log = new Log();
  end: End | null = null;
  call: Call | null = callWith();

  readonly handlers = { post: async <T>(): Promise<T> => ({}) as T };
  readonly thanked = new Set<string>();

  readonly nameOf = (): string => "Omar";
  roleOf = (): string => "helper";
  readonly said: string[] = [];

  say(text: string): void {
    this.said.push(text);
  }

  typed(): void {}

  showKept(): void {}

  leave(): null {
    return null;
  }

  async act(): Promise<void> {}

  takeBack(): string {
    this.pending = [];
    return "refused line";
  }

  set(values: Partial<FakeTalk>): void {
    Object.assign(this, values);
    this.changed.emit();
  }
}

let talk: FakeTalk;
let storage: MemoryStorage;
let scripts: (() => Promise<Beside>)[];
let more: (() => Promise<typeof moreParts>)[];

beforeEach(() => {
  talk = new FakeTalk();
  storage = new MemoryStorage();
  scripts = [];
  more = [];
  vi.stubGlobal("fetch", async () => Response.json({ schema: "urn:chatxblock:transcript:1", lines: [] }));
});

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function opened(): Promise<RoomWindow> {
  const element = document.createElement("chatxblock-room") as RoomWindow;
  const drafts = new Drafts(storage, "lina");
  return shown(
    Object.assign(element, {
      conversation: talk as unknown as Conversation,
      data: { page: { title: "Unit 3", url: "/unit" }, handlers: { transcript: "/transcript/CALL_ID", privacy: "/privacy" }, history_url: "/history", may_name: true, line_limit: 1_000, role: "asker" } as unknown as RoomData,
      texts: new Texts(),
      clock: new Clock(new TurnedTimers()),
      line: new KeptText(drafts, "line:c1"),
      invited: new KeptText(drafts, "invite:c1"),
      loadBeside: () => (scripts.shift() ?? (async () => beside))(),
      loadLines: async () => lines,
      loadMore: () => (more.shift() ?? (async () => moreParts))(),
    }),
  );
}

async function write(element: RoomWindow, text: string): Promise<void> {
  const composer = find<Composer>(element, "chatxblock-composer");
  const box = find<HTMLTextAreaElement>(composer, "textarea");
  box.value = text;
  box.dispatchEvent(new InputEvent("input"));
  await element.updateComplete;
}

const ENDS = ["removed", "left", "over", "stranger", "refused"] as const;

describe("what stands in the box", () => {
  test.each(ENDS)("is there to be copied when the window ends: %s", async (why) => {
    const element = await opened();
    await write(element, "  if x:");
    talk.set({ end: end(why, "No.") });
    await settle();
    expect(element.renderRoot.querySelector("chatxblock-composer")).toBeNull();
    expect(find<HTMLTextAreaElement>(find<Ending>(element, "chatxblock-ending"), "textarea").value).toBe("  if x:");
  });

  test("is in the box of the next window, and in none once it was sent", async () => {
    await write(await opened(), "half a thought");
    document.body.replaceChildren();
    const element = await opened();
    const composer = find<Composer>(element, "chatxblock-composer");
    expect(composer.value).toBe("half a thought");
    find(composer, "form").dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    expect([talk.said, storage.values.size]).toEqual([["half a thought"], 0]);
  });

  test("gets a line back that was refused; where there is no box any more it is there to be copied", async () => {
    const element = await opened();
    await write(element, "and more");
    const pending: Pending[] = [{ id: "m1", body: "refused line", at: 0, state: "refused" }];
    talk.set({ pending, end: end("over") });
    await settle();
    find(find<LogView>(element, "chatxblock-log"), ".pending button").click();
    await settle();
    expect(find<HTMLTextAreaElement>(find<Ending>(element, "chatxblock-ending"), "textarea").value).toBe("refused line\nand more");
  });
});

describe("in a browser that translates", () => {
  test("what changes goes on changing: the status, who writes, the people and the title", async () => {
    const element = await opened();
    const seen = (): string => read(element);
    expect(seen()).toContain("Omar is here");
    translate(element);
    expect(seen()).toContain("Omar«is here»");
    talk.set({ others: [], writing: ["omar@chat.test"], call: callWith({ helpers: ["Omar"] }) });
    await settle();
    expect(seen()).toContain("Omar is coming");
    expect(seen()).toContain("Omar is writing…");
    expect(seen()).not.toContain("is here");
    expect(document.title).toMatch(/^Omar is coming – /);
    translate(element);
    talk.set({ writing: [], call: callWith({ solved: true }) });
    await settle();
    expect(seen()).toContain("You marked this as solved");
    expect(seen()).not.toMatch(/is coming|is writing/);
  });

  test("names are left as they are", async () => {
    const element = await opened();
    const name = find(element, "[role=status] bdi");
    expect([name.textContent, name.title, name.getAttribute("translate")]).toEqual(["Omar", "Omar", "no"]);
  });
});

/** A line of one's own, said so long ago. */
function own(body: string, ago = 0): LogLine {
  return { kind: "line", archiveId: "7", id: "m7", author: talk.me, nick: "lina", body, at: new Clock(new TurnedTimers()).now() - ago, earlier: [], replaces: "" } as LogLine;
}

describe("a change that is not sent yet", () => {
  const box = (element: RoomWindow): HTMLTextAreaElement => find<HTMLTextAreaElement>(find<Composer>(element, "chatxblock-composer"), "textarea");

  async function begun(ago = 0): Promise<RoomWindow> {
    storage.setItem("chatxblock:draft:lina:line:c1:change", JSON.stringify({ text: "So the rank is two", id: "7" }));
    storage.setItem("chatxblock:draft:lina:line:c1", JSON.stringify({ text: "a draft", id: "" }));
    talk.set({ entries: [own("So the rnak is two", ago)] });
    const element = await opened();
    await settle();
    return element;
  }

  test("is there again when the page was loaded anew, and the draft is when it is sent", async () => {
    const element = await begun();
    expect([element.aim?.what, box(element).value]).toEqual(["edit", "So the rank is two"]);
    await write(element, "So its rank is two");
    expect(new Drafts(storage, "lina").load("line:c1:change")).toMatchObject({ text: "So its rank is two", id: "7" });
    find<Composer>(element, "chatxblock-composer").dispatchEvent(new CustomEvent("said", { detail: "So its rank is two" }));
    await settle();
    expect([talk.said, box(element).value, new Drafts(storage, "lina").load("line:c1:change").id]).toEqual([["So its rank is two"], "a draft", ""]);
  });

  test("is a message of its own when it is too late, and the draft stays", async () => {
    const element = await begun(CORRECTABLE_MILLISECONDS);
    expect(element.aim?.late).toBe(true);
    find<Composer>(element, "chatxblock-composer").dispatchEvent(new CustomEvent("said", { detail: "So the rank is two" }));
    await settle();
    expect([talk.said, box(element).value, element.line.value]).toEqual([["So the rank is two"], "a draft", "a draft"]);
  });

  const sent = async (element: RoomWindow, body: string): Promise<void> => {
    find<Composer>(element, "chatxblock-composer").dispatchEvent(new CustomEvent("said", { detail: body }));
    await settle();
  };
  const head = (element: RoomWindow): string => words(element, ".aim p").join();
  const onItsWay = (body: string, more: Pending["more"] = []): Pending => ({ id: "p1", body, at: 0, state: "sent", of: "7", more });

  test("is a message of its own when its line was taken back meanwhile, and says so before", async () => {
    const element = await begun();
    talk.set({ entries: [{ ...own(""), about: { takenBack: true, quote: null, signs: [] } }] });
    await sent(element, "So its rank is two");
    expect([talk.said, box(element).value]).toEqual([[], "So its rank is two"]);
    expect(head(element)).toContain("This message was taken back meanwhile.");
    await sent(element, "So its rank is two");
    expect([talk.said, box(element).value]).toEqual([["So its rank is two"], "a draft"]);
  });

  test("is kept over a reload when its line was taken back", async () => {
    storage.setItem("chatxblock:draft:lina:line:c1:change", JSON.stringify({ text: "So the rank is two", id: "7" }));
    talk.set({ entries: [own("So the rnak is two")], pending: [onItsWay("[taken back]", takingBack(own("")).more)] });
    const element = await opened();
    await settle();
    expect([box(element).value, element.aim?.late]).toEqual(["So the rank is two", true]);
  });

  test("begins with the words that are on their way, and what stood before them can be had again", async () => {
    talk.set({ entries: [own("two")], pending: [onItsWay("three"), onItsWay("four")] });
    const element = await opened();
    await settle();
    lines.editLast(element);
    expect(box(element).value).toBe("four");
    await sent(element, "four");
    expect([talk.said, element.aim]).toEqual([[], null]);
    lines.editLast(element);
    await sent(element, "two");
    expect(talk.said).toEqual(["two"]);
  });

  test("of signs goes out from those that are on their way", async () => {
    const line = { ...own("two"), author: "omar@chat.test" };
    talk.set({ entries: [line], pending: [{ ...onItsWay("", reaction(line, [], "👍").more), body: "" }] });
    const marks: Pending["more"][] = [];
    talk.say = (_: string, mark?: Partial<Pending>): void => void marks.push(mark?.more);
    const element = await opened();
    await settle();
    find<LogView>(element, "chatxblock-log").dispatchEvent(new CustomEvent("react", { detail: { line, sign: "💡" } }));
    expect(marks[0]?.[0]?.children.map(({ text }) => text)).toEqual(["👍", "💡"]);
  });

  test("comes before the change of another line", async () => {
    const element = await begun();
    talk.set({ entries: [own("So the rnak is two"), { ...own("And the kernel?"), archiveId: "8", id: "m8" }] });
    lines.editLast(element);
    await settle();
    expect([box(element).value, element.aim?.line.archiveId]).toEqual(["So the rank is two", "7"]);
    expect(head(element)).toContain("Send this change first, or cancel it.");
    lines.cancel(element);
    lines.editLast(element);
    await settle();
    expect([box(element).value, element.aim?.line.archiveId]).toEqual(["And the kernel?", "8"]);
  });

  test("waits for its line", async () => {
    storage.setItem("chatxblock:draft:lina:line:c1:change", JSON.stringify({ text: "So the rank is two", id: "7" }));
    const element = await opened();
    await settle();
    expect(box(element).value).toBe("");
    talk.set({ entries: [own("So the rnak is two")] });
    await settle();
    expect(box(element).value).toBe("So the rank is two");
  });
});

describe("taking the talk along", () => {
  test.each([
    ["the call's own", "/own/c1", "/own/c1"],
    ["the page's, where an earlier server told none", "", "/transcript/c1"],
  ])("asks in which form, with the address of the file: %s", async (_, own, url) => {
    talk.set({ call: callWith({ transcript_url: own }) });
    const element = await opened();
    offered(element).find(({ label }) => label === "Export")?.run?.();
    await settle();
    expect(find<WishDialog>(element, "chatxblock-wish").wish).toEqual({ kind: "export", url });
  });

  test("is not offered before there is a call", async () => {
    talk.set({ call: null });
    expect(offered(await opened()).map(({ label }) => label)).toEqual(["Your questions and talks", "What is kept of you"]);
  });
});

function offered(element: RoomWindow): Menu["items"] {
  return find<Menu>(element, "chatxblock-menu").items;
}

describe("the head", () => {
  test("has what can be done behind one button, and the ways to her other pages", async () => {
    const labels = offered(await opened()).map(({ label }) => label);
    expect(labels).toEqual(["Invite somebody", "Export", "Leave", "Your questions and talks", "What is kept of you"]);
  });

  test.each(ENDS)("has no menu after the end, when its ways stand below the talk: %s", async (why) => {
    const element = await opened();
    talk.set({ end: end(why, "No.") });
    await settle();
    expect(element.renderRoot.querySelector("chatxblock-menu")).toBeNull();
  });

  test.each([
    ["somebody helps", {}, ["It's solved"]],
    ["nobody is inside", { others: [] }, []],
    ["only somebody with the same question is", { roleOf: () => "fellow" }, []],
    ["it is solved", { call: callWith({ solved: true }) }, []],
  ])("has its one filled button where %s", async (_what, values, buttons) => {
    const element = await opened();
    talk.set(values);
    await settle();
    expect(words(element, "button.primary")).toEqual(buttons);
  });

  test("opens its menu for who was quicker than its script", async () => {
    talk.set({ roomState: "joining" });
    const element = await opened();
    const menu = find<Menu>(element, "chatxblock-menu");
    expect(menu.items).toEqual([]);
    find(menu, "slot").dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
    await settle();
    expect([menu.items.length, menu.open]).toEqual([5, true]);
  });
});

describe("the status line", () => {
  test("is tinted while it is news", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const element = await opened();
    const tint = (): string => find(element, ".top .status").className.replace(/\s+/g, " ").trim();
    await vi.advanceTimersByTimeAsync(0);
    expect(tint()).toBe("status good fresh");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(tint()).toBe("status good");
    talk.set({ linkState: "lost" });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(tint()).toBe("status trouble fresh");
    talk.set({ writing: ["omar@chat.test"] });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(tint()).toBe("status trouble");
  });

  test("changes once for a screen reader, whatever else does", async () => {
    const element = await opened();
    const told: string[] = [];
    const observer = new MutationObserver(() => told.push(words(element, "[role=status]").join()));
    observer.observe(find(element, "[role=status]"), { childList: true, characterData: true, subtree: true });
    for (const values of [{ writing: ["omar@chat.test"] }, { writing: [] }, { others: [], call: callWith({ helpers: ["Omar"] }) }]) {
      talk.set(values);
      await settle();
    }
    observer.disconnect();
    expect(told).toEqual(["Omar is coming"]);
  });
});

describe("the people", () => {
  const people = ["lina", "omar"].map((name): Person => ({ jid: `${name}@chat.test`, name, image_url: `/${name}.png`, role: name === "lina" ? "asker" : "helper" }));

  test("are counted where they are inside, and opened by that", async () => {
    talk.set({ people, inside: ["lina@chat.test", "omar@chat.test"] });
    const element = await opened();
    const list = find(element, "chatxblock-people");
    expect([words(element, ".count"), list.className]).toEqual([["2 people ▾"], ""]);
    find(element, ".count").click();
    await element.updateComplete;
    expect(list.className).toBe("listed");
    element.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    await element.updateComplete;
    expect([list.className, element.renderRoot instanceof ShadowRoot && element.renderRoot.activeElement?.className]).toEqual(["", "count plain"]);
  });

  test("have their faces in the log as well", async () => {
    talk.set({ people });
    const element = await opened();
    const { pictureOf } = find<LogView>(element, "chatxblock-log");
    expect(["omar@chat.test", "eve@chat.test"].map(pictureOf)).toEqual(["/omar.png", ""]);
  });
});

describe("a part of the page that is loaded later", () => {
  test("and has gone in a deploy is told, what was typed stays, and it is asked for again", async () => {
    const gone = async (): Promise<never> => Promise.reject(new TypeError("404"));
    scripts = [gone, gone];
    const element = await opened();
    await write(element, "half a thought");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    talk.set({ end: end("over") });
    await vi.advanceTimersByTimeAsync(0);
    expect(words(element, "[role=alert]")).toEqual(["Part of this page could not be loaded. Reload it: what you typed is kept."]);
    expect(words(element, ".news button")).toEqual(["Reload"]);
    expect(new KeptText(new Drafts(storage, "lina"), "line:c1").value).toBe("half a thought");
    await vi.advanceTimersByTimeAsync(5_000);
    await vi.advanceTimersByTimeAsync(5_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(words(element, "[role=alert]")).toEqual([]);
    expect(words(element, ".status")).toEqual(["Your question is closed. The conversation is kept."]);
    expect(document.title).toBe("Your question is closed. The conversation is kept – Why?");
  });

  test("is asked for as soon as one can write, and told where it has gone", async () => {
    talk.set({ roomState: "joining" });
    const load = vi.fn(async (): Promise<never> => Promise.reject(new TypeError("404")));
    more = [load];
    const element = await opened();
    expect([load.mock.calls.length, words(element, "[role=alert]").length]).toEqual([0, 0]);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    talk.set({ roomState: "inside" });
    await vi.advanceTimersByTimeAsync(0);
    expect([load.mock.calls.length, words(element, ".news button")]).toEqual([1, ["Reload"]]);
    expect(element.renderRoot.querySelector("chatxblock-people")).toBeNull();
    await vi.advanceTimersByTimeAsync(5_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(words(element, "[role=alert]")).toEqual([]);
    expect(element.renderRoot.querySelector("chatxblock-people")).not.toBeNull();
  });

  test("is not asked for in a talk that needs nothing of it", async () => {
    const load = vi.fn(async () => beside);
    scripts = [load];
    const element = await opened();
    talk.set({ writing: ["omar@chat.test"] });
    await settle();
    expect([load.mock.calls.length, words(element, ".typing")]).toEqual([0, ["Omar is writing…"]]);
  });
});
