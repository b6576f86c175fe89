// @vitest-environment happy-dom
/** The window around a talk: what it keeps, and what it says when it ends or when a part of it does not come. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Composer } from "../../src/room/chat/composer-view";
import { LogView } from "../../src/room/chat/log-view";
import type { Pending } from "../../src/room/chat/outbox";
import { Menu } from "../../src/shared/menu-view";
import { end } from "../../src/room/end";
import { Ending } from "../../src/room/ending-view";
import { KeptText } from "../../src/shared/kept-text";
import { RoomWindow } from "../../src/room/room-window-view";
import type { WishDialog } from "../../src/room/wish-view";
import { Drafts } from "../../src/shared/drafts";
import type { Person } from "../../src/shared/wire";
import { callWith, settle } from "../doubles";
import { find, words } from "../element-fixtures";
import { read, translate } from "../translator";
import { begin, beside, clear, more, opened, scripts, storage, talk, write } from "./room-window-fixtures";

beforeEach(begin);
afterEach(clear);

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
    await find<LogView>(element, "chatxblock-log").updateComplete;
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
    const observer = new MutationObserver(() => told.push(words(element, ".top [role=status]").join()));
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
    scripts.push(gone, gone);
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
    more.push(load);
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
    scripts.push(load);
    const element = await opened();
    talk.set({ writing: ["omar@chat.test"] });
    await settle();
    expect([load.mock.calls.length, words(element, ".typing")]).toEqual([0, ["Omar is writing…"]]);
  });
});
