import { beforeEach, describe, expect, test } from "vitest";
import { selfPing } from "../../src/room/self-ping";
import { element, NS } from "../../src/shared/xmpp/stanza";
import { begin, enter, link, ROOM, room, timers, wire } from "./room-fixtures";

beforeEach(begin);

describe("our own typing", () => {
  const states = (): string[] =>
    wire.last.all("message").flatMap((stanza) => (stanza.attrs["id"] ? [] : stanza.children.map((one) => one.name)));

  test("is told sparingly, and that it stopped", async () => {
    await enter();
    for (let key = 0; key < 5; key += 1) {
      room.typing.typed(false);
      await timers.pass(300);
    }
    expect(states()).toEqual(["composing"]);
    await timers.pass(5_000);
    expect(states()).toEqual(["composing", "paused"]);
  });

  test("ends with an emptied box, and is not told when the line is sent", async () => {
    await enter();
    room.typing.typed(false);
    room.typing.typed(true);
    room.typing.typed(false);
    room.say("hi");
    await timers.pass(10_000);
    expect(states()).toEqual(["composing", "paused", "composing"]);
  });

  test("is nobody's business before we are inside", () => {
    room.typing.typed(false);
    expect(states()).toEqual([]);
  });
});

describe("the keepalive", () => {
  test("enters again when the room says that we are outside", async () => {
    await enter();
    const felt = selfPing(link, room, timers, () => true).ping();
    const error = element("error", NS.client, {}, element("not-acceptable", NS.stanzas));
    expect(wire.last.all("iq").at(-1)?.attrs["to"]).toBe(`${ROOM}/lina`);
    wire.last.answer(NS.ping, "error", error);
    await felt;
    await timers.pass(100);
    expect(room.state).toBe("joining");
  });

  test("takes any other answer for a sign of life", async () => {
    await enter();
    const felt = selfPing(link, room, timers, () => true).ping();
    wire.last.answer(NS.ping, "error", element("error", NS.client, {}, element("service-unavailable", NS.stanzas)));
    await felt;
    expect(room.state).toBe("inside");
  });

  test("renews a connection that does not answer", async () => {
    await enter();
    const keepalive = selfPing(link, room, timers, () => true);
    keepalive.start();
    await timers.pass(30_000);
    expect(wire.streams[0]?.ended).toBe("dropped");
    keepalive.stop();
  });

  test("beats slower while nobody looks", async () => {
    await enter();
    const pings = (): number => wire.streams[0]?.all("iq").filter((iq) => iq.children[0]?.ns === NS.ping).length ?? 0;
    const keepalive = selfPing(link, room, timers, () => false);
    keepalive.start();
    await timers.pass(59_000);
    expect(pings()).toBe(0);
    await timers.pass(1_000);
    expect(pings()).toBe(1);
    await timers.pass(10_000);
    expect(wire.streams[0]?.ended).toBe("dropped");
    keepalive.stop();
  });
});
