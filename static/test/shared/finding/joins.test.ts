import { beforeEach, describe, expect, test } from "vitest";
import { Joins } from "../../../src/shared/finding/joins";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../../doubles";

let timers: TurnedTimers;
let server: FakeServer;
let joins: Joins;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers);
  joins = new Joins(server.handlers(), timers);
});

describe("asking to join", () => {
  test("looks every five seconds until she is let in, and then no more", async () => {
    server.on("join", ok({ state: "asked" }), ok({ state: "asked" }), ok({ state: "admitted", window_url: "/w" }));
    void joins.join("c1");
    expect(joins.of("c1")?.state).toBe("sending");
    await settle();
    expect(joins.of("c1")?.state).toBe("asked");
    await timers.pass(10_000);
    expect(joins.of("c1")).toEqual({ state: "admitted", url: "/w", sentence: "" });
    await timers.pass(30_000);
    expect(server.bodies("join")).toEqual(Array(3).fill({ call_id: "c1" }));
  });

  test("once is enough", async () => {
    server.on("join", ok({ state: "asked" }));
    await Promise.all([joins.join("c1"), joins.join("c1")]);
    await joins.join("c1");
    expect(server.bodies("join")).toHaveLength(1);
  });

  test("goes on through a network that is away", async () => {
    server.on("join", ok({ state: "asked" }), "down", ok({ state: "admitted", window_url: "/w" }));
    await joins.join("c1");
    await timers.pass(10_000);
    expect(joins.of("c1")?.state).toBe("admitted");
  });

  test("can be tried again when it did not get through", async () => {
    server.on("join", "down", ok({ state: "asked" }));
    await joins.join("c1");
    expect(joins.of("c1")?.state).toBe("failed");
    await joins.join("c1");
    expect(joins.of("c1")?.state).toBe("asked");
  });

  test("ends with a no, with the server's words where they tell more", async () => {
    server.on("join", refusal(403, "not-in-call"), refusal(409, "already-in-call"));
    await joins.join("c1");
    await joins.join("c2");
    expect(joins.of("c1")).toEqual({ state: "no", url: "", sentence: "" });
    expect(joins.of("c2")?.sentence).toBe("Sentence of already-in-call.");
  });

  test("says until when somebody is barred, in the reader's own time", async () => {
    const error = "You can't ask questions in this course until 2026-11-28 21:47 (UTC). Be kind at 10:00 (UTC).";
    server.on("join", refusal(403, "barred", { error }));
    await joins.join("c1");
    const time = new Date("2026-11-28T21:47Z").toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    expect(joins.of("c1")).toEqual({ state: "no", url: "", sentence: `You can't ask questions in this course until ${time}. Be kind at 10:00 (UTC).` });
  });

  test("ends when the call is over, or the box is gone", async () => {
    server.on("join", ok({ state: "over" }), ok({ state: "asked" }));
    await joins.join("c1");
    await joins.join("c2");
    expect(joins.of("c1")?.state).toBe("over");
    joins.stop();
    await timers.pass(20_000);
    expect(server.bodies("join")).toHaveLength(2);
  });
});
