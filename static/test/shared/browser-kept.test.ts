// @vitest-environment happy-dom
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Claims } from "../../src/helper/ringing/claims";
import { Changes } from "../../src/room/chat/changes";
import { Outbox } from "../../src/room/chat/outbox";
import { Resumption } from "../../src/room/chat/xmpp/resumption";
import { logOut } from "../../src/shared/browser-page";
import { forget, KEPT, OWNER, watchOwner } from "../../src/shared/browser-kept";
import { Drafts } from "../../src/shared/drafts";
import { keep } from "../../src/shared/keeping-entry";
import type { PageData } from "../../src/shared/wire";
import { TurnedTimers } from "../doubles";

const SENTENCE = "You have logged out.";
const SRC = join(import.meta.dirname, "../../src");

let listeners: [string, EventListener][];

beforeEach(() => {
  vi.useFakeTimers();
  listeners = [];
  const add = window.addEventListener.bind(window);
  vi.spyOn(window, "addEventListener").mockImplementation((type: string, listener: unknown) => {
    listeners.push([type, listener as EventListener]);
    add(type, listener as EventListener);
  });
  localStorage.clear();
  sessionStorage.clear();
  document.body.innerHTML = '<main>A talk</main><script type="application/json" id="chatxblock-data">{"question": "Why?"}</script>';
});
afterEach(() => {
  for (const [type, listener] of listeners) window.removeEventListener(type, listener);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function fill(): void {
  for (const kind of ["localStorage", "sessionStorage"] as const) {
    for (const key of KEPT[kind]) window[kind].setItem(`${key}x`, "words");
    window[kind].setItem("platform:theirs", "theirs");
  }
}

function keys(): string[] {
  return [...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort();
}

/** A tab in which a page of that owner is open; returns how often it was left. */
function tab(owner = "lina"): { left: number } {
  const state = { left: 0 };
  watchOwner(owner, SENTENCE, () => (state.left += 1));
  return state;
}

function elsewhere(newValue: string): void {
  localStorage.setItem(OWNER, newValue);
  window.dispatchEvent(new StorageEvent("storage", { key: OWNER, newValue }));
}

test("the list holds the key of everything that is written, and nothing else", () => {
  const drafts = new Drafts(localStorage, "p");
  drafts.save("place", { text: "words", id: "" });
  drafts.saveAsked("id", { question: "words", read: [] });
  new Outbox(sessionStorage, "chatxblock:outbox:p:c", localStorage).add("m", "words", 1);
  new Outbox(sessionStorage, "chatxblock:outbox:p:c", localStorage).shelve();
  new Changes({ shelf: localStorage, storage: sessionStorage, person: "p", call: "c", now: () => 1 }).write("m", "words");
  const stream = new Resumption(sessionStorage, "c", () => "n");
  stream.save("k", {} as never);
  stream.keep();
  void new Claims({ name: "ring:p", locks: null, channel: null, storage: localStorage, timers: new TurnedTimers() }).claim("q");
  localStorage.setItem("chatxblock:waiting:silent", "yes"); // by Attention, whose keys are looked up below
  for (const kind of ["localStorage", "sessionStorage"] as const) {
    const begun = Object.keys(window[kind]).map((key) => KEPT[kind].find((one) => key.startsWith(one)) ?? `${key} is not in the list`);
    expect([...new Set(begun)].sort()).toEqual([...KEPT[kind]].sort());
  }
});

test("nobody writes into a storage but those whose keys are in the list", () => {
  const writers = readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && /\.setItem\(|\bsetItem\?|indexedDB|\bcaches\.|document\.cookie =/.test(readFileSync(join(SRC, name), "utf8").replace("setItem(key: string", "")))
    .sort();
  expect(writers.filter((name) => !name.endsWith("browser-kept.ts"))).toEqual([
    "helper/ringing/claims.ts",
    "room/chat/changes.ts",
    "room/chat/outbox.ts",
    "room/chat/xmpp/resumption.ts",
    "shared/attention.ts",
    "shared/drafts.ts",
  ]);
  const attention = readFileSync(join(SRC, "shared/attention.ts"), "utf8").match(/"chatxblock:[^"]*"/g);
  expect(attention).toEqual(['"chatxblock:waiting:silent"', '"chatxblock:waiting:told"']);
});

test("forgetting leaves what is the platform's, and whose browser it is", () => {
  fill();
  localStorage.setItem(OWNER, "lina");
  forget();
  expect(keys()).toEqual([OWNER, "platform:theirs", "platform:theirs"]);
});

test("a page of the same person keeps everything, a page of another forgets it", () => {
  tab();
  fill();
  const before = keys();
  tab();
  expect(keys()).toEqual(before);
  watchOwner("ben", SENTENCE, () => undefined);
  expect(keys()).toEqual([OWNER, "platform:theirs", "platform:theirs"]);
  expect(localStorage.getItem(OWNER)).toBe("ben");
});

test("a logout empties this tab, forgets what it kept, and tells the others", () => {
  const state = tab();
  fill();
  logOut();
  expect(state.left).toBe(1);
  expect(document.body.textContent).toBe(SENTENCE);
  expect(document.getElementById("chatxblock-data")).toBeNull();
  expect(document.title).toBe(SENTENCE);
  expect(keys()).toEqual([OWNER, "platform:theirs", "platform:theirs"]);
  expect(localStorage.getItem(OWNER)).toBe("");
});

test.each([["a logout", ""], ["another person", "ben"]])("another tab hears of %s", (_name, owner) => {
  const state = tab();
  sessionStorage.setItem("chatxblock:outbox:lina:c", "words");
  elsewhere(owner);
  expect([state.left, document.body.textContent]).toEqual([1, SENTENCE]);
  expect(sessionStorage.getItem("chatxblock:outbox:lina:c")).toBeNull();
});

test("the same person's next login and others' keys change nothing in a tab that is open", () => {
  const state = tab();
  elsewhere("lina");
  window.dispatchEvent(new StorageEvent("storage", { key: "chatxblock:draft:lina:x", newValue: "words" }));
  window.dispatchEvent(new StorageEvent("storage", { key: null }));
  expect([state.left, document.body.textContent?.startsWith("A talk")]).toEqual([0, true]);
});

test("what is still written by what was under way is forgotten too", () => {
  tab();
  logOut();
  localStorage.setItem("chatxblock:outbox:lina:c", "words");
  document.title = "Why?";
  vi.advanceTimersByTime(1_000);
  expect(keys()).toEqual([OWNER]);
  expect(document.title).toBe(SENTENCE);
  localStorage.setItem("chatxblock:outbox:lina:c", "words");
  window.dispatchEvent(new Event("pagehide"));
  expect(keys()).toEqual([OWNER]);
});

test("a page out of the browser's cache is emptied if its reader has left, and stays if not", () => {
  const state = tab();
  const back = (): void => void window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  back();
  expect(state.left).toBe(0);
  localStorage.setItem(OWNER, "");
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: false }));
  expect(state.left).toBe(0);
  back();
  expect([state.left, document.body.textContent]).toEqual([1, SENTENCE]);
});

test("on a page of the platform's the blocks alone are emptied, and nothing is asked any more", () => {
  document.body.innerHTML = '<h1>Unit</h1><div class="chatxblock">mine</div><div class="chatxblock">mine too</div><main>theirs</main>';
  document.title = "Unit";
  const handlers = { ask: "/ask", lobby: "/lobby" };
  keep({ owner: "lina", texts: {}, language: "en", handlers } as unknown as PageData);
  logOut();
  expect(document.title).toBe("Unit");
  expect(document.querySelector("main")?.textContent).toBe("theirs");
  expect([...document.querySelectorAll(".chatxblock")].map((one) => one.textContent)).toEqual(Array(2).fill("You have logged out. What was here is no longer kept in this browser."));
  expect(handlers).toEqual({});
});

test("a browser that forbids storages breaks nothing", () => {
  const forbidden = vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("not in this frame", "SecurityError");
  });
  const state = tab();
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  expect(state.left).toBe(0);
  logOut();
  expect(state.left).toBe(1);
  forbidden.mockRestore();
});
