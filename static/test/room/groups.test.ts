// @vitest-environment happy-dom
/** An entry stays in its group, whatever comes before and behind: what is drawn of it is where it was. */
import { expect, test } from "vitest";
import { groups } from "../../src/room/chat/line-parts-view";
import type { Entry } from "../../src/room/chat/log";
import type { LogView } from "../../src/room/chat/log-view";

function entries(from: number, to: number): Entry[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({ kind: "event", archiveId: String(from + index), what: "joined", author: "", at: 0 }));
}

function groupOf(found: Map<number, Entry[]>): Map<string, number> {
  return new Map([...found].flatMap(([group, all]) => all.map(({ archiveId }) => [archiveId, group] as const)));
}

test("a log is in groups in its order, and none is long", () => {
  const view = {} as LogView;
  const found = groups(view, entries(1, 100));
  expect([...found.values()].flat()).toEqual(entries(1, 100));
  expect(Math.max(...[...found.values()].map(({ length }) => length))).toBeLessThan(50);
  expect([...found.keys()]).toEqual([...found.keys()].sort((one, other) => one - other));
});

test("what comes before or behind, or goes, moves no entry to another group", () => {
  const view = {} as LogView;
  const before = groupOf(groups(view, entries(500, 540)));
  for (const now of [entries(440, 540), entries(440, 600), entries(590, 600), entries(1, 700)]) {
    const after = groupOf(groups(view, now));
    for (const [id, group] of after) expect(before.get(id) ?? group).toBe(group);
    for (const [id, group] of after) before.set(id, group);
  }
  expect(before.size).toBe(700);
});

test("what was left out comes between, in its order", () => {
  const view = {} as LogView;
  groups(view, entries(1, 12));
  groups(view, entries(189, 200));
  expect([...groups(view, entries(1, 200)).values()].flat()).toEqual(entries(1, 200));
  expect([...groups(view, entries(150, 230)).values()].flat()).toEqual(entries(150, 230));
});
