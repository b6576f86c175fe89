import { beforeEach, describe, expect, test } from "vitest";
import { Link, NoAnswer, Refused, type LinkState } from "../../src/shared/xmpp/link";
import { element, NS } from "../../src/shared/xmpp/stanza";
import { counter, FakeWire, settle, ticketFor, TurnedTimers } from "../doubles";

let timers: TurnedTimers;
let wire: FakeWire;
let link: Link;
let tickets: number;
let ticketFails: boolean;
let states: LinkState[];

beforeEach(async () => {
  timers = new TurnedTimers();
  wire = new FakeWire();
  tickets = 0;
  ticketFails = false;
  states = [];
  link = new Link({ open: wire.open, timers, newId: counter("q"), ticket: takeTicket, loggedOut: () => undefined });
  link.changed.subscribe((state) => states.push(state));
});

async function takeTicket(): Promise<ReturnType<typeof ticketFor>> {
  tickets += 1;
  if (ticketFails) throw new Error("no ticket");
  return ticketFor();
}

async function goOnline(): Promise<void> {
  link.connect();
  await settle();
  wire.last.events.opened();
}

describe("connecting", () => {
  test("tells the server that we are there, so that it brings us notices", async () => {
    await goOnline();
    expect(wire.last.all("presence")).toEqual([element("presence", NS.client)]);
    expect(states).toEqual(["connecting", "online"]);
  });

  test("each time takes a new ticket", async () => {
    await goOnline();
    wire.last.fail("lost");
    await timers.pass(500);
    expect(wire.streams).toHaveLength(2);
    expect(tickets).toBe(2);
  });

  test("tries again when there was no ticket, and says that the chat is down", async () => {
    ticketFails = true;
    link.connect();
    await timers.pass(0);
    expect(link.state).toBe("down");
    ticketFails = false;
    await timers.pass(500);
    wire.last.events.opened();
    expect(link.state).toBe("online");
  });

  test("gives up on a stream that does not open", async () => {
    link.connect();
    await timers.pass(12_000);
    expect(wire.streams[0]?.ended).toBe("dropped");
    await timers.pass(500);
    expect(wire.streams).toHaveLength(2);
  });

  test("waits longer each time, and starts anew after a success", async () => {
    link.connect();
    await settle();
    for (const wait of [500, 1000, 2000, 4000]) {
      const before = wire.streams.length;
      wire.last.fail("refused");
      await timers.pass(wait - 1);
      expect(wire.streams).toHaveLength(before);
      await timers.pass(1);
      expect(wire.streams).toHaveLength(before + 1);
    }
    wire.last.events.opened();
    wire.last.fail("lost");
    await timers.pass(500);
    expect(wire.streams).toHaveLength(6);
  });

  test("happens at once when somebody looks", async () => {
    await goOnline();
    wire.last.fail("lost");
    link.nudge();
    await settle();
    expect(wire.streams).toHaveLength(2);
    await timers.pass(60_000);
    expect(wire.streams.length).toBeGreaterThan(2);
  });

  test("never has two streams opening side by side, of which one would take the other's place", async () => {
    await goOnline();
    wire.last.fail("lost");
    link.nudge();
    await settle();
    link.nudge();
    link.nudge();
    await settle();
    expect(wire.streams.map(({ ended }) => ended)).toEqual(["dropped", "dropped", ""]);
    wire.last.events.opened();
    expect(link.state).toBe("online");
  });

  test("listens to the newest stream alone", async () => {
    await goOnline();
    const old = wire.last;
    link.renew();
    await timers.pass(500);
    wire.last.events.opened();
    old.events.ended("lost");
    old.events.received(element("message", NS.client));
    expect(link.state).toBe("online");
  });
});

describe("a conflict", () => {
  test("is final until the reader says otherwise", async () => {
    await goOnline();
    wire.last.fail("conflict");
    link.nudge();
    await timers.pass(120_000);
    expect(wire.streams).toHaveLength(1);
    expect(link.state).toBe("conflict");
    link.takeOver();
    await settle();
    expect(wire.streams).toHaveLength(2);
  });
});

describe("disconnecting", () => {
  test("says goodbye and stays away", async () => {
    await goOnline();
    link.disconnect();
    await timers.pass(60_000);
    expect(wire.last.ended).toBe("closed");
    expect(wire.streams).toHaveLength(1);
    expect(link.send(element("presence", NS.client))).toBe(false);
  });

  test("while a ticket is on its way opens nothing", async () => {
    link.connect();
    link.disconnect();
    await timers.pass(60_000);
    expect(wire.streams).toHaveLength(0);
  });
});

describe("a query", () => {
  const ping = element("ping", NS.ping);

  test("gets its answer", async () => {
    await goOnline();
    const answer = link.ask("chat.test", "get", ping);
    wire.last.answer(NS.ping, "result");
    expect((await answer).attrs["type"]).toBe("result");
  });

  test("that is refused rejects with the refusal", async () => {
    await goOnline();
    const answer = link.ask("chat.test", "get", ping);
    wire.last.answer(NS.ping, "error");
    await expect(answer).rejects.toBeInstanceOf(Refused);
  });

  test("without an answer rejects after ten seconds", async () => {
    await goOnline();
    const failed = expect(link.ask("chat.test", "get", ping)).rejects.toBeInstanceOf(NoAnswer);
    await timers.pass(10_000);
    await failed;
  });

  test("fails at once when the line breaks or is not there", async () => {
    await expect(link.ask("chat.test", "get", ping)).rejects.toBeInstanceOf(NoAnswer);
    await goOnline();
    const answer = link.ask("chat.test", "get", ping);
    wire.last.fail("lost");
    await expect(answer).rejects.toBeInstanceOf(NoAnswer);
  });
});

describe("what asks us", () => {
  test("a ping is answered, all else is not served here", async () => {
    await goOnline();
    wire.last.events.received(element("iq", NS.client, { type: "get", id: "1", from: "chat.test" }, element("ping", NS.ping)));
    wire.last.events.received(element("iq", NS.client, { type: "get", id: "2", from: "x@y" }, element("query", "urn:x")));
    const [pong, refusal] = wire.last.all("iq");
    expect(pong?.attrs).toEqual({ type: "result", id: "1", to: "chat.test" });
    expect(refusal?.attrs["type"]).toBe("error");
    expect(refusal?.children[0]?.children[0]?.name).toBe("service-unavailable");
  });
});

test("the service's word that somebody logged out here ends the line for good, and nobody else's does", async () => {
  const wire = new FakeWire();
  const timers = new TurnedTimers();
  let told = 0;
  const link = new Link({ open: wire.open, ticket: async () => ticketFor(), timers, newId: () => "1", loggedOut: () => (told += 1) });
  link.connect();
  await Promise.resolve();
  wire.last.events.opened();
  const word = (from: string, ns: string): void => wire.last.events.received(element("message", NS.client, { from, type: "headline" }, element("logged-out", ns)));
  word("mallory@chat.test/x", NS.session);
  word("chatxblock@service.chat.test/x", NS.call);
  expect([told, link.state]).toEqual([0, "online"]);
  word("chatxblock@service.chat.test/x", NS.session);
  expect([told, link.state]).toEqual([1, "idle"]);
});
