import { beforeEach, describe, expect, test } from "vitest";
import { Claims, type ClaimsParts } from "../../src/helper/ringing/claims";
import { FakeBrowser, ForbiddenStorage, MemoryStorage, settle, TurnedTimers } from "../doubles";

let timers: TurnedTimers;
let browser: FakeBrowser;

beforeEach(() => {
  timers = new TurnedTimers();
  browser = new FakeBrowser();
});

function window(parts: Partial<ClaimsParts> = {}): Claims {
  const { locks, storage } = browser;
  return new Claims({ name: "omar", locks, channel: browser.channel(), storage, timers, ...parts });
}

async function race(...windows: Claims[]): Promise<number> {
  const claims = windows.map((one) => one.claim("sound:c1"));
  await timers.pass(2_000);
  return (await Promise.all(claims)).filter(Boolean).length;
}

describe("of several windows that claim the same", () => {
  test.each<[string, () => Partial<ClaimsParts>]>([
    ["with locks", () => ({})],
    ["with locks and no storage", () => ({ storage: null })],
    ["with locks and a forbidden storage", () => ({ storage: new ForbiddenStorage() })],
    ["with locks and no channel", () => ({ channel: null })],
    ["without locks", () => ({ locks: null })],
    ["without locks and storage", () => ({ locks: null, storage: null })],
  ])("%s one alone gets it, and later ones don't", async (_name, parts) => {
    let chance = 0;
    timers.random = () => (chance += 0.1);
    const windows = [window(parts()), window(parts()), window(parts())];
    expect(await race(...windows)).toBe(1);
    expect(await race(...windows)).toBe(0);
  });

  test("each gets it where they can't know of each other", async () => {
    const alone = (): Claims => window({ locks: null, channel: null, storage: null });
    const [one, other] = [alone(), alone()];
    expect(await race(one, other)).toBe(2);
    expect(await race(one, other)).toBe(0);
  });
});

describe("a claim", () => {
  test("is remembered for the next page", async () => {
    expect(await window().claim("sound:c1")).toBe(true);
    await timers.pass(2 * 3_600_000);
    expect(await window().claim("sound:c1")).toBe(false);
    expect(await window().claim("sound:c2")).toBe(true);
  });

  test("is one person's alone", async () => {
    expect(await window().claim("sound:c1")).toBe(true);
    expect(await window({ name: "ada" }).claim("sound:c1")).toBe(true);
  });

  test("gets its answer at once, though the others wait to hear of it", async () => {
    let mine = false;
    void window().claim("sound:c1").then((answer) => (mine = answer));
    await settle();
    expect(mine).toBe(true);
  });

  test("is made where the browser refuses locks", async () => {
    const locks = { request: () => Promise.reject(new Error("SecurityError")) };
    expect(await window({ locks }).claim("sound:c1")).toBe(true);
  });

  test("survives what somebody else wrote into the storage", async () => {
    const storage = new MemoryStorage();
    storage.setItem("chatxblock:claims:omar", '{"a": [1]}');
    expect(await window({ storage }).claim("sound:c1")).toBe(true);
    storage.setItem("chatxblock:claims:omar", '[1, ["x"], ["sound:c2", 1]]');
    expect(await window({ storage }).claim("sound:c2")).toBe(false);
  });

  test("is forgotten after a day, also by a clock that was set back", async () => {
    const storage = new MemoryStorage();
    storage.setItem("chatxblock:claims:omar", JSON.stringify([["old", timers.time + 90 * 86_400_000]]));
    await window({ storage }).claim("sound:c1");
    expect(JSON.parse(storage.getItem("chatxblock:claims:omar") ?? "")).toEqual([["sound:c1", timers.time]]);
  });
});
