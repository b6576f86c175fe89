import { beforeEach, describe, expect, test } from "vitest";
import { element, NS, type Stanza } from "../../src/shared/xmpp/stanza";
import { settle } from "../doubles";
import {
  archive,
  arrive,
  begin,
  bodies,
  enter,
  link,
  live,
  outbox,
  presence,
  reconnect,
  refuse,
  ROOM,
  room,
  sentLines,
  timers,
  wire,
  type Kept,
} from "./room-fixtures";

beforeEach(begin);

describe("entering", () => {
  test("reads the newest page of the archive, then is inside", async () => {
    room.join(ROOM);
    expect(room.state).toBe("joining");
    presence("lina", { codes: ["110"] });
    const query = wire.last.all("iq").at(-1);
    expect(query?.children[0]?.children[0]?.children.map((one) => [one.name, one.text])).toEqual([
      ["max", "100"],
      ["before", ""],
    ]);
    await archive([{ archiveId: "1", nick: "omar", body: "hello" }]);
    expect(room.state).toBe("inside");
    expect(room.log.entries[0]).toMatchObject({ author: "omar@chat.test", at: Date.parse("2026-11-22T11:00:00Z") });
  });

  test("goes on to older pages until there are no more", async () => {
    await enter([{ archiveId: "5", nick: "omar", body: "e" }], false);
    expect(room.history.reading).toBe(true);
    await archive([{ archiveId: "3", nick: "omar", body: "c" }], false);
    await archive([{ archiveId: "1", nick: "omar", body: "a" }], true);
    expect(bodies()).toEqual(["a", "c", "e"]);
    expect(room.history.hasOlder).toBe(false);
  });

  test("stops by itself at a thousand lines and leaves the rest to the reader", async () => {
    const page = (from: number): Kept[] =>
      Array.from({ length: 500 }, (_, index) => ({ archiveId: String(from + index), nick: "omar", body: `b${from + index}` }));
    await enter(page(5000), false);
    await archive(page(4500), false);
    expect(room.log.lineCount).toBe(1000);
    expect([room.history.hasOlder, room.history.reading]).toEqual([true, false]);
    void room.older();
    await settle();
    await archive(page(4000), true);
    expect(room.log.lineCount).toBe(1500);
  });

  describe("older lines that the reader asks for", () => {
    const queries = (): number => wire.last.all("iq").filter((iq) => iq.children[0]?.ns === NS.mam).length;
    let failed: boolean;

    async function asked(): Promise<void> {
      const kept = Array.from({ length: 1_000 }, (_, index) => ({ archiveId: String(5000 + index), nick: "omar", body: "b" }));
      await enter(kept, false);
      failed = false;
      room.older().catch(() => (failed = true));
      await settle();
    }

    test("are asked for once more where no answer came, before that is a failure", async () => {
      await asked();
      await timers.pass(10_000);
      await settle();
      expect([queries(), failed, room.history.reading]).toEqual([3, false, true]);
      await archive([{ archiveId: "4999", nick: "omar", body: "a" }]);
      expect([room.log.lineCount, room.history.missed]).toEqual([1_001, false]);
    });

    test("are missed where two got no answer, and can be asked for again", async () => {
      await asked();
      await timers.pass(10_000);
      await settle();
      await timers.pass(10_000);
      await settle();
      expect([failed, room.history.missed, room.history.reading]).toEqual([true, true, false]);
      void room.older();
      await settle();
      await archive([{ archiveId: "4999", nick: "omar", body: "a" }]);
      expect([room.log.lineCount, room.history.missed]).toEqual([1_001, false]);
    });

    test("come by themselves after the line was cut, though a thousand are known", async () => {
      await asked();
      await reconnect();
      await settle();
      expect([failed, room.history.missed]).toEqual([true, true]);
      room.join(ROOM);
      presence("lina", { codes: ["110"] });
      await archive([]);
      expect([room.state, room.history.reading]).toEqual(["inside", true]);
      await archive([{ archiveId: "4999", nick: "omar", body: "a" }], false);
      expect([room.log.lineCount, room.history.missed, room.history.reading]).toEqual([1_001, false, false]);
    });
  });

  test("keeps the order of lines that are said while the archive is read", async () => {
    room.join(ROOM);
    presence("lina", { codes: ["110"] });
    live("omar", "8", "said meanwhile");
    live("omar", "9", "and more");
    await archive([{ archiveId: "7", nick: "omar", body: "before" }, { archiveId: "8", nick: "omar", body: "said meanwhile" }]);
    expect(bodies()).toEqual(["before", "said meanwhile", "and more"]);
  });

  test("puts what a resumed session brings above the newest page where it belongs", async () => {
    room.join(ROOM);
    for (const id of ["1", "2", "3", "4"]) live("omar", id, `b${id}`);
    presence("lina", { codes: ["110"] });
    await archive([{ archiveId: "3", nick: "omar", body: "b3" }], false);
    expect(bodies()).toEqual(["b3", "b4"]);
    await archive([{ archiveId: "1", nick: "omar", body: "b1" }, { archiveId: "2", nick: "omar", body: "b2" }]);
    expect(bodies()).toEqual(["b1", "b2", "b3", "b4"]);
  });

  test("once more while older pages are read does not read them twice at once", async () => {
    await enter([{ archiveId: "5", nick: "omar", body: "e" }], false);
    room.rejoin();
    await timers.pass(100);
    presence("lina", { codes: ["110"] });
    await archive([]);
    expect(room.state).toBe("inside");
    // The newest page, the older one that is still on its way, and what came after our first entry.
    expect(wire.last.all("iq").filter((iq) => iq.children[0]?.ns === NS.mam)).toHaveLength(3);
    expect(room.history.reading).toBe(true);
  });

  test("that gets no answer knocks again, since the room may move", async () => {
    room.join(ROOM);
    await timers.pass(499);
    const knocks = (): number => wire.last.all("presence").filter((one) => one.attrs["to"] === `${ROOM}/lina`).length;
    expect(knocks()).toBe(1);
    await timers.pass(1);
    expect(knocks()).toBe(2);
    presence("lina", { codes: ["110"] });
    await archive([]);
    await timers.pass(500);
    expect([room.state, knocks()]).toEqual(["inside", 2]);
  });

  test("that gets no answer renews the connection", async () => {
    room.join(ROOM);
    await timers.pass(9_999);
    expect(wire.streams[0]?.ended).not.toBe("dropped");
    await timers.pass(1);
    expect(wire.streams[0]?.ended).toBe("dropped");
  });

  test("that is refused says so once", () => {
    let denied = 0;
    room.denied.subscribe(() => (denied += 1));
    room.join(ROOM);
    const error = element("error", NS.client, {}, element("registration-required", NS.stanzas));
    arrive(element("presence", NS.client, { from: `${ROOM}/lina`, type: "error" }, error));
    expect([room.state, denied]).toEqual(["refused", 1]);
  });
});

describe("a line of ours", () => {
  test("is pending until the room shows it, then it is a line", async () => {
    await enter();
    room.say("hi");
    const [line] = sentLines();
    expect(outbox.entries).toMatchObject([{ body: "hi", state: "sent" }]);
    expect(bodies()).toEqual([]);
    live("lina", "1", "hi", line?.id);
    expect(outbox.entries).toEqual([]);
    expect(room.log.entries).toMatchObject([{ body: "hi", author: "lina@chat.test" }]);
  });

  test("loses what would end the stream, visibly", async () => {
    await enter();
    room.say("a\u0001b 🙂");
    expect(sentLines()[0]?.body).toBe("a\uFFFDb 🙂");
    expect(outbox.entries[0]?.body).toBe("a\uFFFDb 🙂");
  });

  test("typed before we are inside is sent when we are", async () => {
    room.say("early");
    expect(sentLines()).toEqual([]);
    await enter();
    expect(sentLines().map((line) => line.body)).toEqual(["early"]);
  });

  test("without an echo is sent again after a reconnection under the same id", async () => {
    await enter();
    room.say("hi");
    const [first] = sentLines();
    await reconnect();
    await enter();
    expect(sentLines()).toEqual([first]);
  });

  test("that did arrive is not sent again", async () => {
    await enter();
    room.say("hi");
    const id = sentLines()[0]?.id ?? "";
    await reconnect();
    await enter([{ archiveId: "1", nick: "lina", body: "hi", id }]);
    expect(sentLines()).toEqual([]);
    expect(outbox.entries).toEqual([]);
    expect(bodies()).toEqual(["hi"]);
  });

  test("refused since we are not inside is sent again after entering again", async () => {
    await enter();
    room.say("hi");
    const [first] = sentLines();
    refuse(first?.id ?? "", "not-acceptable");
    await timers.pass(100);
    expect(room.state).toBe("joining");
    presence("lina", { codes: ["110"] });
    await archive([]);
    expect(sentLines()).toEqual([first, first]);
  });

  test("that could not be archived is sent again, as the same line, until it is", async () => {
    await enter();
    room.say("hi");
    const [first] = sentLines();
    for (let tries = 1; tries <= 20; tries += 1) {
      refuse(first?.id ?? "", "resource-constraint", "wait", element("not-archived", NS.call));
      expect(outbox.entries).toMatchObject([{ body: "hi", state: "waiting" }]);
      expect(sentLines()).toHaveLength(tries);
      await timers.pass(1000);
    }
    expect(new Set(sentLines().map(({ id }) => id))).toEqual(new Set([first?.id]));
    live("lina", "1", "hi", first?.id);
    await timers.pass(10_000);
    expect([sentLines().length, bodies(), outbox.entries]).toEqual([21, ["hi"], []]);
  });

  test("waits until the one before was shown, however often that is sent back", async () => {
    await enter();
    for (const body of ["first", "second", "third"]) room.say(body);
    const [first] = sentLines();
    for (let tries = 1; tries <= 3; tries += 1) {
      expect(sentLines().map(({ body }) => body)).toEqual(Array(tries).fill("first"));
      refuse(first?.id ?? "", "resource-constraint", "wait");
      await timers.pass(1000);
    }
    live("lina", "1", "first", first?.id);
    live("lina", "2", "second", sentLines().at(-1)?.id);
    expect(sentLines().map(({ body }) => body)).toEqual(["first", "first", "first", "first", "second", "third"]);
  });

  test("and what changes another one, or is set at it, keep their order", async () => {
    await enter([{ archiveId: "1", nick: "lina", body: "helo", id: "m1" }, { archiveId: "2", nick: "omar", body: "hi" }]);
    const sent = (): (string | undefined)[] =>
      wire.last
        .all("message")
        .filter(({ attrs }) => attrs["type"] === "groupchat")
        .map(({ children }) => children.find(({ name }) => ["replace", "reactions", "taken-back"].includes(name))?.name ?? children[0]?.text);
    const mark = (name: string): { of: string; more: Stanza[] } => ({ of: "1", more: [element(name, "urn:test:line:1")] });
    const last = (): string => wire.last.all("message").findLast(({ attrs }) => attrs["type"] === "groupchat")?.attrs["id"] ?? "";
    room.say("first");
    room.say("hello", mark("replace"));
    room.say("", mark("reactions"));
    room.say("[taken back]", mark("taken-back"));
    refuse(last(), "resource-constraint", "wait");
    await timers.pass(999);
    expect(sent()).toEqual(["first"]);
    await timers.pass(1);
    for (const archiveId of ["3", "4", "5"]) live("lina", archiveId, "any", last());
    expect(sent()).toEqual(["first", "first", "replace", "reactions", "taken-back"]);
  });

  test("waits through a reconnection as well", async () => {
    await enter();
    room.say("first");
    room.say("second");
    const [first] = sentLines();
    refuse(first?.id ?? "", "resource-constraint", "wait");
    await reconnect();
    room.say("third");
    await enter();
    await timers.pass(1000);
    expect(sentLines().map(({ body }) => body)).toEqual(["first"]);
    for (const archiveId of ["1", "2"]) live("lina", archiveId, "any", sentLines().at(-1)?.id);
    expect(sentLines().map(({ body }) => body)).toEqual(["first", "second", "third"]);
  });

  test("that is not answered is sent again once we have entered again", async () => {
    await enter();
    room.say("first");
    room.say("second");
    await timers.pass(9_999);
    expect(room.state).toBe("inside");
    await timers.pass(101);
    expect(room.state).toBe("joining");
    await enter();
    expect(sentLines().map(({ body }) => body)).toEqual(["first", "first"]);
    live("lina", "1", "first", sentLines()[0]?.id);
    expect(sentLines().map(({ body }) => body)).toEqual(["first", "first", "second"]);
  });

  test("that is not answered and is in the archive is not sent again", async () => {
    await enter();
    room.say("first");
    room.say("second");
    await timers.pass(10_100);
    await enter([{ archiveId: "1", nick: "lina", body: "first", id: sentLines()[0]?.id ?? "" }]);
    expect(sentLines().map(({ body }) => body)).toEqual(["first", "second"]);
  });

  test("that is never answered is given back, and holds the next one up no longer", async () => {
    await enter();
    room.say("first");
    room.say("second");
    for (let time = 1; time < 9; time += 1) {
      await timers.pass(10_100);
      await enter();
    }
    await timers.pass(9_999);
    expect(sentLines().map(({ body }) => body)).toEqual(Array(9).fill("first"));
    await timers.pass(1);
    expect(outbox.entries).toMatchObject([{ body: "first", state: "refused" }, { body: "second", state: "sent" }]);
    live("lina", "1", "first", sentLines()[0]?.id);
    expect(outbox.entries).toMatchObject([{ body: "second" }]);
  });

  test("that waits to be sent again is not given back meanwhile", async () => {
    await enter();
    room.say("first");
    await timers.pass(9_500);
    refuse(sentLines()[0]?.id ?? "", "resource-constraint", "wait");
    await timers.pass(500);
    expect(outbox.entries).toMatchObject([{ body: "first", state: "waiting" }]);
    await timers.pass(500);
    expect(sentLines().map(({ body }) => body)).toEqual(["first", "first"]);
  });

  test("refused for good stays with its text, and the next one goes on", async () => {
    await enter();
    room.say("hi");
    refuse(sentLines()[0]?.id ?? "", "forbidden");
    room.say("next");
    expect(outbox.entries.map((one) => [one.body, one.state])).toEqual([
      ["hi", "refused"],
      ["next", "sent"],
    ]);
  });

  test("above what one person may write here says so, and stays", async () => {
    await enter();
    room.say("hi");
    refuse(sentLines()[0]?.id ?? "", "not-allowed", "cancel", element("ceiling", NS.call));
    expect(outbox.entries).toMatchObject([{ body: "hi", state: "refused", ceiling: true }]);
  });

  test("of somebody else under our id settles nothing", async () => {
    await enter();
    room.say("hi");
    live("omar", "1", "hi", sentLines()[0]?.id);
    expect(outbox.entries).toHaveLength(1);
  });
});

describe("coming back", () => {
  test("reads only what is new", async () => {
    await enter([{ archiveId: "7", nick: "omar", body: "before" }]);
    await reconnect();
    room.join(ROOM);
    presence("lina", { codes: ["110"] });
    const query = wire.last.all("iq").at(-1);
    expect(query?.children[0]?.children[0]?.children.at(-1)).toMatchObject({ name: "after", text: "7" });
    await archive([{ archiveId: "8", nick: "omar", body: "missed" }], false);
    await archive([{ archiveId: "9", nick: "omar", body: "missed too" }], true);
    expect(bodies()).toEqual(["before", "missed", "missed too"]);
  });

  test("shows lines once that a resumed stream brings before the archive does", async () => {
    await enter([{ archiveId: "7", nick: "omar", body: "before" }]);
    await reconnect();
    room.join(ROOM);
    live("omar", "8", "missed");
    presence("lina", { codes: ["110"] });
    await archive([{ archiveId: "8", nick: "omar", body: "missed" }]);
    expect(bodies()).toEqual(["before", "missed"]);
  });

  test("when the archive refuses renews the connection", async () => {
    room.join(ROOM);
    presence("lina", { codes: ["110"] });
    wire.last.answer(NS.mam, "error");
    await settle();
    expect(room.state).toBe("outside");
    expect(link.state).toBe("lost");
  });
});

describe("a room that moves to another node", () => {
  const joins = (): number => wire.last.all("presence").filter((one) => one.attrs["to"] === `${ROOM}/lina`).length;

  test("is left alone for a moment, and then asked twice a second until it answers", async () => {
    await enter();
    room.say("on its way");
    const [line] = sentLines();
    presence("lina", { type: "unavailable", codes: ["110", "332"] });
    await timers.pass(99);
    expect(joins()).toBe(1);
    await timers.pass(1);
    expect(joins()).toBe(2);
    await timers.pass(1_000);
    expect(joins()).toBe(4);
    expect(link.state).toBe("online");
    presence("lina", { codes: ["110"] });
    await archive([]);
    await timers.pass(2_000);
    expect([room.state, joins()]).toEqual(["inside", 4]);
    expect(sentLines()).toEqual([line, line]);
  });

  test("and refuses us is not asked again", async () => {
    await enter();
    presence("lina", { type: "unavailable", codes: ["110", "332"] });
    await timers.pass(100);
    const error = element("error", NS.client, {}, element("registration-required", NS.stanzas));
    arrive(element("presence", NS.client, { from: `${ROOM}/lina`, type: "error" }, error));
    await timers.pass(2_000);
    expect([room.state, joins()]).toEqual(["refused", 2]);
  });

  test("while the line is lost is entered when that is back, once", async () => {
    await enter();
    presence("lina", { type: "unavailable", codes: ["110", "332"] });
    await reconnect();
    await enter();
    await timers.pass(2_000);
    expect([room.state, joins()]).toEqual(["inside", 1]);
  });
});

describe("an archive whose database fails", () => {
  test("is not taken for an empty one: the connection is renewed, and it is read again", async () => {
    room.join(ROOM);
    presence("lina", { codes: ["110"] });
    await archive([], false);
    expect([room.state, link.state]).toEqual(["outside", "lost"]);
    await timers.pass(500);
    wire.last.events.opened();
    await enter([{ archiveId: "1", nick: "omar", body: "said before" }]);
    expect([room.state, bodies()]).toEqual(["inside", ["said before"]]);
  });
});

describe("the others", () => {
  test("come and go, with one mark each", async () => {
    await enter();
    presence("ada");
    presence("ada", { jid: "ada@chat.test/second window" });
    expect(room.occupants.inside).toContain("ada@chat.test");
    presence("ada", { type: "unavailable" });
    expect(bodies()).toEqual(["(joined)", "(left)"]);
    expect(room.occupants.inside).not.toContain("ada@chat.test");
  });

  test("who are put out are marked so", async () => {
    await enter();
    presence("omar", { type: "unavailable", codes: ["321"] });
    expect(bodies()).toEqual(["(removed)"]);
  });

  test("are writing until they stop, say something, or fall silent", async () => {
    await enter();
    const typing = (state: string): void =>
      arrive(element("message", NS.client, { from: `${ROOM}/omar`, type: "groupchat" }, element(state, NS.chatStates)));
    typing("composing");
    expect(room.typing.writing).toEqual(["omar@chat.test"]);
    typing("paused");
    expect(room.typing.writing).toEqual([]);
    typing("composing");
    live("omar", "1", "done");
    expect(room.typing.writing).toEqual([]);
    typing("composing");
    await timers.pass(30_000);
    expect(room.typing.writing).toEqual([]);
  });

  test("cannot speak for another room", async () => {
    await enter();
    const mark = element("stanza-id", NS.stanzaId, { by: "r2@rooms.chat.test", id: "1" });
    const attrs = { from: "r2@rooms.chat.test/omar", type: "groupchat" };
    arrive(element("message", NS.client, attrs, element("body", NS.client, {}, "hi"), mark));
    expect(bodies()).toEqual([]);
  });
});

describe("being put out", () => {
  test.each([[["321"]], [["301"]], [["307"]]])("with %s is told", async (codes) => {
    await enter();
    presence("lina", { type: "unavailable", codes: [...codes, "110"] });
    expect(room.state).toBe("put-out");
  });

  test("when the room is destroyed is told, and the log stays", async () => {
    await enter([{ archiveId: "1", nick: "omar", body: "hello" }]);
    presence("lina", { type: "unavailable", codes: ["110"], destroyed: true });
    expect(room.state).toBe("put-out");
    expect(bodies()).toEqual(["hello"]);
  });

  test("when the server restarts means entering again", async () => {
    await enter();
    presence("lina", { type: "unavailable", codes: ["110", "332"] });
    await timers.pass(100);
    expect(room.state).toBe("joining");
  });
});
