/** A text that is being written: saved after pauses, kept from key to key, and never lost where two texts meet. */
import { beforeEach, describe, expect, test } from "vitest";
import type { Writing } from "../../src/resources/writing";
import { FakeServer, ForbiddenStorage, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";
import { desk, resource } from "./resource-fixtures";

let timers: TurnedTimers;
let server: FakeServer;
let storage: MemoryStorage;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers);
  storage = new MemoryStorage();
});

const open = (values: Parameters<typeof resource>[0] = {}): Writing => desk(server, timers, storage, values).writing;
/** A window whose clock stands: nothing more of it runs, as in a browser that was killed. */
const dying = (): Writing => desk(server, new TurnedTimers(), storage).writing;
const saved = (): unknown[] => server.bodies("resource_save").map(({ rev, body }) => [rev, body]);
const answer = (rev: number, body: string): ReturnType<typeof ok> => ok({ resource: resource({ rev, body }) });
const stale = (rev: number, body: string): ReturnType<typeof ok> => refusal(409, "stale-resource", { resource: resource({ rev, body }) });

describe("coming back", () => {
  test("saves what is not saved", async () => {
    server.on("resource_save", "down", answer(2, "abc"));
    const writing = open();
    writing.write("body", "abc");
    await writing.flush();
    expect(writing.standing).toBe("away");
    await writing.comeBack();
    expect([writing.standing, writing.text.body]).toEqual(["saved", "abc"]);
  });

  test("shows what somebody else saved meanwhile, where nothing was typed here", async () => {
    server.on("resource_save", stale(4, "of another"));
    const writing = open({ body: "mine" });
    await writing.comeBack();
    expect([writing.text.body, writing.resource.rev, writing.theirs, writing.isAhead]).toEqual(["of another", 4, null, false]);
  });

  test("shows both texts, where something was", async () => {
    server.on("resource_save", stale(4, "of another"));
    const writing = open();
    writing.write("body", "mine");
    await writing.comeBack();
    expect([writing.text.body, writing.theirs?.body, writing.standing]).toEqual(["mine", "of another", "two-texts"]);
  });

  test("goes on with her own text where somebody only chose pictures meanwhile", async () => {
    server.on("resource_save", stale(4, "as both began"), answer(5, "mine"));
    const writing = open({ body: "as both began" });
    writing.write("body", "mine");
    await timers.pass(2_000);
    expect([writing.standing, writing.text.body, writing.theirs]).toEqual(["saved", "mine", null]);
    expect(saved()).toEqual([
      [1, "mine"],
      [4, "mine"],
    ]);
  });

  test("changes nothing where nothing has changed, and where nobody answers", async () => {
    server.on("resource_save", ok({ resource: resource() }), "down", refusal(403, "not-allowed"));
    const writing = open();
    const before = writing.text;
    for (let time = 0; time < 3; time += 1) {
      await writing.comeBack();
      expect([writing.text, writing.standing, writing.isAhead]).toEqual([before, "untouched", false]);
    }
  });
});

describe("saving", () => {
  test("waits for a pause, and saves once what was typed", async () => {
    server.on("resource_save", answer(2, "abc"));
    const writing = open();
    for (const body of ["a", "ab", "abc"]) {
      writing.write("body", body);
      await timers.pass(700);
    }
    expect(saved()).toEqual([]);
    await timers.pass(100);
    expect(saved()).toEqual([[1, "abc"]]);
    expect([writing.standing, writing.isAhead, writing.resource.rev]).toEqual(["saved", false, 2]);
  });

  test("goes at once when the field is left, and not at all where nothing was changed", async () => {
    server.on("resource_save", answer(2, "a"));
    const writing = open();
    await writing.flush();
    writing.write("body", "a");
    await writing.flush();
    await timers.pass(5_000);
    expect(saved()).toEqual([[1, "a"]]);
  });

  test("has one text on its way at a time; what is typed meanwhile goes after it, from the newer revision", async () => {
    server.on("resource_save", answer(2, "a"), answer(3, "ab"));
    const writing = open();
    writing.write("body", "a");
    const first = writing.flush();
    writing.write("body", "ab");
    void writing.flush();
    expect(saved()).toEqual([[1, "a"]]);
    await first;
    await timers.pass(800);
    expect(saved()).toEqual([[1, "a"], [2, "ab"]]);
    expect(writing.standing).toBe("saved");
  });

  test("leaves what stands in the field as it is, though the server has tidied its copy", async () => {
    server.on("resource_save", answer(2, "a"));
    const writing = open();
    writing.write("body", "a \n");
    await timers.pass(800);
    expect([writing.text.body, writing.standing]).toEqual(["a \n", "saved"]);
    await timers.pass(5_000);
    expect(saved()).toHaveLength(1);
  });

  test("is tried again until it gets through, and the text stays in the browser until then", async () => {
    server.on("resource_save", "down", "down", answer(2, "a"));
    const { writing, kept } = desk(server, timers, storage);
    writing.write("body", "a");
    await timers.pass(800);
    expect([writing.standing, kept.load()?.text.body]).toEqual(["away", "a"]);
    await timers.pass(6_000);
    expect([writing.standing, kept.load(), saved().length]).toEqual(["saved", null, 3]);
  });

  test("says what the server refuses, and tries again with the next key", async () => {
    server.on("resource_save", refusal(400, "bad-input"), answer(2, "ab"));
    const writing = open();
    writing.write("body", "a");
    await timers.pass(60_000);
    expect([writing.standing, writing.sentence, saved().length]).toEqual(["refused", "Sentence of bad-input.", 1]);
    writing.write("body", "ab");
    await timers.pass(800);
    expect([writing.standing, writing.sentence]).toEqual(["saved", ""]);
  });

  test("does not send what is too long, and keeps it", async () => {
    const { writing, kept } = desk(server, timers, storage);
    writing.write("title", "x".repeat(301));
    await timers.pass(5_000);
    expect([saved(), kept.load()?.text.title.length]).toEqual([[], 301]);
  });

  test("outlives the page when it goes away", async () => {
    server.on("resource_save", answer(2, "a"));
    const writing = open();
    writing.leave();
    writing.write("body", "a");
    writing.leave();
    await settle();
    expect(server.requests.map(({ handler, keepalive }) => [handler, keepalive])).toEqual([["resource_save", true]]);
  });

  test("works where the browser keeps nothing", async () => {
    server.on("resource_save", answer(2, "a"));
    const { writing } = desk(server, timers, new ForbiddenStorage() as unknown as MemoryStorage);
    writing.write("body", "a");
    await timers.pass(800);
    expect(writing.standing).toBe("saved");
  });

  test("tells a minute later how long ago that was", async () => {
    server.on("resource_save", answer(2, "a"));
    const writing = open();
    writing.write("body", "a");
    await timers.pass(800);
    let times = 0;
    writing.changed.subscribe(() => (times += 1));
    await timers.pass(180_000);
    expect(times).toBe(3);
  });
});

describe("a browser that dies", () => {
  test("has kept every key, and the text is back and goes to the server", async () => {
    dying().write("body", "a");
    server.on("resource_save", answer(2, "a"));
    const back = open();
    expect([back.text.body, back.broughtBack]).toEqual(["a", true]);
    await timers.pass(800);
    expect(saved()).toEqual([[1, "a"]]);
    expect(open({ rev: 2, body: "a" }).broughtBack).toBe(false);
  });

  test("while a save was on its way goes on from that save, and asks nothing", async () => {
    server.on("resource_save", "down");
    const dead = dying();
    dead.write("body", "a");
    await dead.flush();
    dead.write("body", "ab");
    server.on("resource_save", answer(3, "ab"));
    const back = open({ rev: 2, body: "a" });
    expect([back.theirs, back.text.body]).toEqual([null, "ab"]);
    await timers.pass(800);
    expect(saved().at(-1)).toEqual([2, "ab"]);
  });

  test("shows both texts where somebody else saved since, and does not overwrite when it dies again", async () => {
    dying().write("body", "mine");
    const back = open({ rev: 2, body: "theirs" });
    expect([back.text.body, back.theirs?.body, back.standing]).toEqual(["mine", "theirs", "two-texts"]);
    back.write("body", "mine, and more");
    await timers.pass(5_000);
    expect(saved()).toEqual([]);
    const again = open({ rev: 2, body: "theirs" });
    expect([again.text.body, again.theirs?.body]).toEqual(["mine, and more", "theirs"]);
  });

  test.each(["nonsense", '{"text":"{}","id":"1"}', '{"text":"{\\"now\\":{\\"title\\":1},\\"sent\\":[]}","id":"1"}'])("with a spoilt storage begins with the server's text: %s", (spoilt) => {
    storage.setItem("chatxblock:draft:lina:resource:r1", spoilt);
    expect([open().text.body, open().broughtBack]).toEqual([resource().body, false]);
  });
});

describe("two editors", () => {
  async function meet(): Promise<Writing> {
    server.on("resource_save", stale(2, "theirs"));
    const writing = open();
    writing.write("body", "mine");
    await timers.pass(800);
    return writing;
  }

  test("are shown both texts; nothing is saved over the other before one was chosen", async () => {
    const writing = await meet();
    expect([writing.standing, writing.text.body, writing.theirs?.body]).toEqual(["two-texts", "mine", "theirs"]);
    writing.write("body", "mine still");
    writing.leave();
    await timers.pass(60_000);
    expect(saved()).toHaveLength(1);
  });

  test("keep mine: it is saved over the newer one, which stays among the earlier texts", async () => {
    const writing = await meet();
    server.on("resource_save", answer(3, "mine"));
    await writing.keepMine();
    expect(saved().at(-1)).toEqual([2, "mine"]);
    expect([writing.theirs, writing.standing]).toEqual([null, "saved"]);
  });

  test("take theirs: it stands there, and mine can be put back", async () => {
    const writing = await meet();
    writing.takeTheirs();
    expect([writing.text.body, writing.isAhead, open({ rev: 2, body: "theirs" }).broughtBack]).toEqual(["theirs", false, false]);
    server.on("resource_save", answer(3, "mine"));
    writing.takeBack();
    await timers.pass(800);
    expect([writing.text.body, writing.putAside, saved().at(-1)]).toEqual(["mine", null, [2, "mine"]]);
  });

  test("who wrote the same have nothing to choose", async () => {
    server.on("resource_save", stale(2, "same"));
    const writing = open();
    writing.write("body", "same ");
    await timers.pass(800);
    expect([writing.standing, writing.theirs, writing.resource.rev]).toEqual(["saved", null, 2]);
  });

  test("are not two where the answer to one's own save was lost", async () => {
    server.on("resource_save", "down", stale(2, "a"), answer(3, "ab"));
    const writing = open();
    writing.write("body", "a");
    await writing.flush();
    writing.write("body", "ab");
    await timers.pass(2_000);
    expect([writing.standing, writing.theirs, saved().at(-1)]).toEqual(["saved", null, [2, "ab"]]);
  });
});

describe("what else was done to it", () => {
  test("puts another text there where nothing is unsaved, and shows both where something is", async () => {
    const writing = open();
    writing.learn(resource({ state: "published" }));
    expect([writing.resource.state, writing.text.body]).toEqual(["published", resource().body]);
    writing.learn(resource({ rev: 2, body: "restored" }));
    expect(writing.text.body).toBe("restored");
    writing.write("body", "typed meanwhile");
    writing.learn(resource({ rev: 3, body: "other" }));
    expect([writing.text.body, writing.theirs?.body]).toEqual(["typed meanwhile", "other"]);
  });
});
