// @vitest-environment happy-dom
/** Who wants to read what was said before learns how that goes, and loses neither the button nor her place. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LogLine } from "../../src/room/chat/log";
import type { LogView } from "../../src/room/chat/log-view";
import type { RoomWindow } from "../../src/room/room-window-view";
import { settle } from "../doubles";
import { find, words } from "../element-fixtures";
import { begin, clear, opened, talk } from "./room-window-fixtures";

beforeEach(begin);
afterEach(clear);

let log: LogView;

const line = (archiveId: string): LogLine => ({ kind: "line", archiveId, id: archiveId, author: "omar@chat.test", nick: "omar", body: archiveId, at: 0, earlier: [], replaces: "" });
const button = (): HTMLButtonElement => find<HTMLButtonElement>(log, ".older button");
const told = (): string => words(log, ".older [role=status]").join();

async function set(values: Partial<typeof talk>): Promise<void> {
  talk.set(values);
  await settle();
  await log.updateComplete;
}

/** A window whose reader pressed the button. */
async function pressed(): Promise<RoomWindow> {
  talk.set({ entries: [line("5")], hasOlder: true });
  const element = await opened();
  await settle();
  log = find<LogView>(element, "chatxblock-log");
  await log.updateComplete;
  talk.reads = [() => new Promise(() => undefined)];
  button().focus();
  button().click();
  await set({ readingOlder: true, missedOlder: true });
  return element;
}

test("while they are on their way that is said, a second press asks for nothing, and the button keeps the focus", async () => {
  await pressed();
  expect([told(), button().getAttribute("aria-disabled"), button().disabled]).toEqual(["Loading…", "true", false]);
  button().click();
  expect([talk.reads.length, log.shadowRoot?.activeElement === button()]).toEqual([0, true]);
});

test("that they could not be had is told, and the same button asks again", async () => {
  await pressed();
  await set({ readingOlder: false });
  expect([told(), log.shadowRoot?.activeElement === button()]).toEqual(["They could not be loaded. Try again.", true]);
  talk.reads = [() => Promise.reject(new Error("no answer"))];
  button().click();
  await settle();
  expect(talk.reads).toEqual([]);
});

test("without a connection they are promised for when it is back", async () => {
  await pressed();
  await set({ readingOlder: false, roomState: "outside" });
  expect(told()).toBe("No connection. They come once it is back.");
  await set({ readingOlder: true, roomState: "inside" });
  expect(told()).toBe("Loading…");
});

test("once they are there nothing is told, and whoever pressed it is in the log", async () => {
  await pressed();
  await set({ readingOlder: false, missedOlder: false, hasOlder: false, entries: [line("4"), line("5")] });
  expect(log.renderRoot.querySelector(".older")).toBeNull();
  expect(log.shadowRoot?.activeElement?.getAttribute("role")).toBe("log");
});

test("nothing is told to who has not asked for them", async () => {
  talk.set({ entries: [line("5")], hasOlder: true, readingOlder: true, missedOlder: true });
  log = find<LogView>(await opened(), "chatxblock-log");
  await set({ readingOlder: false });
  expect(told()).toBe("");
});
