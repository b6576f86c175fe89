// @vitest-environment happy-dom
/** Who does not see how a text will look is told once that it can be looked at, and how; one stop leads there and back. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Composer } from "../../src/room/chat/composer-view";
import type { RoomWindow } from "../../src/room/room-window-view";
import { settle } from "../doubles";
import { find, words } from "../element-fixtures";
import { begin, clear, opened, talk, write } from "./room-window-fixtures";

const WAY = "How it will look is shown before the box: Shift+Tab leads there, Escape leads back.";

beforeEach(() => {
  begin();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(clear);

async function typed(element: RoomWindow, text: string): Promise<void> {
  await write(element, text);
  vi.advanceTimersByTime(300);
  await element.updateComplete;
}

const told = (element: RoomWindow): string => words(element, ".news > .hidden[role=status]").join();
const composer = (element: RoomWindow): Composer => find<Composer>(element, "chatxblock-composer");
const press = (on: Element, key: string, shiftKey = false): KeyboardEvent => {
  const event = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, composed: true, cancelable: true });
  on.dispatchEvent(event);
  return event;
};

async function begun(): Promise<RoomWindow> {
  const element = await opened();
  await settle();
  await element.updateComplete;
  return element;
}

test("it is said once a message, by a place that was there before and stands still while one types", async () => {
  const element = await begun();
  expect(told(element)).toBe("");
  const place = element.renderRoot.querySelector(".news > .hidden");
  const heard: string[] = [];
  for (const text of ["So x", "So $x$", "So $x^2$", "So x", "So `x`", ""]) {
    await typed(element, text);
    heard.push(told(element));
  }
  expect(heard).toEqual(["", WAY, WAY, WAY, WAY, ""]);
  expect(element.renderRoot.querySelector(".news > .hidden")).toBe(place);
});

test("one stop leads there, and Escape back, which ends nothing else", async () => {
  const element = await begun();
  talk.set({ entries: [] });
  await typed(element, "See [$x$](https://example.org)");
  const box = find<HTMLTextAreaElement>(composer(element), "textarea");
  box.focus();
  expect(press(box, "Tab", true).defaultPrevented).toBe(true);
  const shown = find<HTMLElement>(element, "section.preview");
  expect(element.shadowRoot?.activeElement).toBe(shown);
  const ended = vi.fn();
  element.addEventListener("keydown", ended);
  press(shown, "Escape");
  expect([composer(element).shadowRoot?.activeElement === box, ended.mock.calls.length]).toEqual([true, 0]);
});

test("without one the stop before the box is what it was", async () => {
  const element = await begun();
  await typed(element, "Why?");
  expect(press(find(composer(element), "textarea"), "Tab", true).defaultPrevented).toBe(false);
});
