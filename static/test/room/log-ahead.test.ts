// @vitest-environment happy-dom
/** A line that has just come stands there as it is going to look, where that is known in time. */
import { afterEach, expect, test } from "vitest";
import type { LogLine } from "../../src/room/chat/log";
import type { LogView } from "../../src/room/chat/log-view";
import { Texts } from "../../src/shared/texts";
import { drawn as settle } from "./room-window-fixtures";
import { shown, words } from "../element-fixtures";

const asked: [string, () => void, (error: Error) => void][] = [];

/** Lays out a text when the test lets it. */
class Written extends HTMLElement {
  static ahead(text: string): Promise<void> {
    return new Promise((done, failed) => asked.push([text, done, failed]));
  }
}
customElements.define("chatxblock-written", Written);

function line(number: number): LogLine {
  const id = String(number);
  return { kind: "line", archiveId: id, id, author: "omar@chat.test", nick: "omar", body: `$x_${id}$`, at: number * 1_000, replaces: "", earlier: [] };
}

async function log(entries: LogLine[]): Promise<LogView> {
  const now = Date.parse("2026-11-22T12:00:00Z");
  const element = document.createElement("chatxblock-log") as LogView;
  const opening = shown(Object.assign(element, { texts: new Texts(), me: "lina@chat.test", nameOf: () => "Omar", now, entries, whenIdle: () => undefined }));
  await settle();
  for (const [, done] of asked.splice(0)) done();
  return opening;
}

afterEach(() => {
  asked.length = 0;
  document.body.replaceChildren();
});

test("it is there once it is known how it looks", async () => {
  const element = await log([line(1)]);
  element.entries = [line(1), line(2)];
  await settle();
  expect([asked.map(([text]) => text), words(element, ".bubble")]).toEqual([["$x_2$"], ["$x_1$"]]);
  asked[0]?.[1]();
  await settle();
  expect(words(element, ".bubble")).toEqual(["$x_1$", "$x_2$"]);
});

test("nothing waits for a line that is there already", async () => {
  const element = await log([line(1)]);
  element.unread = 1;
  await settle();
  expect(asked).toEqual([]);
});

test("lines that come meanwhile come with it, in their order", async () => {
  const element = await log([line(1)]);
  element.entries = [line(1), line(2)];
  await settle();
  element.entries = [line(1), line(2), line(3)];
  await settle();
  asked[0]?.[1]();
  await settle();
  expect(words(element, ".bubble")).toEqual(["$x_1$", "$x_2$", "$x_3$"]);
});

test("it is there too where that could not be found out, and so is the next one", async () => {
  const element = await log([line(1)]);
  element.entries = [line(1), line(2)];
  await settle();
  asked.shift()?.[2](new Error("no formulas today"));
  await settle();
  element.entries = [line(1), line(2), line(3)];
  await settle();
  asked[0]?.[1]();
  await settle();
  expect(words(element, ".bubble")).toEqual(["$x_1$", "$x_2$", "$x_3$"]);
});
