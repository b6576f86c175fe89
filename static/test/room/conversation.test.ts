import { beforeEach, describe, expect, test } from "vitest";
import { Arrival } from "../../src/room/arrival";
import { CallWatch } from "../../src/room/call-watch";
import { Outbox } from "../../src/room/chat/outbox";
import { Room } from "../../src/room/chat/room";
import { Conversation, type ConversationParts } from "../../src/room/conversation";
import { People } from "../../src/room/people";
import { selfPing } from "../../src/room/self-ping";
import { Tickets } from "../../src/room/tickets";
import { Drafts } from "../../src/shared/drafts";
import type { Call, PersonRole, Role } from "../../src/shared/wire";
import { Link } from "../../src/shared/xmpp/link";
import { element, NS } from "../../src/shared/xmpp/stanza";
import { callWith, counter, FakeServer, FakeWire, MemoryStorage, ok, refusal, settle, ticketFor, TurnedTimers } from "../doubles";
import { FOREIGN } from "../foreign-answers";

const ROOM = "r1@rooms.chat.test";

let timers: TurnedTimers;
let server: FakeServer;
let wire: FakeWire;
/** What the newest conversation is made of. */
let parts: ConversationParts;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers);
  wire = new FakeWire();
  server.on("ticket", ok(ticketFor()));
  server.on("people", people(["lina", "asker"], ["omar", "helper"]));
  server.on("call", ok({ call: callWith() }));
});

function people(...all: [string, PersonRole][]): ReturnType<typeof ok> {
  return ok({ people: all.map(([name, role]) => ({ jid: `${name}@chat.test`, name, image_url: "", role })) });
}

function conversation(role: Role = "asker"): Conversation {
  const handlers = server.handlers();
  const storage = new MemoryStorage();
  const newId = counter("q");
  const link = new Link({ open: wire.open, timers, newId, ticket: new Tickets(handlers, server.clock, null).next, loggedOut: () => undefined });
  const outbox = new Outbox(storage, "box");
  const room = new Room({ link, outbox, timers, now: () => server.clock.now(), newId });
  parts = {
    callId: "c1",
    role,
    handlers,
    link,
    room,
    outbox,
    timers,
    people: new People(handlers, "c1"),
    watch: new CallWatch(handlers, server.clock, timers, "c1"),
    arrival: new Arrival({ handlers, timers, callId: "c1", drafts: new Drafts(storage, "lina") }),
    keepalive: selfPing(link, room, timers, () => false),
  };
  return new Conversation(parts);
}

async function started(call: Call | null = callWith(), role: Role = "asker"): Promise<Conversation> {
  const talk = conversation(role);
  void talk.start(call);
  await settle();
  wire.streams.at(-1)?.events.opened();
  return talk;
}

function presence(nick: string, values: { type?: string; codes?: string[] } = {}): void {
  const { type, codes = [] } = values;
  const statuses = codes.map((code) => element("status", NS.mucUser, { code }));
  const x = element("x", NS.mucUser, {}, element("item", NS.mucUser, { jid: `${nick}@chat.test/w` }), ...statuses);
  wire.last.events.received(element("presence", NS.client, { from: `${ROOM}/${nick}`, ...(type ? { type } : {}) }, x));
}

async function inside(talk: Promise<Conversation>): Promise<Conversation> {
  const started = await talk;
  presence("lina", { codes: ["110"] });
  wire.last.answer(NS.mam, "result", element("fin", NS.mam, { complete: "true" }));
  await settle();
  return started;
}

function notice(rev: number, id = "c1"): void {
  const call = element("call", NS.call, { id, rev: String(rev), state: "answered" });
  wire.last.events.received(element("message", NS.client, { from: "chatxblock@service.chat.test" }, call));
}

function refuseEntry(): void {
  const error = element("error", NS.client, {}, element("registration-required", NS.stanzas));
  wire.last.events.received(element("presence", NS.client, { from: `${ROOM}/lina`, type: "error" }, error));
}

describe("opening", () => {
  test("as the asker enters the room", async () => {
    const talk = await inside(started());
    expect(talk.roomState).toBe("inside");
    expect([talk.me, talk.others, talk.end]).toEqual(["lina@chat.test", [], null]);
    expect(server.bodies("accept")).toEqual([]);
  });

  test.each(["invited", "helper"] as const)("as %s accepts first", async (role) => {
    server.on("accept", ok({ call: callWith({ rev: 2, my_role: "helper" }) }));
    await started(callWith({ my_role: role }), role);
    expect(server.bodies("accept")).toEqual([{ call_id: "c1" }]);
    expect(wire.streams).toHaveLength(1);
  });

  test.each([
    ["call-full", "full"],
    ["call-over", "over"],
    ["not-in-call", "refused"],
  ])("is refused with %s, and then there is nothing to type", async (code, why) => {
    server.on("accept", refusal(409, code));
    const talk = await started(callWith({ my_role: "invited" }), "invited");
    expect(talk.end).toMatchObject({ why, sentence: `Sentence of ${code}.` });
    expect(wire.streams).toHaveLength(0);
  });

  test("as staff who came in by themselves asks for nothing until they say something, and then helps", async () => {
    const talk = await inside(started(callWith({ my_role: "staff" }), "staff"));
    expect(server.bodies("accept")).toEqual([]);
    server.on("accept", "down", ok({ call: callWith({ rev: 2, my_role: "helper" }) }));
    for (const words of ["Look at the rows.", "The second one.", "And so on."]) {
      talk.say(words);
      await settle();
    }
    expect([server.bodies("accept").length, talk.end]).toEqual([2, null]);
  });

  test("accepts again when the server did not answer", async () => {
    server.on("accept", "down", ok({ call: callWith({ rev: 2, my_role: "helper" }) }));
    const talk = await started(callWith({ my_role: "invited" }), "invited");
    expect(talk.chatDown).toBe(true);
    await timers.pass(2_000);
    expect(wire.streams).toHaveLength(1);
  });

  test("on a call that is over shows its end", async () => {
    expect((await started(callWith({ state: "closed" }))).end?.why).toBe("over");
    expect((await started(callWith({ state: "closed", solved: true }))).end?.why).toBe("solved");
    expect((await started(callWith({ my_role: "removed" }), "helper")).end?.why).toBe("removed");
    expect((await started(callWith({ asker_left: true }))).end?.why).toBe("left");
  });

  test("before the room is made says after three seconds that the chat is away, and enters when it is there", async () => {
    server.on("call", ok({ call: callWith({ room: null }) }), ok({ call: callWith({ rev: 2 }) }));
    const talk = await started(callWith({ room: null }));
    expect(talk.chatDown).toBe(false);
    await timers.pass(3_000);
    expect(talk.chatDown).toBe(true);
    await timers.pass(2_500);
    await inside(Promise.resolve(talk));
    expect([talk.chatDown, talk.roomState]).toEqual([false, "inside"]);
  });
});

describe("a room that is being made", () => {
  test("is looked for often at first, and ever more rarely", async () => {
    server.on("call", ok({ call: callWith({ room: null }) }));
    await started(callWith({ room: null }));
    await timers.pass(1_100);
    expect(server.bodies("call").length).toBeGreaterThanOrEqual(3);
    await timers.pass(60_000);
    expect(server.bodies("call").length).toBeLessThan(30);
  });

  test("is entered at once when the service says that it is there, by the same revision", async () => {
    server.on("call", ok({ call: callWith({ rev: 3, room: null }) }));
    await started(callWith({ rev: 3, room: null }));
    await settle();
    const before = server.bodies("call").length;
    notice(2);
    expect(server.bodies("call")).toHaveLength(before);
    notice(3);
    expect(server.bodies("call")).toHaveLength(before + 1);
  });

  test("is looked for when the lobby says that it has asked", async () => {
    server.on("call", ok({ call: callWith({ room: null }) }));
    const talk = await started(callWith({ room: null }));
    talk.asked();
    expect(server.bodies("call")).toHaveLength(1);
  });
});

describe("notices", () => {
  test("that are newer lead to another look, older ones and those of other calls do not", async () => {
    await inside(started(callWith({ rev: 5 })));
    const before = server.bodies("call").length;
    notice(5);
    notice(9, "other");
    expect(server.bodies("call")).toHaveLength(before);
    server.on("call", ok({ call: callWith({ rev: 6, helpers: ["omar"] }) }));
    notice(6);
    await settle();
    expect(server.bodies("call")).toHaveLength(before + 1);
  });

  test("during a look lead to one more, however many they are", async () => {
    const talk = await inside(started(callWith({ rev: 5 })));
    const before = server.bodies("call").length;
    server.on("call", ok({ call: callWith({ rev: 6 }) }), ok({ call: callWith({ rev: 26, helpers: ["omar"] }) }));
    for (let rev = 6; rev <= 26; rev += 1) notice(rev);
    expect(server.bodies("call")).toHaveLength(before + 1);
    await settle();
    expect(server.bodies("call")).toHaveLength(before + 2);
    expect(talk.call?.helpers).toEqual(["omar"]);
  });

  test("are not needed to learn that a round is due", async () => {
    const due = new Date(timers.now() + 8_000).toISOString();
    await inside(started(callWith({ next_round_at: due, rounds: 2 })));
    await timers.pass(7_900);
    expect(server.bodies("call")).toHaveLength(0);
    await timers.pass(200);
    expect(server.bodies("call")).toHaveLength(1);
  });
});

describe("the others", () => {
  test("who left last are remembered until somebody is there", async () => {
    const talk = await inside(started());
    presence("omar");
    expect(talk.others).toEqual(["omar@chat.test"]);
    presence("omar", { type: "unavailable" });
    expect(talk.leftLast).toBe("omar");
    presence("omar");
    expect(talk.leftLast).toBe("");
  });
});

describe("waiting", () => {
  const role = (...all: [string, PersonRole][]): void => void server.on("people", people(["lina", "asker"], ...all));

  test("is what an asker does until a helper comes, and again when the last one is gone", async () => {
    role(["omar", "helper"]);
    const talk = await inside(started());
    expect([talk.waiting, talk.coming]).toEqual([true, []]);
    parts.watch.take(callWith({ rev: 2, state: "answered", helpers: ["Omar"] }));
    expect([talk.waiting, talk.coming]).toEqual([false, ["Omar"]]);
    presence("omar");
    parts.watch.take(callWith({ rev: 3, helpers: [] }));
    expect([talk.waiting, talk.coming]).toEqual([false, ["omar"]]);
    presence("omar", { type: "unavailable" });
    expect(talk.waiting).toBe(true);
  });

  test("goes on when somebody with the same question comes, and when she goes", async () => {
    role(["ada", "fellow"]);
    const talk = await inside(started());
    presence("ada");
    expect(talk.waiting).toBe(true);
    presence("ada", { type: "unavailable" });
    expect([talk.waiting, talk.leftLast]).toEqual([true, ""]);
  });

  test("is over when she says so, and no affair of others", async () => {
    expect((await started(callWith({ solved: true }))).waiting).toBe(false);
    expect((await started(callWith({ state: "closed" }))).waiting).toBe(false);
    expect((await started(callWith({ my_role: "fellow" }), "fellow")).waiting).toBe(false);
  });

  test("ends when she leaves the question for the teachers", async () => {
    const talk = await inside(started());
    server.on("leave_question", ok({ call: callWith({ rev: 2, state: "archiving", left_for_staff: true, asker_left: true }) }));
    await talk.act("leave_question");
    expect(talk.end?.why).toBe("kept");
    const left = { left_for_staff: true, asker_left: true };
    expect((await started(callWith(left))).end?.why).toBe("kept");
    expect((await started(callWith({ ...left, state: "closed", my_role: "staff" }), "staff")).end?.why).toBe("over");
  });
});

describe("those who ask to join", () => {
  const request = { jid: "ada@chat.test", name: "Ada", image_url: "" };

  test("are known until the end, and somebody who is let in enters without accepting", async () => {
    const talk = await started(callWith({ knocking: [request] }));
    expect(talk.joinRequests).toEqual([request]);
    parts.watch.take(callWith({ rev: 2, knocking: [request], state: "closed" }));
    expect(talk.joinRequests).toEqual([]);
    expect((await inside(started(callWith({ my_role: "fellow" }), "fellow"))).roomState).toBe("inside");
    expect(server.bodies("accept")).toEqual([]);
  });
});

describe("a broken line", () => {
  test("is mended, and call and people are read afresh", async () => {
    const talk = await inside(started());
    const before = server.bodies("people").length;
    wire.last.fail("lost");
    expect(talk.linkState).toBe("lost");
    await timers.pass(500);
    wire.last.events.opened();
    await settle();
    expect(server.bodies("call").length).toBeGreaterThan(0);
    expect(server.bodies("people").length).toBe(before + 1);
    await inside(Promise.resolve(talk));
    expect(talk.roomState).toBe("inside");
  });
});

describe("being out", () => {
  test("because the call is over is the end", async () => {
    const talk = await inside(started());
    server.on("call", ok({ call: callWith({ rev: 9, state: "archiving" }) }));
    presence("lina", { type: "unavailable", codes: ["110", "321"] });
    await settle();
    expect(talk.end?.why).toBe("over");
    expect(wire.last.ended).toBe("closed");
  });

  test("because the server does not show the call any more is being removed", async () => {
    const talk = await inside(started());
    server.on("call", refusal(403, "not-in-call"));
    presence("lina", { type: "unavailable", codes: ["110", "321"] });
    await settle();
    expect(talk.end?.why).toBe("removed");
  });

  test("where nothing answers at the call's address any more is the end: its block was deleted", async () => {
    const talk = await inside(started());
    server.on("call", new Response("<h1>Not found</h1>", { status: 404 }));
    presence("lina", { type: "unavailable", codes: ["110", "307"] });
    await settle();
    expect(talk.end?.why).toBe("over");
  });

  test.each([404, 503])("is needed for that: a %d alone ends nothing", async (status) => {
    const talk = await inside(started());
    server.on("call", new Response("<h1>Sorry</h1>", { status }));
    await timers.pass(20_000);
    expect(server.bodies("call").length).toBeGreaterThan(0);
    expect(talk.end).toBeNull();
  });

  test("for no reason that the call knows means trying again, patiently", async () => {
    const talk = await started();
    refuseEntry();
    await settle();
    expect(talk.roomState).toBe("refused");
    expect(server.bodies("call")).toHaveLength(1);
    await timers.pass(2_000);
    expect(talk.roomState).toBe("joining");
    refuseEntry();
    await timers.pass(2_000);
    expect(talk.roomState).toBe("refused");
    await timers.pass(2_000);
    expect(talk.roomState).toBe("joining");
  });
});

describe("leaving", () => {
  test("says goodbye at once, and what the server is to be told of what we saw", async () => {
    const talk = await inside(started());
    expect(talk.leave()).toEqual({ call_id: "c1", lines: 0, last_id: "" });
    expect(talk.leave()).toBeNull();
    expect(talk.end?.why).toBe("left");
    expect(wire.last.ended).toBe("closed");
    talk.say("too late");
    expect(talk.pending).toEqual([]);
  });

  test("is leaving even if the call ends while we do", async () => {
    const talk = await inside(started());
    talk.leave();
    parts.watch.take(callWith({ rev: 9, state: "archiving" }));
    expect(talk.end?.why).toBe("left");
  });

  test("by closing the window outlives the page, and is no end", async () => {
    server.on("gone", ok({ call: callWith() }));
    const talk = await inside(started());
    talk.gone();
    expect(server.requests.at(-1)).toMatchObject({ handler: "gone", keepalive: true });
    expect(talk.end).toBeNull();
    expect(wire.last.ended).toBe("");
  });
});

describe("acting", () => {
  test("takes the call from the answer and looks who is there", async () => {
    server.on("remove", ok({ call: callWith({ rev: 4 }) }));
    const talk = await inside(started());
    await talk.act("remove", { person: "omar@chat.test" });
    expect(server.bodies("remove")).toEqual([{ call_id: "c1", person: "omar@chat.test" }]);
    expect(talk.call?.rev).toBe(4);
  });

  test("that is refused says why", async () => {
    server.on("invite", refusal(400, "unknown-person"));
    const talk = await inside(started());
    await expect(talk.act("invite", { person: "nobody" })).rejects.toThrow("Sentence of unknown-person.");
  });
});

test("stopping ends everything that goes on by itself", async () => {
  const talk = await inside(started());
  talk.stop();
  const requests = server.requests.length;
  await timers.pass(600_000);
  expect(server.requests).toHaveLength(requests);
  expect(wire.streams).toHaveLength(1);
});

describe("a line that the room does not show", () => {
  const shown = (archiveId: string, id: string | undefined): void => {
    const mark = element("stanza-id", NS.stanzaId, { by: ROOM, id: archiveId });
    const attrs = { from: `${ROOM}/lina`, type: "groupchat", id: id ?? "" };
    wire.last.events.received(element("message", NS.client, attrs, element("body", NS.client, {}, "any"), mark));
  };
  const pings = (): number => wire.last.all("iq").filter((iq) => iq.children[0]?.ns === NS.ping).length;

  test("makes us feel for the connection, which is then renewed", async () => {
    const talk = await inside(started());
    talk.say("hello?");
    await timers.pass(499);
    expect(wire.last.sent.at(-1)?.name).toBe("message");
    await timers.pass(10_001);
    expect([wire.streams[0]?.ended, talk.linkState]).toEqual(["dropped", "lost"]);
  });

  test("makes us ask twice a second whether we are inside, until we hear that we are not", async () => {
    const talk = await inside(started());
    talk.say("hello?");
    await timers.pass(2_000);
    expect(pings()).toBe(4);
    wire.last.answer(NS.ping, "error", element("error", NS.client, {}, element("not-acceptable", NS.stanzas)));
    await timers.pass(100);
    expect(talk.roomState).toBe("joining");
    await timers.pass(5_000);
    expect(pings()).toBe(4);
  });

  test("is nothing once it is shown, and the next one is felt for as well", async () => {
    const talk = await inside(started());
    talk.say("hello?");
    talk.say("is anybody there?");
    shown("1", talk.pending[0]?.id);
    await timers.pass(499);
    expect(pings()).toBe(0);
    await timers.pass(1);
    expect(pings()).toBe(1);
    shown("2", talk.pending[0]?.id);
    wire.last.answer(NS.ping, "result");
    await timers.pass(14_000);
    expect(pings()).toBe(1);
  });
});

describe.each(FOREIGN)("instead of the server: %s", (_, reply) => {
  test("ends no conversation, and it goes on when the server is back", async () => {
    const talk = await inside(started());
    for (const handler of ["call", "people", "ticket"]) server.on(handler, reply);
    await parts.watch.refresh();
    await parts.people.refresh();
    talk.say("still here?");
    expect([talk.end, talk.roomState, wire.last.ended]).toEqual([null, "inside", ""]);
    expect([talk.pending.map(({ body }) => body), talk.people.length]).toEqual([["still here?"], 2]);
    server.on("call", ok({ call: callWith({ rev: 7 }) }));
    await timers.pass(2_000);
    expect(talk.call?.rev).toBe(7);
  });

  test("lets a helper wait for her yes", async () => {
    server.on("accept", reply, reply, ok({ call: callWith({ rev: 2, my_role: "helper" }) }));
    const talk = await started(callWith({ my_role: "invited" }), "invited");
    expect([talk.end, talk.chatDown]).toEqual([null, true]);
    await timers.pass(2_000);
    await timers.pass(4_000);
    expect(wire.streams).toHaveLength(1);
  });

  test("lets a window wait for its call", async () => {
    server.on("call", reply, reply, ok({ call: callWith() }));
    const talk = await started(null);
    expect([talk.end, talk.chatDown]).toEqual([null, true]);
    await timers.pass(1_000);
    expect([talk.end, talk.call?.id]).toEqual([null, "c1"]);
  });
});

describe("looking while nobody answers", () => {
  test("pauses longer each time, and goes on at once for a reader who is back", async () => {
    const talk = await inside(started());
    server.on("call", "down");
    await parts.watch.refresh();
    const looks = (): number => server.bodies("call").length;
    const [first] = [looks(), await timers.pass(14_000)];
    expect(looks() - first).toBe(3);
    const then = looks();
    await timers.pass(60_000);
    expect(looks() - then).toBe(4);
    server.on("call", ok({ call: callWith({ rev: 7 }) }));
    talk.wake();
    await settle();
    expect(talk.call?.rev).toBe(7);
  });

  test("asks a line that spoke a moment ago, and makes one anew that was silent while the machine slept", async () => {
    const talk = await inside(started());
    await timers.pass(10_000);
    talk.wake();
    await settle();
    expect(wire.streams).toHaveLength(1);
    timers.time += 7 * 86_400_000;
    talk.wake();
    await settle();
    expect(wire.streams.map(({ ended }) => ended)).toEqual(["dropped", ""]);
  });

  test("goes on after an answer that is older than what we know", async () => {
    await inside(started(callWith({ rev: 5 })));
    server.on("call", ok({ call: callWith({ rev: 4 }) }), ok({ call: callWith({ rev: 6 }) }));
    await parts.watch.refresh();
    await parts.watch.refresh();
    expect(parts.watch.call?.rev).toBe(6);
    server.on("call", ok({ call: callWith({ rev: 3 }) }));
    await parts.watch.refresh();
    const looks = server.bodies("call").length;
    await timers.pass(15_000);
    expect(server.bodies("call").length).toBeGreaterThan(looks);
  });
});

describe("a talk that is over when its window opens", () => {
  test("connects to nothing, shows the kept log, and names who wrote it", async () => {
    const talk = conversation();
    await talk.start(callWith({ state: "closed", room: null }));
    expect([talk.end?.why, wire.streams.length, talk.people.length]).toEqual(["over", 0, 0]);
    const line = { archiveId: "a1", id: "m1", author: "omar@chat.test", nick: "omar", body: "Hi", at: 0, replaces: "" };
    let told = 0;
    talk.changed.subscribe(() => (told += 1));
    talk.showKept([line]);
    expect([talk.entries.length, talk.hasOlder, told]).toEqual([1, false, 1]);
    await settle();
    expect(talk.nameOf("omar@chat.test")).toBe("omar");
  });
});

describe("who is logged in", () => {
  test("if nobody, is said until it works again, and ends nothing", async () => {
    const talk = await inside(started());
    server.on("call", refusal(403, "not-logged-in"), ok({ call: callWith({ rev: 3 }) }));
    await parts.watch.refresh();
    expect([talk.loggedOut, talk.end, wire.last.ended]).toEqual([true, null, ""]);
    await timers.pass(2_000);
    expect([talk.loggedOut, talk.call?.rev]).toEqual([false, 3]);
  });

  test("if somebody else, who may not see the call, stops the window and calls nobody removed", async () => {
    const talk = await inside(started());
    server.on("call", refusal(403, "not-in-call")).on("ticket", ok(ticketFor("omar")));
    await parts.watch.refresh();
    await settle();
    expect([talk.end?.why, wire.last.ended]).toEqual(["stranger", "closed"]);
  });

  test("if somebody else, nothing is sent any more", async () => {
    const talk = await inside(started());
    talk.say("mine");
    talk.estrange();
    const requests = server.requests.length;
    talk.say("his?");
    talk.wake();
    talk.gone();
    expect(talk.leave()).toBeNull();
    await timers.pass(600_000);
    expect([server.requests.length, wire.streams.length]).toEqual([requests, 1]);
    expect(talk.pending.map(({ body }) => body)).toEqual(["mine"]);
  });
});
