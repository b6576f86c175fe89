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
/** The browser lets no window open. */
let blocks: boolean;

beforeEach(() => {
  blocks = false;
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
    openWindow: (id: string) => {
      opened.push(id);
      return !blocks;
    },
    announce: (id: string) => void announced.push(id),
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
    expect(server.requests[0]).toMatchObject({ body: { request_id: "c1", question: "  why?", read: [] }, keepalive: true });
    expect(one.call?.id).toBe("c1");
    expect(announced).toEqual(["c1"]);
  });

  test("leaves the question for the window before it opens, and takes it away when it is safe", async () => {
    server.on("ask", ok({ call: callWith() }, 201));
    ask();
    expect(new Drafts(storage, "lina").loadAsked("c1").question).toBe("why?");
    await settle();
    expect(new Drafts(storage, "lina").loadAsked("c1").question).toBe("");
    expect(new Drafts(storage, "lina").load("page").text).toBe("");
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

  test("without an answer is asked again by itself, under the same id, which finds out whether it had succeeded", async () => {
    server.on("ask", "down", "down", ok({ call: callWith({ id: "c1" }) }));
    const one = ask();
    await settle();
    await one.refresh();
    expect([one.trouble, one.text]).toEqual(["unreachable", "why?"]);
    await one.refresh();
    expect([one.call?.id, one.trouble, one.text]).toEqual(["c1", "", ""]);
    expect(server.bodies("ask").map((body) => body["request_id"])).toEqual(["c1", "c1", "c1"]);
    expect(opened).toEqual(["c1"]);
  });

  test("knows whether the browser opened the window", async () => {
    server.on("ask", ok({ call: callWith() }, 201));
    blocks = true;
    const one = ask();
    await settle();
    expect(one.blocked).toBe(true);
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
    expect(new Drafts(storage, "lina").loadAsked("c1").question).toBe("");
  });
});

function news(call: Call | null, values: object = {}): ReturnType<typeof ok> {
  return ok({ call, around: call ? null : "few", answered: [], ...values });
}

describe("an open call", () => {
  test("is withdrawn", async () => {
    server.on("cancel", ok({ call: callWith({ rev: 2, state: "archiving", asker_left: true }) }));
    const one = asking(callWith());
    await one.act("cancel", callWith());
    expect([one.call, one.ended, one.text]).toEqual([null, null, ""]);
  });

  test("that is withdrawn while helpers are there is none of hers any more", async () => {
    server.on("cancel", ok({ call: callWith({ rev: 2, state: "answered", asker_left: true }) }));
    const one = asking(callWith());
    await one.act("cancel", callWith());
    expect(one.call).toBeNull();
  });

  test("that cannot be withdrawn now stays, and whoever asked for it is told", async () => {
    server.on("cancel", "down");
    const one = asking(callWith());
    await expect(one.act("cancel", callWith())).rejects.toMatchObject({ passing: true });
    expect(one.call?.id).toBe("c1");
  });

  test("that ended without her gives her text back, and is told once she looks again", async () => {
    server.on("lobby", "down", news(callWith({ rev: 3, state: "closed", question: "why?" })));
    const one = asking(callWith());
    await one.refresh();
    expect(one.call?.id).toBe("c1");
    await one.refresh();
    expect([one.call, one.ended?.id, one.text]).toEqual([null, "c1", "why?"]);
    expect(asking().text).toBe("why?");
  });

  test.each([
    ["left", { asker_left: true }],
    ["solved", { solved: true }],
    ["left for the teachers", { left_for_staff: true }],
  ])("that she %s herself makes room for the next question", async (_, values) => {
    server.on("lobby", news(callWith({ rev: 3, state: "closed", ...values })));
    const one = asking(callWith());
    await one.refresh();
    expect([one.call, one.ended, one.text]).toEqual([null, null, ""]);
  });

  test("that ended while no page was open is told by the next one", async () => {
    server.on("ask", ok({ call: callWith({ id: "c1" }) }, 201));
    ask();
    await settle();
    server.on("lobby", news(callWith({ rev: 3, state: "closed", question: "why?" })));
    const later = asking();
    expect(later.text).toBe("");
    await later.refresh();
    expect(server.bodies("lobby")).toEqual([{ call_id: "c1" }]);
    expect([later.ended?.id, later.text]).toEqual(["c1", "why?"]);
  });

  test.each([
    ["ended without her", callWith({ rev: 3, state: "closed", question: "why?" }), ["c1", "why?"]],
    ["ended with her thanks", callWith({ rev: 3, state: "closed", question: "why?", solved: true }), [undefined, ""]],
    ["goes on", callWith({ question: "why?" }), [undefined, ""]],
  ])("of which no answer was heard before the page was closed is told by the next one: it %s", async (_, call, expected) => {
    server.on("ask", "down").on("lobby", news(call));
    ask(" why? ");
    await settle();
    const later = asking();
    await later.refresh();
    expect(server.bodies("lobby")).toEqual([{ call_id: "c1" }]);
    expect([later.ended?.id, later.text]).toEqual(expected);
  });

  test("that never got there stays in the box of the next page", async () => {
    server.on("ask", "down").on("lobby", news(null));
    ask();
    await settle();
    const later = asking();
    await later.refresh();
    expect([later.call, later.ended, later.text, later.id]).toEqual([null, null, "why?", "c1"]);
  });

  test("asked again is another call, and a draft of another text is not lost for it", async () => {
    server.on("lobby", news(callWith({ id: "c9", rev: 3, state: "closed", question: "why?" })));
    server.on("ask", ok({ call: callWith({ id: "c1" }) }, 201));
    const one = asking(callWith({ id: "c9" }));
    await one.refresh();
    one.ask();
    await settle();
    expect(opened).toEqual(["c1"]);
    expect([one.call?.id, one.ended, one.text]).toEqual(["c1", null, ""]);
  });

  test("left for the teachers after its end empties the box", async () => {
    const over = callWith({ rev: 3, state: "closed", question: "why?" });
    server.on("lobby", news(over)).on("leave_question", ok({ call: { ...over, rev: 4, left_for_staff: true } }));
    const one = asking(callWith());
    await one.refresh();
    await one.act("leave_question", over);
    expect([one.ended, one.kept?.id, one.text]).toEqual([null, "c1", ""]);
  });

  test("does not become older than it is", async () => {
    server.on("lobby", news(callWith({ rev: 1, state: "archiving" })));
    const one = asking(callWith({ rev: 2 }));
    await one.refresh();
    expect(one.call?.rev).toBe(2);
  });

  test("that the server does not know any more is forgotten", async () => {
    server.on("lobby", news(null));
    const one = asking(callWith());
    await one.refresh();
    expect(one.call).toBeNull();
  });

  test("of another window of hers is shown here", async () => {
    server.on("lobby", news(callWith({ id: "c7" })));
    const one = asking();
    await one.refresh();
    expect(one.call?.id).toBe("c7");
  });
});

test("who is around and what a teacher answered is learned without a reload", async () => {
  const answer = { call_id: "c1", question: "q", answer: "a", by: "Kim", answered_at: "2026-11-22T12:00:00.000Z" };
  server.on("lobby", news(null, { answered: [answer] }));
  const one = asking();
  await one.refresh();
  expect([one.around, one.answered]).toEqual(["few", [answer]]);
});

describe.each(FOREIGN)("instead of the server: %s", (_, reply) => {
  test("keeps the question, and the next try is the same call", async () => {
    server.on("ask", reply, ok({ call: callWith({ id: "c1" }) }, 201));
    const one = ask();
    await settle();
    expect([one.trouble, one.sentence, one.text]).toEqual(["unreachable", "", "why?"]);
    expect(new Drafts(storage, "lina").loadAsked("c1").question).toBe("why?");
    one.ask();
    await settle();
    expect(server.bodies("ask").map((body) => body["request_id"])).toEqual(["c1", "c1"]);
    expect(one.call?.id).toBe("c1");
  });

  test("keeps the way back to the room, and withdraws nothing", async () => {
    server.on("lobby", reply).on("cancel", reply);
    const one = asking(callWith());
    await one.refresh();
    await expect(one.act("cancel", callWith())).rejects.toMatchObject({ passing: true });
    expect([one.call?.id, one.trouble]).toEqual(["c1", ""]);
  });
});

async function looks(one: Asking, ticks: number, hidden = false): Promise<number> {
  const before = server.requests.length;
  for (let tick = 0; tick < ticks; tick += 1) {
    one.tick(hidden);
    await settle();
  }
  return server.requests.length - before;
}

test("a lobby looks less often the longer nobody answers, and every time again afterwards", async () => {
  server.on("lobby", "down");
  const one = asking(callWith());
  expect(await looks(one, 8)).toBe(4);
  expect(await looks(one, 16)).toBe(2);
  server.on("lobby", news(callWith()));
  await one.refresh();
  expect(await looks(one, 4)).toBe(4);
});

test("a hidden lobby looks for an open question, which lives by that, half as often, and for nothing else", async () => {
  server.on("lobby", news(callWith()));
  expect(await looks(asking(callWith()), 12)).toBe(12);
  expect(await looks(asking(callWith()), 12, true)).toBe(6);
  server.on("lobby", news(null));
  expect(await looks(asking(), 24, true)).toBe(0);
  expect(await looks(asking(), 24)).toBe(2);
});

test("who logs in again in another tab need not do anything here: the question goes out by itself", async () => {
  server.on("ask", refusal(403, "not-logged-in"), refusal(403, "not-logged-in"), ok({ call: callWith({ id: "c1" }) }, 201));
  const one = ask();
  await settle();
  expect([one.loggedOut, one.text]).toEqual([true, "why?"]);
  await looks(one, 4);
  expect([one.loggedOut, one.call?.id, one.text]).toEqual([false, "c1", ""]);
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
          openWindow: () => true,
          announce: () => void lobbies[1 - index]?.refresh(),
        },
        call,
      );
    lobbies.push(make(0), make(1));
    return lobbies as [Asking, Asking];
  }

  test("agree about what is open: asked in one, it is shown in the other, and what stands in its box stays", async () => {
    const open = callWith({ id: "c1" });
    server.on("ask", ok({ call: open }, 201)).on("lobby", ok({ call: open, around: "few", answered: [] }));
    const [one, other] = pair();
    other.type("another thought");
    one.type("why?");
    one.ask();
    await settle();
    expect([one.call?.id, other.call?.id, other.text]).toEqual(["c1", "c1", "another thought"]);
  });

  test("agree about what is taken back", async () => {
    const over = callWith({ rev: 2, state: "archiving", asker_left: true });
    server.on("cancel", ok({ call: over })).on("lobby", ok({ call: over, around: "few", answered: [] }));
    const [one, other] = pair(callWith());
    await one.act("cancel", callWith());
    await settle();
    expect([one.call, other.call]).toEqual([null, null]);
  });
});
