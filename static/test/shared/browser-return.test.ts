// @vitest-environment happy-dom
/** The reader is back: told once for all the signs of it, and only when she is. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RETURN } from "../../src/shared/browser-page";
import { tellReturns } from "../../src/shared/browser-return";

let told = 0;

window.addEventListener(RETURN, () => (told += 1));
vi.useFakeTimers();
tellReturns();
tellReturns();

beforeEach(() => {
  told = 0;
});

afterEach(() => {
  vi.advanceTimersByTime(1_000);
  vi.restoreAllMocks();
});

const hidden = (value: boolean): void => void vi.spyOn(document, "hidden", "get").mockReturnValue(value);
const restored = (persisted: boolean): Event => Object.assign(new Event("pageshow"), { persisted });

test.each([
  ["the window is chosen", () => window.dispatchEvent(new Event("focus"))],
  ["the network is back", () => window.dispatchEvent(new Event("online"))],
  ["the tab is seen again", () => document.dispatchEvent(new Event("visibilitychange"))],
  ["the page is back out of the cache", () => window.dispatchEvent(restored(true))],
])("told when %s", (_, sign) => {
  sign();
  vi.advanceTimersByTime(500);
  expect(told).toBe(1);
});

test("all at once are one return, and the next is another", () => {
  for (let time = 1; time < 3; time += 1) {
    window.dispatchEvent(restored(true));
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("focus"));
    window.dispatchEvent(new Event("online"));
    vi.advanceTimersByTime(2_000);
    expect(told).toBe(time);
  }
});

test("a page that comes up for the first time, or is hidden, is no return", () => {
  window.dispatchEvent(restored(false));
  hidden(true);
  document.dispatchEvent(new Event("visibilitychange"));
  vi.advanceTimersByTime(2_000);
  expect(told).toBe(0);
});

test("a machine that slept says nothing, and its clock tells", () => {
  vi.advanceTimersByTime(60_000);
  expect(told).toBe(0);
  vi.setSystemTime(Date.now() + 7 * 86_400_000);
  vi.advanceTimersByTime(6_000);
  expect(told).toBe(1);
  vi.advanceTimersByTime(60_000);
  expect(told).toBe(1);
});

test("a hidden page, whose timers come late, tells when it is seen", () => {
  hidden(true);
  vi.setSystemTime(Date.now() + 600_000);
  vi.advanceTimersByTime(20_000);
  expect(told).toBe(0);
  hidden(false);
  document.dispatchEvent(new Event("visibilitychange"));
  vi.advanceTimersByTime(500);
  expect(told).toBe(1);
});
