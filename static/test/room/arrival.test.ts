import { beforeEach, describe, expect, test } from "vitest";
import { Arrival, type Arrived } from "../../src/room/arrival";
import { Drafts } from "../../src/shared/drafts";
import { callWith, FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";

const MISSING = refusal(404, "call-not-found");

let timers: TurnedTimers;
let server: FakeServer;
let drafts: Drafts;
let arrived: Arrived | null;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers);
  drafts = new Drafts(new MemoryStorage(), "lina");
  arrived = null;
});

function begin(): Arrival {
  const arrival = new Arrival({ handlers: server.handlers(), drafts, timers, callId: "c1" });
  void arrival.run().then((result) => (arrived = result));
  return arrival;
}

describe("a window that opens before its call is there", () => {
  test("looks often at first", async () => {
    server.on("call", MISSING, MISSING, ok({ call: callWith() }));
    begin();
    await timers.pass(450);
    expect(arrived).toMatchObject({ kind: "call" });
  });

  test("asks itself after a while, with the question that the lobby left", async () => {
    server.on("call", MISSING).on("ask", ok({ call: callWith() }, 201));
    drafts.saveAsked("c1", { question: "why?", read: ["r1"] });
    begin();
    await timers.pass(1_400);
    expect(server.bodies("ask")).toEqual([]);
    await timers.pass(150);
    expect(server.bodies("ask")).toEqual([{ request_id: "c1", question: "why?", read: ["r1"] }]);
    expect(arrived).toMatchObject({ kind: "call" });
    expect(drafts.loadAsked("c1")).toEqual({ question: "", read: [] });
  });

  test("looks at once when the lobby says so", async () => {
    server.on("call", MISSING, ok({ call: callWith() }));
    const arrival = begin();
    await settle();
    arrival.wake();
    await settle();
    expect(arrived).toMatchObject({ kind: "call" });
  });

  test("says after eight seconds that there is no question", async () => {
    server.on("call", MISSING);
    begin();
    await timers.pass(7_000);
    expect(arrived).toBeNull();
    await timers.pass(4_000);
    expect(arrived).toEqual({ kind: "nothing" });
  });

  test("goes on for as long as the server is away, and says that there is trouble", async () => {
    server.on("call", "down").on("ask", "down", "down", "down", "down", "down", "down", ok({ call: callWith() }, 201));
    drafts.saveAsked("c1", { question: "why?", read: ["r1"] });
    const arrival = begin();
    let troubles = 0;
    arrival.troubled.subscribe(() => (troubles += 1));
    await timers.pass(30_000);
    expect(troubles).toBeGreaterThan(5);
    expect(arrived).toMatchObject({ kind: "call" });
  });

  test("leads to the call that is open already", async () => {
    server.on("call", MISSING).on("ask", refusal(409, "already-in-call", { call: callWith({ id: "old" }) }));
    drafts.saveAsked("c1", { question: "why?", read: ["r1"] });
    begin();
    await timers.pass(5_000);
    expect(arrived).toMatchObject({ kind: "other-call", call: { id: "old" } });
  });

  test("says what the server says when it refuses", async () => {
    server.on("call", refusal(403, "not-in-call"));
    begin();
    await settle();
    expect(arrived).toEqual({ kind: "refused", sentence: "Sentence of not-in-call." });
  });

  test("stops when it is told to", async () => {
    server.on("call", MISSING);
    const arrival = begin();
    await settle();
    arrival.stop();
    await settle();
    const requests = server.requests.length;
    await timers.pass(60_000);
    expect(server.requests).toHaveLength(requests);
  });
});
