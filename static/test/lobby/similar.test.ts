import { beforeEach, describe, expect, test } from "vitest";
import { Similar } from "../../src/lobby/similar";
import { isComparable } from "../../src/shared/question";
import type { SimilarCall } from "../../src/shared/wire";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../doubles";

const one: SimilarCall = { call_id: "c1", question: "Why is it zero?", helpers: 1 };
const two: SimilarCall = { call_id: "c2", question: "Why not?", helpers: 0 };

let timers: TurnedTimers;
let server: FakeServer;
let similar: Similar;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers);
  server.on("similar", ok({ calls: [one, two] }));
  similar = new Similar(server.handlers(), timers);
});

async function type(text: string, milliseconds = 600): Promise<void> {
  similar.typed(text);
  await timers.pass(milliseconds);
}

function found(): string[] {
  return similar.calls.map((call) => call.call_id);
}

describe("looking for similar questions", () => {
  test("waits for a pause, and for three words", async () => {
    await type("why is", 2_000);
    await type("why is the", 500);
    await type("why is the determinant", 599);
    expect(server.bodies("similar")).toEqual([]);
    await timers.pass(1);
    await type("why is the determinant ", 1_000);
    expect(server.bodies("similar")).toEqual([{ question: "why is the determinant" }]);
    expect(found()).toEqual(["c1", "c2"]);
  });

  test("forgets what it found when the box is emptied", async () => {
    await type("why is it");
    await type("");
    expect(found()).toEqual([]);
  });

  test("shows three at most, and none where the server says nothing", async () => {
    server.on("similar", ok({ calls: ["1", "2", "3", "4"].map((call_id) => ({ ...one, call_id })) }), ok({}));
    await type("why is it");
    expect(found()).toHaveLength(3);
    await type("why is it so");
    expect(found()).toEqual([]);
  });

  test("is silent about a failure", async () => {
    server.on("similar", "down");
    await type("why is it");
    expect(found()).toEqual([]);
  });

  test("drops an answer to what does not stand there any more", async () => {
    similar.typed("why is it");
    const passing = timers.pass(600);
    similar.typed("now");
    await passing;
    expect(found()).toEqual([]);
  });

  test("counts words in any script that has spaces", () => {
    expect([isComparable(" a b "), isComparable("למה זה אפס"), isComparable("a\nb\nc"), isComparable("")]).toEqual([false, true, true, false]);
  });
});

describe("asking to join", () => {
  test("looks every five seconds until she is let in, and then no more", async () => {
    server.on("join", ok({ state: "asked" }), ok({ state: "asked" }), ok({ state: "admitted", window_url: "/w" }));
    void similar.join(one);
    expect(similar.joining("c1")?.state).toBe("sending");
    await settle();
    expect(similar.joining("c1")?.state).toBe("asked");
    await timers.pass(10_000);
    expect(similar.joining("c1")).toEqual({ state: "admitted", url: "/w", sentence: "" });
    await timers.pass(30_000);
    expect(server.bodies("join")).toEqual(Array(3).fill({ call_id: "c1" }));
  });

  test("once is enough", async () => {
    server.on("join", ok({ state: "asked" }));
    await Promise.all([similar.join(one), similar.join(one)]);
    await similar.join(one);
    expect(server.bodies("join")).toHaveLength(1);
  });

  test("stays on the page whatever she types next", async () => {
    server.on("join", ok({ state: "asked" }));
    await type("why is it");
    await similar.join(two);
    expect(found()).toEqual(["c2", "c1"]);
    await type("");
    expect(found()).toEqual(["c2"]);
  });

  test("goes on through a network that is away", async () => {
    server.on("join", ok({ state: "asked" }), "down", ok({ state: "admitted", window_url: "/w" }));
    await similar.join(one);
    await timers.pass(10_000);
    expect(similar.joining("c1")?.state).toBe("admitted");
  });

  test("can be tried again when it did not get through", async () => {
    server.on("join", "down", ok({ state: "asked" }));
    await similar.join(one);
    expect(similar.joining("c1")?.state).toBe("failed");
    await similar.join(one);
    expect(similar.joining("c1")?.state).toBe("asked");
  });

  test("ends with a no, with the server's words where they tell more", async () => {
    server.on("join", refusal(403, "not-in-call"), refusal(409, "already-in-call"));
    await similar.join(one);
    await similar.join(two);
    expect(similar.joining("c1")).toEqual({ state: "no", url: "", sentence: "" });
    expect(similar.joining("c2")?.sentence).toBe("Sentence of already-in-call.");
  });

  test("ends when the call is over, or the box is gone", async () => {
    server.on("join", ok({ state: "over" }), ok({ state: "asked" }));
    await similar.join(one);
    await similar.join(two);
    expect(similar.joining("c1")?.state).toBe("over");
    similar.stop();
    await timers.pass(20_000);
    expect(server.bodies("join")).toHaveLength(2);
  });
});
