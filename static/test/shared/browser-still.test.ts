// @vitest-environment happy-dom
/** Lists of lines that are off screen stand there at the height that they were laid out at, until something happens in them. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { settle } from "../doubles";

/** Lays lists out when it is told to: here nothing has a height. */
class Layout {
  static seen: (entries: unknown[]) => void;
  static readonly due = new Set<Element>();
  constructor(seen: (entries: unknown[]) => void) {
    Layout.seen = seen;
  }
  observe(one: Element): void {
    Layout.due.add(one);
  }
  unobserve(one: Element): void {
    Layout.due.delete(one);
  }
}

vi.stubGlobal("ResizeObserver", Layout);
const { keepStill, wakeAround } = await import("../../src/shared/browser-still");
let place: HTMLElement;

function layOut(height: number, width = 400, lists: Iterable<Element> = Layout.due): void {
  const entries = [...lists].map((target) => ({ target, contentRect: { height, width } }));
  Layout.due.clear();
  Layout.seen(entries);
}

function lists(): HTMLElement[] {
  return [...place.querySelectorAll("ol")];
}

function still(): number[] {
  return lists().flatMap((list, at) => (list.classList.contains("still") ? [at] : []));
}

/** Let the list be off screen, where a browser says that its lines are not seen. */
function hide(list: HTMLElement | undefined): void {
  for (const line of list?.children ?? []) Object.assign(line, { checkVisibility: () => false });
}

beforeEach(() => {
  vi.useFakeTimers();
  place = document.createElement("div");
  place.innerHTML = "<ol><li><b>one</b></li></ol>".repeat(6);
  document.body.replaceChildren(place);
  keepStill(place);
});

afterEach(() => vi.useRealTimers());

test("come to rest once they are laid out, one in a task; the first and the last two still grow", () => {
  vi.runAllTimers();
  expect(still()).toEqual([]);
  layOut(240);
  vi.advanceTimersToNextTimer();
  expect(still()).toEqual([1]);
  vi.runAllTimers();
  expect(still()).toEqual([1, 2, 3]);
  expect(lists().map((list) => list.style.containIntrinsicHeight ?? "").filter(Boolean)).toHaveLength(3);
});

test("what came before or behind lets the one that was there rest", () => {
  layOut(240);
  vi.runAllTimers();
  place.prepend(document.createElement("ol"));
  keepStill(place);
  layOut(40);
  vi.runAllTimers();
  expect(still()).toEqual([1, 2, 3, 4]);
});

test("a line that changes wakes its list, which rests at its new height", async () => {
  layOut(240);
  vi.runAllTimers();
  const [, list] = lists();
  hide(list);
  list?.querySelector("b")?.append(" more");
  await settle();
  expect(still()).toEqual([2, 3]);
  vi.runAllTimers();
  expect(still()).toEqual([2, 3]);
  layOut(270);
  vi.runAllTimers();
  expect(still()).toEqual([1, 2, 3]);
});

test("a line that looks as if it went on with the one before wakes its list", async () => {
  layOut(240);
  vi.runAllTimers();
  const [, list] = lists();
  hide(list);
  list?.firstElementChild?.classList.add("goes-on");
  await settle();
  expect(still()).toEqual([2, 3]);
});

test("what is about to be laid out in a line wakes its list, unless that is on screen", () => {
  layOut(240);
  vi.runAllTimers();
  const [, list, seen] = lists();
  hide(list);
  for (const line of seen?.children ?? []) Object.assign(line, { checkVisibility: () => true });
  for (const one of [list, seen]) wakeAround(one?.querySelector("b") as Element);
  expect(still()).toEqual([2, 3]);
  wakeAround(document.body);
});

test("at another width all are laid out anew", () => {
  layOut(240);
  vi.runAllTimers();
  layOut(240, 300, lists());
  vi.runOnlyPendingTimers();
  expect(still()).toEqual([]);
  layOut(310, 300);
  vi.runAllTimers();
  expect(still()).toEqual([1, 2, 3]);
});
