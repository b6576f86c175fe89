import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { Clock } from "../../src/shared/clock";
import { HandlerError, Handlers } from "../../src/shared/handlers";
import { FakeServer, ok, refusal, TurnedTimers } from "../doubles";
import { FOREIGN } from "../foreign-answers";

const NOW = "2026-11-22T12:00:00.000Z";

async function failure(promise: Promise<unknown>): Promise<HandlerError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof HandlerError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

describe("a handler", () => {
  test("is posted JSON with the token of the moment", async () => {
    const server = new FakeServer(new TurnedTimers()).on("call", ok({ call: 1, now: "2026-11-22T12:00:00.000Z" }));
    expect(await server.handlers().post("call", { call_id: "c1" })).toEqual({ call: 1, now: "2026-11-22T12:00:00.000Z" });
    expect(server.requests[0]?.headers.get("X-CSRFToken")).toBe("secret");
    expect(server.requests[0]?.headers.get("Content-Type")).toBe("application/json");
  });

  test("that refuses gives its code and its sentence", async () => {
    const server = new FakeServer(new TurnedTimers()).on("call", refusal(404, "call-not-found", { extra: 1 }));
    const error = await failure(server.handlers().post("call"));
    expect(error).toMatchObject({ status: 404, code: "call-not-found", message: "Sentence of call-not-found.", passing: false });
    expect(error.body["extra"]).toBe(1);
  });

  test("may be tried again when it did not answer or is in trouble", async () => {
    const server = new FakeServer(new TurnedTimers()).on("call", "down", refusal(503, "chat-unavailable"), refusal(429, "slow"));
    const handlers = server.handlers();
    for (const status of [0, 503, 429]) {
      expect(await failure(handlers.post("call"))).toMatchObject({ status, passing: true });
    }
  });

  test("that answers with a page instead of JSON is an error", async () => {
    const clock = new Clock(new TurnedTimers());
    for (const status of [200, 403, 502]) {
      const fetch = async (): Promise<Response> => new Response("<html>", { status });
      const handlers = new Handlers({ urls: { call: "/call" }, csrf: { cookie: "c", header: "X", token: "", url: "/csrf" }, fetch, clock });
      expect(await failure(handlers.post("call"))).toMatchObject({ status, code: "unreadable", message: "", passing: true });
    }
  });

  test("that the page does not have is an error too", async () => {
    expect((await failure(new FakeServer(new TurnedTimers()).handlers().post("duty"))).code).toBe("no-such-handler");
  });
});

describe("the codes", () => {
  const reference = readFileSync(join(import.meta.dirname, "../../../docs/reference/handlers.md"), "utf8");
  const codes = [...reference.matchAll(/^\| (\d{3}) \| `([a-z-]+)` \|/gm)].map(([, status, code]) => [Number(status), code ?? ""] as const);
  /** Those that say to try again, though their status is no server's fault. */
  const again = ["not-logged-in", "somebody-else", "stale-call", "too-many-requests"];

  test("of the reference are read", () => {
    expect(codes.length).toBeGreaterThan(25);
    expect(codes.map(([, code]) => code)).toEqual(expect.arrayContaining(again));
  });

  test.each(codes)("%s %s of the reference is settled, or passes with the server's own words", async (status, code) => {
    const server = new FakeServer(new TurnedTimers()).on("call", refusal(status, code));
    const passing = status >= 500 || again.includes(code);
    expect(await failure(server.handlers().post("call"))).toMatchObject({ code, passing, message: `Sentence of ${code}.` });
  });

  test("that nobody knows pass", async () => {
    for (const status of [400, 403, 404, 409]) {
      const server = new FakeServer(new TurnedTimers()).on("call", refusal(status, "blocked-by-policy"));
      expect(await failure(server.handlers().post("call"))).toMatchObject({ status, passing: true });
    }
  });

  test("tell whether somebody is logged in, until an answer says otherwise; what others say tells nothing", async () => {
    const server = new FakeServer(new TurnedTimers()).on("call", refusal(403, "not-logged-in"), ...FOREIGN.map(([, one]) => one), ok({}));
    const handlers = server.handlers();
    const told: boolean[] = [];
    handlers.changed.subscribe(() => told.push(handlers.loggedOut));
    for (const _ of FOREIGN) await failure(handlers.post("call"));
    await failure(handlers.post("call"));
    expect(told).toEqual([true]);
    await handlers.post("call");
    expect(told).toEqual([true, false]);
  });
});

describe("what is no answer of ours", () => {
  test.each(FOREIGN)("passes without words: %s", async (_, reply) => {
    const server = new FakeServer(new TurnedTimers()).on("call", reply);
    expect(await failure(server.handlers().post("call"))).toMatchObject({ passing: true, message: "" });
  });
});

/** A platform that takes one token and tells the newest one, as Django does; what is posted is kept. */
class Guarded {
  readonly posted: unknown[] = [];
  looks = 0;
  token = "new";
  tells: () => Response = () => Response.json({ token: this.token, now: NOW });

  readonly fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    if (String(url) === "/csrf") {
      this.looks++;
      return this.tells();
    }
    const [, refused] = FOREIGN.find(([name]) => name.startsWith("a CSRF failure")) ?? [];
    if (new Headers(init.headers).get("X-CSRFToken") !== this.token) return (refused as Response).clone();
    this.posted.push(JSON.parse(String(init.body)));
    return Response.json({ call: 1, now: NOW });
  };

  handlers(token: string): Handlers {
    const csrf = { cookie: "csrftoken", header: "X-CSRFToken", token, url: "/csrf" };
    return new Handlers({ urls: { ask: "/ask" }, csrf, fetch: this.fetch, clock: new Clock(new TurnedTimers()) });
  }
}

describe("a token", () => {
  const question = { question: "Why is the matrix not invertible here?" };

  test("comes with the page's data: nothing else is asked, and no cookie is read", async () => {
    const platform = new Guarded();
    await platform.handlers("new").post("ask", question);
    expect([platform.posted, platform.looks]).toEqual([[question], 0]);
  });

  test.each([
    ["that changed when somebody logged in in another tab", "old"],
    ["that the page was not told", ""],
  ])("%s is read anew, and what was typed goes out once; later posts have it", async (_, token) => {
    const platform = new Guarded();
    const handlers = platform.handlers(token);
    await handlers.post("ask", question);
    await handlers.post("ask", question, true);
    expect([platform.posted, platform.looks]).toEqual([[question, question], 1]);
  });

  test.each<[string, () => Response]>([
    ["nobody tells", () => new Response("<h1>Not here</h1>", { status: 403 })],
    ["is somebody else's by now", () => Response.json({ error: "no", code: "somebody-else", now: NOW }, { status: 403 })],
    ["is refused again", () => Response.json({ token: "other", now: NOW })],
  ])("that %s leaves a refusal that may pass, after one try", async (_, tells) => {
    const platform = new Guarded();
    platform.tells = tells;
    expect(await failure(platform.handlers("old").post("ask", question))).toMatchObject({ status: 403, passing: true, message: "" });
    expect([platform.posted, platform.looks]).toEqual([[], 1]);
  });

  test("is not read anew for a refusal of ours", async () => {
    const platform = new Guarded();
    const fetch = async (url: string | URL | Request): Promise<Response> =>
      String(url) === "/csrf" ? platform.fetch(url) : Response.json({ error: "No.", code: "not-enrolled", now: NOW }, { status: 403 });
    const csrf = { cookie: "c", header: "X", token: "", url: "/csrf" };
    const handlers = new Handlers({ urls: { ask: "/ask" }, csrf, fetch, clock: new Clock(new TurnedTimers()) });
    expect(await failure(handlers.post("ask"))).toMatchObject({ code: "not-enrolled" });
    expect(platform.looks).toBe(0);
  });
});

describe("the clock", () => {
  test("follows the server's", async () => {
    const timers = new TurnedTimers();
    const server = new FakeServer(timers).on("call", ok({ now: "2026-11-22T13:00:00.000Z" }));
    await server.handlers().post("call");
    await timers.pass(1_000);
    expect(server.clock.now()).toBe(Date.parse("2026-11-22T13:00:01.000Z"));
    server.clock.learn("rubbish");
    expect(server.clock.now()).toBe(Date.parse("2026-11-22T13:00:01.000Z"));
  });
});

test("a refusal is known to a part of the page that brings a class of its own", async () => {
  vi.resetModules();
  const later = await import("../../src/shared/handlers");
  const refusal = new HandlerError(409, "call-over", "It is over.");
  expect(later.HandlerError).not.toBe(HandlerError);
  expect([refusal instanceof later.HandlerError, new Error("no") instanceof later.HandlerError]).toEqual([true, false]);
});
