/** Sending a file: what of the answers is a refusal, and what only means that it has to be tried again. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { put } from "../../src/room/files/browser-put";
import { NotSent, type Outgoing } from "../../src/room/files/sending";

const item = { id: "t1", name: "rows.png", alt: "Two rows", blob: new Blob(["x"]) } as Outgoing;
const ours = (values: object): string => JSON.stringify({ now: "2026-11-27T10:00:00Z", ...values });
let answers: [status: number, text: string][] = [];
let tokens: string[] = [];

/** Answers with what comes next; status 0: nobody answered. */
class Request {
  upload: Record<string, unknown> = {};
  status = 0;
  responseText = "";
  onload = (): void => undefined;
  onerror = (): void => undefined;
  open(): void {}
  abort(): void {}
  setRequestHeader(name: string, value: string): void {
    if (name === "X-CSRFToken") tokens.push(value);
  }
  send(): void {
    [this.status, this.responseText] = answers.shift() ?? [0, ""];
    queueMicrotask(() => (this.status ? this.onload() : this.onerror()));
  }
}

async function outcome(): Promise<unknown> {
  const target = { url: "/file_put", csrf: { header: "X-CSRFToken", token: "old", cookie: "csrftoken", url: "/csrf" }, callId: "c1" };
  return put(target, item, () => undefined, new AbortController().signal).catch((error: NotSent) => [error.settled ? "refused" : "waits", error.sentence]);
}

beforeEach(() => {
  [answers, tokens] = [[], []];
  vi.stubGlobal("XMLHttpRequest", Request);
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ token: "new" })));
});
afterEach(() => vi.unstubAllGlobals());

test("a file that is kept is told with its line", async () => {
  answers = [[201, ours({ file: { line: "rows.png\n/file/1" } })]];
  expect(await outcome()).toMatchObject({ file: { line: "rows.png\n/file/1" } });
});

describe("it waits to be tried again where the answer is not ours, or passes", () => {
  test.each([
    ["nobody answers", 0, ""],
    ["a page to log in", 200, "<html><script>owned()</script>"],
    ["a proxy's own words", 502, "<html>Bad gateway"],
    ["JSON of another one", 200, "[1]"],
    ["nothing", 201, "null"],
    ["our answer without a file", 201, ours({ file: null })],
  ])("%s", async (_what, status, text) => {
    answers = [[status, text]];
    expect(await outcome()).toEqual(["waits", ""]);
  });

  test("and says what we say of it", async () => {
    answers = [[503, ours({ code: "files-unavailable", error: "We can't keep files right now." })]];
    expect(await outcome()).toEqual(["waits", "We can't keep files right now."]);
  });
});

test("what is too large for the platform, and what we refuse, is not tried again", async () => {
  answers = [[413, "<html>"], [400, ours({ code: "bad-file", error: "This file is empty." })]];
  expect([await outcome(), await outcome()]).toEqual([["refused", ""], ["refused", "This file is empty."]]);
});

test("a token that changed meanwhile is asked for, once", async () => {
  answers = [[403, "<html>CSRF"], [201, ours({ file: { line: "x" } })], [403, "<html>CSRF"], [403, "<html>CSRF"]];
  expect(await outcome()).toMatchObject({ file: { line: "x" } });
  expect(await outcome()).toEqual(["waits", ""]);
  expect(tokens).toEqual(["old", "new", "old", "new"]);
});

test("a file that is not taken is told from a talk that takes none", async () => {
  const codes: string[] = [];
  const target = { url: "/file_put", csrf: { header: "X-CSRFToken", token: "old", cookie: "csrftoken", url: "/csrf" }, callId: "c1" };
  answers = [[400, ours({ code: "bad-file", error: "This file is empty." })], [413, ""], [409, ours({ code: "files-full", error: "No more files fit." })]];
  for (let n = 0; n < 3; n++) await put(target, item, () => undefined, new AbortController().signal).catch((error: NotSent) => codes.push(error.code));
  expect(codes).toEqual(["bad-file", "", "files-full"]);
});
