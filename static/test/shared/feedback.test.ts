/** What somebody says of a talk: kept until the server has it, whatever becomes of the page. */
import { beforeEach, describe, expect, test } from "vitest";
import { Drafts } from "../../src/shared/drafts";
import { Feedback } from "../../src/shared/feedback/feedback";
import { KeptText } from "../../src/shared/kept-text";
import { FakeServer, ForbiddenStorage, MemoryStorage, settle, TurnedTimers } from "../doubles";
import { FOREIGN } from "../foreign-answers";

const GOOD = { status: 200, body: {} };
const FAREWELL = { call_id: "c1", lines: 3, last_id: "7" };

let timers: TurnedTimers;
let server: FakeServer;
let storage: MemoryStorage;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers).on("leave", GOOD).on("feedback", GOOD);
  storage = new MemoryStorage();
});

function made(kept: MemoryStorage | ForbiddenStorage = storage): Feedback {
  return new Feedback({ callId: "c1", handlers: server.handlers(), timers, kept: new KeptText(new Drafts(kept, "lina"), "feedback:c1") });
}

describe("What is said", () => {
  test("is sent so that it outlives the page, and is kept no longer then", async () => {
    const feedback = made();
    feedback.choose({ helped: "a-little" });
    expect([feedback.pending, server.requests.length]).toEqual([true, 0]);
    await feedback.send();
    expect(server.requests.at(-1)).toMatchObject({ handler: "feedback", keepalive: true, body: { call_id: "c1", helped: "a-little", quote_me: null } });
    expect([feedback.pending, storage.values.size]).toEqual([false, 0]);
  });

  test("goes with the leave, and nothing said is an answer", async () => {
    await made().leave(FAREWELL, true);
    const feedback = made();
    feedback.choose({ quote_me: false });
    await feedback.leave(FAREWELL, true);
    expect(server.bodies("leave")).toEqual([
      { ...FAREWELL, helped: null, quote_me: null },
      { ...FAREWELL, helped: null, quote_me: false },
    ]);
    expect(server.bodies("feedback")).toEqual([]);
  });

  test("is no part of a leave that asked nothing", async () => {
    await made().leave(FAREWELL, false);
    expect(server.bodies("leave")).toEqual([FAREWELL]);
  });

  test("is what the server knows, until she says otherwise", () => {
    const feedback = made();
    feedback.take({ helped: "yes", quote_me: null, asked_to_quote: false });
    feedback.choose({ quote_me: true });
    feedback.take({ helped: "no", quote_me: false, asked_to_quote: false });
    expect(feedback.said).toEqual({ helped: "yes", quote_me: true });
  });
});

describe("A server that is away", () => {
  test.each(["down" as const, { status: 503, body: { code: "store-busy", error: "busy" } }])("is told later, and she is told so (%#)", async (reply) => {
    server.on("leave", reply, GOOD);
    const feedback = made();
    feedback.choose({ helped: "yes" });
    await feedback.leave(FAREWELL, true);
    expect([feedback.undelivered, feedback.pending]).toEqual([true, true]);
    await timers.pass(2_000);
    expect([feedback.undelivered, feedback.pending, server.bodies("leave").length]).toEqual([false, false, 2]);
    await timers.pass(600_000);
    expect(server.requests).toHaveLength(2);
  });

  test.each(FOREIGN)("is not $0, which is no answer of its own", async (_name, reply) => {
    server.on("feedback", reply, GOOD);
    const feedback = made();
    feedback.choose({ helped: "no" });
    await feedback.send();
    expect(feedback.undelivered).toBe(true);
    await timers.pass(2_000);
    expect(feedback.undelivered).toBe(false);
  });

  test("is told at once when the network is back", async () => {
    server.on("feedback", "down", GOOD);
    const feedback = made();
    feedback.choose({ helped: "no" });
    await feedback.send();
    feedback.wake();
    await settle();
    expect([feedback.undelivered, server.bodies("feedback").length]).toEqual([false, 2]);
  });

  test("is told by the next page, without leaving again", async () => {
    server.on("leave", "down");
    const closed = made();
    closed.choose({ helped: "no", quote_me: true });
    await closed.leave(FAREWELL, true);
    const next = made();
    expect([next.pending, next.said]).toEqual([true, { helped: "no", quote_me: true }]);
    await next.send();
    expect(server.bodies("feedback")).toEqual([{ call_id: "c1", helped: "no", quote_me: true }]);
    expect(storage.values.size).toBe(0);
  });
});

test("what the server refuses for good is not sent again", async () => {
  server.on("feedback", { status: 403, body: { code: "not-in-call", error: "You are not part of this question." } });
  const feedback = made();
  feedback.choose({ helped: "yes" });
  await feedback.send();
  await timers.pass(600_000);
  expect([feedback.undelivered, feedback.pending, server.requests.length]).toEqual([false, false, 1]);
});

test("what she says while an answer is on its way follows it", async () => {
  const feedback = made();
  feedback.choose({ helped: "yes" });
  const first = feedback.send();
  feedback.choose({ quote_me: true });
  const second = feedback.send();
  await Promise.all([first, second]);
  expect(server.bodies("feedback").at(-1)).toMatchObject({ helped: "yes", quote_me: true });
  expect(feedback.pending).toBe(false);
});

test("a storage that is forbidden, or holds something else, breaks nothing", async () => {
  const feedback = made(new ForbiddenStorage());
  feedback.choose({ helped: "yes" });
  await feedback.send();
  expect(server.bodies("feedback")).toHaveLength(1);
  storage.setItem("chatxblock:draft:lina:feedback:c1", JSON.stringify({ text: "{", id: "" }));
  expect(made().said).toEqual({ helped: null, quote_me: null });
});
