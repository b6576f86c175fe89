// @vitest-environment happy-dom
/** What a long log costs: so many lines are drawn for one sign, one line, one task, however many there are. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { LogLine } from "../../src/room/chat/log";
import * as lineParts from "../../src/room/chat/line-parts-view";
import { LogView } from "../../src/room/chat/log-view";
import * as writing from "../../src/shared/written-view";
import { Texts } from "../../src/shared/texts";
import { shown, words } from "../element-fixtures";

vi.mock(import("../../src/shared/written-view"), async (original) => {
  const { written } = await original();
  return { written: vi.fn(written) };
});

customElements.define("chatxblock-log", LogView);

const SIZES = [1, 100, 2_000];
const PIECE = 3;
const texts = new Texts();
const people = { now: "Omar" };
const nameOf = (): string => people.now;
let tasks: (() => void)[];

/** How many lines were drawn since this was last asked: the words of each are looked through for links once. */
function drawn(): number {
  const count = vi.mocked(writing.written).mock.calls.length;
  vi.mocked(writing.written).mockClear();
  return count;
}

function line(number: number): LogLine {
  const id = String(number);
  return { kind: "line", archiveId: id, id, author: "omar@chat.test", nick: "omar", body: `line ${id}`, at: number * 1_000, replaces: "", earlier: [] };
}

function lines(from: number, to: number): LogLine[] {
  return Array.from({ length: to - from + 1 }, (_, index) => line(from + index));
}

async function log(entries: LogLine[]): Promise<LogView> {
  const element = document.createElement("chatxblock-log") as LogView;
  const now = Date.parse("2026-11-22T12:00:00Z");
  return shown(Object.assign(element, { texts, me: "lina@chat.test", nameOf, now, entries, whenIdle: (run: () => void) => tasks.push(run) }));
}

/** Let the element do one thing that it put off. */
async function idle(element: LogView): Promise<void> {
  tasks.shift()?.();
  await element.updateComplete;
}

async function whole(element: LogView): Promise<LogView> {
  while (tasks.length > 0) await idle(element);
  drawn();
  return element;
}

function bodies(element: LogView): string[] {
  return words(element, ".bubble");
}

beforeEach(() => {
  tasks = [];
  people.now = "Omar";
  drawn();
});

afterEach(() => document.body.replaceChildren());

describe.each(SIZES)("a log of %d lines", (size) => {
  test("is drawn in pieces, the newest first, and then what changes alone", { timeout: 30_000 }, async () => {
    const element = await log(lines(101, 100 + size));
    expect(bodies(element)).toEqual(lines(Math.max(101, 101 + size - PIECE), 100 + size).map(({ body }) => body));
    const opening = [drawn()];
    while (tasks.length > 0) {
      await idle(element);
      opening.push(drawn());
    }
    expect(opening.reduce((all, one) => all + one)).toBe(size);
    expect(Math.max(...opening)).toBeLessThanOrEqual(PIECE);

    // Somebody writes, a second passes, an older page is on its way: no line looks different.
    Object.assign(element, { now: element.now + 1_000, entries: element.entries, pending: element.pending, people: element.people });
    expect(element.isUpdatePending).toBe(false);
    element.loading = true;
    await element.updateComplete;
    expect(drawn()).toBe(0);

    element.entries = [...element.entries, line(size + 101)];
    await element.updateComplete;
    expect(drawn()).toBe(1);
    expect(bodies(element).at(-1)).toBe(`line ${size + 101}`);

    element.entries = element.entries.map((entry) => (entry.archiveId === "101" ? { ...line(101), body: "better", earlier: ["line 101"] } : entry));
    await element.updateComplete;
    expect(drawn()).toBe(1);

    // An older page is drawn in pieces too; the first line of before goes on now with what was said before it.
    element.entries = [...lines(1, 100), ...element.entries];
    await element.updateComplete;
    expect(drawn()).toBe(1);
    await idle(element);
    expect(drawn()).toBe(PIECE);
  });
});

describe("the lines on screen", () => {
  test("get the names that are learned later, and their date when the day is over", async () => {
    const element = await whole(await log(lines(1, 2)));
    people.now = "Omar Haddad";
    element.people = [];
    await element.updateComplete;
    expect(words(element, ".name")).toEqual(["Omar Haddad", "Omar Haddad"]);
    expect(drawn()).toBe(2);
    const before = words(element, "time");
    Object.assign(element, { entries: [line(Date.parse("2026-11-22T11:00:00Z") / 1_000)] });
    await element.updateComplete;
    drawn();
    element.now += 24 * 3_600_000;
    await element.updateComplete;
    expect(drawn()).toBe(1);
    expect(words(element, "time")).not.toEqual(before);
  });

  test("of a burst are a piece at a time, for a reader at the end of the log", async () => {
    const element = await whole(await log(lines(1, 50)));
    element.entries = [...element.entries, ...lines(51, 150)];
    await element.updateComplete;
    expect(drawn()).toBe(PIECE);
    await whole(element);
    expect(bodies(element)).toHaveLength(150);
  });

  test("are a piece at a time, also when older ones come between one piece and the next", async () => {
    const element = await log(lines(101, 200));
    drawn();
    element.entries = [...lines(1, 100), ...element.entries];
    for (const run of tasks.splice(0)) run();
    await element.updateComplete;
    expect(drawn()).toBe(PIECE);
    expect(bodies(element)).toEqual(lines(200 - 2 * PIECE + 1, 200).map(({ body }) => body));
  });

  test("are a piece at a time, also when the oldest of them is taken away between one piece and the next", async () => {
    const element = await log(lines(1, 200));
    drawn();
    element.entries = element.entries.filter(({ archiveId }) => archiveId !== element.oldest);
    for (const run of tasks.splice(0)) run();
    await element.updateComplete;
    expect(drawn()).toBeLessThanOrEqual(PIECE);
    expect(bodies(await whole(element))).toHaveLength(199);
  });

  test("come when the reader nears them, before there is time for the rest", async () => {
    const element = await log(lines(1, 100));
    element.renderRoot.querySelector("[role=log]")?.dispatchEvent(new Event("scroll"));
    // Here nothing has a height: it is as near as can be.
    drawn();
    Object.defineProperty(element.renderRoot.querySelector("[role=log]"), "clientHeight", { value: 400 });
    element.renderRoot.querySelector("[role=log]")?.dispatchEvent(new Event("scroll"));
    await element.updateComplete;
    expect(drawn()).toBe(PIECE);
    expect(bodies(element)).toHaveLength(2 * PIECE);
  });

  test("older than those in the window are offered once all that are known are drawn", async () => {
    const element = await log(lines(1, 100));
    Object.assign(element, { hasOlder: true, lineParts });
    await element.updateComplete;
    expect(element.renderRoot.querySelector(".older")).toBeNull();
    await whole(element);
    expect(words(element, ".older button")).toEqual(["Earlier messages"]);
  });
});

test("in groups it is whole and in order after much came at once, at its end and before it", async () => {
  const element = Object.assign(await whole(await log(lines(101, 112))), { lineParts });
  await element.updateComplete;
  element.entries = lines(101, 300);
  await whole(await shown(element));
  expect(bodies(element)).toEqual(lines(101, 300).map(({ body }) => body));
  element.entries = lines(1, 420);
  await whole(await shown(element));
  expect(bodies(element)).toEqual(lines(1, 420).map(({ body }) => body));
});

test("in groups each line goes on with the one before it, whichever group is drawn first", async () => {
  const element = Object.assign(await whole(await log(lines(101, 112))), { lineParts });
  await whole(await shown(element));
  drawn();
  element.entries = lines(1, 112);
  await whole(await shown(element));
  const heads = [...element.renderRoot.querySelectorAll("li.line")].map((one) => one.classList.contains("goes-on"));
  expect(heads).toEqual([false, ...Array<boolean>(111).fill(true)]);
});

test("no line in groups is drawn twice while those before it are drawn", async () => {
  const element = Object.assign(await whole(await log(lines(301, 312))), { lineParts });
  await element.updateComplete;
  await whole(element);
  element.entries = [...lines(101, 300), ...element.entries];
  await element.updateComplete;
  const took = [drawn()];
  while (tasks.length > 0) {
    await idle(element);
    took.push(drawn());
  }
  expect(Math.max(...took)).toBe(PIECE);
  expect(bodies(element)).toEqual(lines(101, 312).map(({ body }) => body));
});

test("the way to the newest line's menu is the one that the keyboard reaches", async () => {
  const element = Object.assign(await whole(await log(lines(1, 30))), { lineParts });
  await whole(await shown(element));
  const reached = (): unknown[] => [...element.renderRoot.querySelectorAll<HTMLElement>(".flag")].flatMap((one, at) => (one.tabIndex === 0 ? [at] : []));
  expect(reached()).toEqual([29]);
  element.entries = lines(1, 31);
  await whole(await shown(element));
  expect(reached()).toEqual([30]);
});
