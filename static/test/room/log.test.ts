import { describe, expect, test } from "vitest";
import { element } from "../../src/shared/xmpp/stanza";
import { type ArchivedLine, type Entry, Log } from "../../src/room/chat/log";

function line(archiveId: string, body: string, values: Partial<ArchivedLine> = {}): ArchivedLine {
  return { archiveId, id: `m${archiveId}`, author: "omar@chat.test", nick: "omar", body, at: 0, replaces: "", ...values };
}

function bodies(entries: Entry[]): string[] {
  return entries.map((entry) => (entry.kind === "line" ? entry.body : `(${entry.what})`));
}

describe("the log", () => {
  test("shows each archived line once", () => {
    const log = new Log();
    log.append([line("1", "a"), line("2", "b")]);
    expect(log.append([line("2", "b"), line("3", "c")])).toHaveLength(1);
    expect(bodies(log.entries)).toEqual(["a", "b", "c"]);
    expect(log.lineCount).toBe(3);
  });

  test("shows a line once that arrived twice under its author's id", () => {
    const log = new Log();
    log.append([line("1", "a", { id: "same" }), line("2", "a", { id: "same" })]);
    expect(bodies(log.entries)).toEqual(["a"]);
  });

  test("shows a line where it came first, also to who reads backwards", () => {
    const log = new Log();
    const twice = (archiveId: string): ArchivedLine => line(archiveId, "a", { id: "same" });
    log.append([line("3", "b"), twice("4"), line("5", "c")]);
    log.event("joined", "eve@chat.test", 0);
    log.prepend([line("0", "z"), twice("1"), twice("2")]);
    expect(bodies(log.entries)).toEqual(["z", "a", "b", "c", "(joined)"]);
    log.append([twice("6")]);
    expect(bodies(log.entries)).toEqual(["z", "a", "b", "c", "(joined)"]);
    expect(log.last).toBe("6");
  });

  test("takes different words under one id for two lines, and so for two authors", () => {
    const log = new Log();
    log.append([line("1", "a", { id: "x" }), line("2", "b", { id: "x" }), line("3", "a", { id: "x", author: "eve@chat.test" })]);
    expect(bodies(log.entries)).toEqual(["a", "b", "a"]);
  });

  test("knows where to go on reading", () => {
    const log = new Log();
    expect(log.last).toBe("");
    log.append([line("1", "a"), line("2", "b")]);
    log.prepend([line("0", "z")]);
    expect(log.last).toBe("2");
  });

  test("puts an older page before everything", () => {
    const log = new Log();
    log.append([line("5", "e")]);
    log.event("joined", "omar@chat.test", 1);
    log.prepend([line("3", "c"), line("4", "d"), line("5", "e")]);
    expect(bodies(log.entries)).toEqual(["c", "d", "e", "(joined)"]);
  });

  test("leaves what says something of another line to the part that folds it", () => {
    const log = new Log();
    log.append([line("1", "teh"), line("2", "the", { replaces: "m1" }), line("3", "", { marks: [element("reactions", "")] })]);
    expect(bodies(log.entries)).toEqual(["teh"]);
    expect(log.markings.map(({ archiveId }) => archiveId)).toEqual(["2", "3"]);
    expect([log.lineCount, log.last]).toEqual([3, "3"]);
  });

  test("tells whether a line of ours is in it", () => {
    const log = new Log();
    log.append([line("1", "a")]);
    expect(log.has("omar@chat.test", "m1")).toBe(true);
    expect(log.has("eve@chat.test", "m1")).toBe(false);
  });
});
