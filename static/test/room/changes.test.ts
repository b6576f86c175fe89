import { beforeEach, describe, expect, test } from "vitest";
import { Changes } from "../../src/room/chat/changes";
import { ForbiddenStorage, MemoryStorage } from "../doubles";

const HOUR = 60 * 60_000;

let shelf: MemoryStorage;
let time: number;

beforeEach(() => {
  shelf = new MemoryStorage();
  time = Date.parse("2026-11-22T12:00:00Z");
});

/** What a window keeps; each has a storage of its own, which a reload hands on. */
function inWindow(storage = new MemoryStorage(), call = "c1", person = "lina"): Changes {
  return new Changes({ shelf, storage, person, call, now: () => time });
}

const texts = (changes: Changes): string[] => changes.all.map(({ text }) => text);

describe("changes that are not sent yet", () => {
  test("of two lines are two, whichever window wrote them", () => {
    const [one, other] = [inWindow(), inWindow()];
    one.write("7", "seven");
    other.write("8", "eight");
    one.write("7", "seven more");
    expect([texts(one), other.of("7"), one.of("8"), one.of("9")]).toEqual([["eight", "seven more"], "seven more", "eight", ""]);
  });

  test("are gone on with where they were written, and the newest of them in a new window", () => {
    const [first, second] = [new MemoryStorage(), new MemoryStorage()];
    inWindow(first).write("7", "seven");
    inWindow(second).write("8", "eight");
    expect([first, second, new MemoryStorage()].map((one) => inWindow(one).interrupted?.line)).toEqual(["7", "8", "8"]);
    inWindow(second).close();
    expect([inWindow(second).interrupted, texts(inWindow(second))]).toEqual([undefined, ["seven", "eight"]]);
  });

  test("are forgotten one by one, and nothing stays behind", () => {
    const changes = inWindow();
    changes.write("7", "seven");
    changes.write("8", "eight");
    changes.write("7", "");
    expect(texts(changes)).toEqual(["eight"]);
    changes.write("8", "");
    expect(shelf.values.size).toBe(0);
  });

  test("of another talk or another person are not among them", () => {
    inWindow().write("7", "seven");
    expect(texts(inWindow(new MemoryStorage(), "c2"))).toEqual([]);
    expect(texts(inWindow(new MemoryStorage(), "c1", "omar"))).toEqual([]);
    inWindow(new MemoryStorage(), "c2").write("7", "other");
    expect(texts(inWindow())).toEqual(["seven"]);
  });

  test("are twenty in all, the newest, and none is older than a day", () => {
    for (let line = 0; line < 25; line += 1) inWindow(new MemoryStorage(), `c${line % 2}`).write(String(line), "words");
    expect([texts(inWindow(new MemoryStorage(), "c0")).length, texts(inWindow()).length, inWindow().of("3"), inWindow().of("5")]).toEqual([10, 10, "", "words"]);
    time += 25 * HOUR;
    expect(texts(inWindow())).toEqual([]);
    inWindow().write("30", "new");
    expect(JSON.parse(shelf.getItem("chatxblock:change:lina") ?? "")).toHaveLength(1);
  });

  test("are kept as long as the window is there where storages are forbidden or full", () => {
    for (const storage of [null, new ForbiddenStorage(), Object.assign(new MemoryStorage(), { setItem: () => { throw new Error("full"); } })]) {
      const changes = new Changes({ shelf: storage, storage, person: "lina", call: "c1", now: () => time });
      changes.write("7", "seven");
      changes.write("8", "eight");
      expect([texts(changes), changes.interrupted?.line]).toEqual([["seven", "eight"], "8"]);
    }
  });

  test.each(["{", "3", '[1, null, {"line": "7"}]'])("are none where something else is kept: %s", (kept) => {
    shelf.setItem("chatxblock:change:lina", kept);
    expect(texts(inWindow())).toEqual([]);
    inWindow().write("7", "seven");
    expect(texts(inWindow())).toEqual(["seven"]);
  });
});
