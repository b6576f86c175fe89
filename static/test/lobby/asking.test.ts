import { beforeEach, describe, expect, test } from "vitest";
import { Asking } from "../../src/lobby/asking";
import { Drafts } from "../../src/shared/drafts";
import type { Call } from "../../src/shared/wire";
import { callWith, counter, FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";
import { FOREIGN } from "../foreign-answers";

let server: FakeServer;
let storage: MemoryStorage;
let opened: string[];
let announced: string[];

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
  storage = new MemoryStorage();
  opened = [];
  announced = [];
});

function asking(call: Call | null = null): Asking {
  const options = {
    handlers: server.handlers(),
    drafts: new Drafts(storage, "lina"),
    place: "page",
    limit: 20,
    newId: counter("c"),
    openWindow: (id: string) => opened.push(id),
    announce: (id: string) => announced.push(id),
  };
  return new Asking(options, call);
}

function ask(text = "why?"): Asking {
  const one = asking();
  one.type(text);
  one.ask();
  return one;
}

describe("asking", () => {
  test("opens the window in the click, and asks under the same id", async () => {
    server.on("ask", ok({ call: callWith({ id: "c1" }) }, 201));
    const one = ask("  why? ");
    expect(opened).toEqual(["c1"]);
    await settle();
    expect(server.requests[0]).toMatchObject({ body: { request_id: "c1", question: "  why?" }, keepalive: true });
    expect(one.call?.id).toBe("c1");
    expect(announced).toEqual(["c1"]);
  });

  test("leaves the question for the window before it opens, and takes it away when it is safe", async () => {
    server.on("ask", ok({ call: callWith() }, 201));
    ask();
    expect(new Drafts(storage, "lina").loadAsked("c1")).toBe("why?");
    await settle();
    expect(storage.values.size).toBe(0);
  });

  test("twice in a row is asking once", async () => {
    server.on("ask", ok({ call: callWith() }, 201));
    const one = ask();
    one.ask();
    await settle();
    expect(opened).toEqual(["c1"]);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ["   ", "blank"],
    ["x".repeat(21), "too-long"],
  ])("%j opens nothing and sends nothing", (text, trouble) => {
    const one = ask(text);
    expect(one.trouble).toBe(trouble);
    expect([opened, server.requests]).toEqual([[], []]);
  });

  test("without an answer keeps the text, and a second try is the same call", async () => {
    server.on("ask", "down", ok({ call: callWith() }, 200));
    const one = ask();
    await settle();
    expect([one.trouble, one.text]).toEqual(["unreachable", "why?"]);
    one.ask();
    await settle();
    expect(server.bodies("ask").map((body) => body["request_id"])).toEqual(["c1", "c1"]);
    expect([one.trouble, one.text]).toEqual(["", ""]);
    expect(opened).toEqual(["c1"]);
  });

  test("without an answer may have succeeded, which a later look finds out", async () => {
    server.on("ask", "down").on("call", refusal(404, "call-not-found"), ok({ call: callWith({ id: "c1" }) }));
    const one = ask();
    await settle();
    await one.refresh();
    expect([one.trouble, one.text]).toEqual(["unreachable", "why?"]);
    await one.refresh();
    expect([one.call?.id, one.trouble, one.text]).toEqual(["c1", "", ""]);
    expect(storage.values.size).toBe(0);
  });

  test("goes on under the same id after a reload", async () => {
    server.on("ask", "down", ok({ call: callWith() }, 201));
    ask();
    await settle();
    const reloaded = asking();
    expect(reloaded.text).toBe("why?");
    reloaded.ask();
    await settle();
    expect(server.bodies("ask").map((body) => body["request_id"])).toEqual(["c1", "c1"]);
  });

  test("something else is another call", async () => {
    server.on("ask", "down");
    const one = ask();
    await settle();
    one.type("why not?");
    one.ask();
    expect(opened).toEqual(["c1", "c2"]);
  });

  test("while another question is open shows that one and keeps the draft", async () => {
    server.on("ask", refusal(409, "already-in-call", { call: callWith({ id: "old" }) }));
    const one = ask();
    await settle();
    expect([one.trouble, one.call?.id, one.text]).toEqual(["already", "old", "why?"]);
  });

  test("that is refused says why, and the draft stays", async () => {
    server.on("ask", refusal(403, "not-enrolled"));
    const one = ask();
    await settle();
    expect([one.trouble, one.sentence, one.text]).toEqual(["refused", "Sentence of not-enrolled.", "why?"]);
    expect(new Drafts(storage, "lina").loadAsked("c1")).toBe("");
  });
});

describe("an open call", () => {
  test("is withdrawn", async () => {
    server.on("cancel", ok({ call: callWith({ rev: 2, state: "archiving" }) }));
    const one = asking(callWith());
    await one.withdraw();
    expect(one.call).toBeNull();
  });

  test("that is withdrawn while helpers are there is none of hers any more", async () => {
    server.on("cancel", ok({ call: callWith({ rev: 2, state: "answered", asker_left: true }) }));
    const one = asking(callWith());
    await one.withdraw();
    expect(one.call).toBeNull();
  });

  test("that cannot be withdrawn now stays", async () => {
    server.on("cancel", "down");
    const one = asking(callWith());
    await one.withdraw();
    expect([one.call?.id, one.trouble]).toEqual(["c1", "unreachable"]);
  });

  test("is looked at again: over, it makes room for the next question", async () => {
    server.on("call", "down", ok({ call: callWith({ rev: 3, state: "closed" }) }));
    const one = asking(callWith());
    await one.refresh();
    expect(one.call?.id).toBe("c1");
    await one.refresh();
    expect(one.call).toBeNull();
  });

  test("does not become older than it is", async () => {
    server.on("call", ok({ call: callWith({ rev: 1, state: "archiving" }) }));
    const one = asking(callWith({ rev: 2 }));
    await one.refresh();
    expect(one.call?.rev).toBe(2);
  });

  test("that the server does not know any more is forgotten", async () => {
    server.on("call", refusal(404, "call-not-found"));
    const one = asking(callWith());
    await one.refresh();
    expect(one.call).toBeNull();
  });
});

describe.each(FOREIGN)("instead of the server: %s", (_, reply) => {
  test("keeps the question, and the next try is the same call", async () => {
    server.on("ask", reply, ok({ call: callWith({ id: "c1" }) }, 201));
    const one = ask();
    await settle();
    expect([one.trouble, one.sentence, one.text]).toEqual(["unreachable", "", "why?"]);
    expect(new Drafts(storage, "lina").loadAsked("c1")).toBe("why?");
    one.ask();
    await settle();
    expect(server.bodies("ask").map((body) => body["request_id"])).toEqual(["c1", "c1"]);
    expect(one.call?.id).toBe("c1");
  });

  test("keeps the way back to the room, and withdraws nothing", async () => {
    server.on("call", reply).on("cancel", reply);
    const one = asking(callWith());
    await one.refresh();
    await one.withdraw();
    expect([one.call?.id, one.trouble, one.sentence]).toEqual(["c1", "unreachable", ""]);
  });
});

test("a lobby looks less often the longer nobody answers, and every time again afterwards", async () => {
  server.on("call", "down");
  const one = asking(callWith());
  const looks = async (ticks: number): Promise<number> => {
    const before = server.bodies("call").length;
    for (let tick = 0; tick < ticks; tick += 1) {
      one.tick();
      await settle();
    }
    return server.bodies("call").length - before;
  };
  expect(await looks(8)).toBe(4);
  expect(await looks(16)).toBe(2);
  server.on("call", ok({ call: callWith() }));
  await one.refresh();
  expect(await looks(4)).toBe(4);
});

test("nobody being logged in keeps the question, and is said in the words of the server", async () => {
  server.on("ask", refusal(403, "not-logged-in"), ok({ call: callWith({ id: "c1" }) }, 201));
  const one = ask();
  await settle();
  expect([one.sentence, one.text, one.trouble]).toEqual(["Sentence of not-logged-in.", "why?", "unreachable"]);
  one.ask();
  await settle();
  expect([one.trouble, one.call?.id]).toEqual(["", "c1"]);
});

describe("two blocks of hers", () => {
  /** Two lobbies that hear each other, as through a channel. */
  function pair(call: Call | null = null): [Asking, Asking] {
    const lobbies: Asking[] = [];
    const make = (index: number): Asking =>
      new Asking(
        {
          handlers: server.handlers(),
          drafts: new Drafts(storage, "lina"),
          place: `block ${index}`,
          limit: 20,
          newId: counter("c"),
          openWindow: () => undefined,
          announce: (id) => lobbies[1 - index]?.heard(id),
        },
        call,
      );
    lobbies.push(make(0), make(1));
    return lobbies as [Asking, Asking];
  }

  test("agree about what is open: asked in one, it is shown in the other, and what stands in its box stays", async () => {
    const open = callWith({ id: "c1" });
    server.on("ask", ok({ call: open }, 201)).on("call", ok({ call: open }));
    const [one, other] = pair();
    other.type("another thought");
    one.type("why?");
    one.ask();
    await settle();
    expect([one.call?.id, other.call?.id, other.text]).toEqual(["c1", "c1", "another thought"]);
  });

  test("agree about what is taken back", async () => {
    const over = callWith({ rev: 2, state: "archiving", asker_left: true });
    server.on("cancel", ok({ call: over })).on("call", ok({ call: over }));
    const [one, other] = pair(callWith());
    await one.withdraw();
    await settle();
    expect([one.call, other.call]).toEqual([null, null]);
  });

  test("look at their own open question, whatever another course's block tells", async () => {
    server.on("call", refusal(403, "not-in-call"));
    const [one] = pair();
    one.heard("elsewhere");
    await settle();
    expect([one.call, one.trouble]).toEqual([null, ""]);
    server.on("call", ok({ call: callWith({ id: "c1", rev: 3 }) }));
    const [busy] = pair(callWith({ id: "c1" }));
    busy.heard("elsewhere");
    await settle();
    expect([server.bodies("call").at(-1), busy.call?.rev]).toEqual([{ call_id: "c1" }, 3]);
  });
});
