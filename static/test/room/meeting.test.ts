/** The window of a room behind a link: who is let in sees the way there, and its looks tell the server that somebody is there. */
import { beforeEach, describe, expect, test } from "vitest";
import { Arrival } from "../../src/room/arrival";
import { Meeting } from "../../src/room/link/meeting";
import { MeetingWatch } from "../../src/room/link/meeting-watch";
import { statusOfMeeting, wordsOfMeeting } from "../../src/room/link/meeting-words";
import { People } from "../../src/room/people";
import { Drafts } from "../../src/shared/drafts";
import { Texts, unmarked } from "../../src/shared/texts";
import type { Call, Person, PersonRole, Role } from "../../src/shared/wire";
import { Link } from "../../src/shared/xmpp/link";
import { element, NS } from "../../src/shared/xmpp/stanza";
import { callWith, counter, FakeServer, FakeWire, MemoryStorage, ok, refusal, settle, ticketFor, TurnedTimers } from "../doubles";

const texts = new Texts({}, "en");
const PLACE = { kind: "video", label: "video room", url: null };
const URL = "https://meet.test/5b0c";

let timers: TurnedTimers;
let server: FakeServer;
let wire: FakeWire;

beforeEach(() => {
  timers = new TurnedTimers();
  wire = new FakeWire();
  server = new FakeServer(timers).on("people", ok({ people: [person("lina", "asker")] })).on("leave", ok({ call: call() }));
});

function call(values: Partial<Call> = {}): Call {
  return callWith({ room: null, place: { ...PLACE, url: URL }, ...values });
}

function person(name: string, role: PersonRole): Person {
  return { jid: `${name}@chat.test`, name, image_url: "", role };
}

function meetingOf(role: Role = "asker"): Meeting {
  const handlers = server.handlers();
  const newId = counter("q");
  return new Meeting({
    callId: "c1",
    role,
    me: "lina@chat.test",
    place: PLACE,
    handlers,
    timers,
    link: new Link({ open: wire.open, timers, newId, ticket: async () => ticketFor(), loggedOut: () => undefined }),
    watch: new MeetingWatch(handlers, server.clock, timers, "c1"),
    people: new People(handlers, "c1"),
    arrival: new Arrival({ handlers, timers, callId: "c1", drafts: new Drafts(new MemoryStorage(), "lina") }),
  });
}

async function opened(shown: Call = call(), role: Role = "asker"): Promise<Meeting> {
  server.on("call", ok({ call: shown }));
  const meeting = meetingOf(role);
  await meeting.start(shown);
  await settle();
  return meeting;
}

async function notice(rev: number): Promise<void> {
  const told = element("call", NS.call, { id: "c1", rev: String(rev), state: "answered" });
  wire.last.events.received(element("message", NS.client, { from: "chatxblock@service.chat.test/x" }, told));
  await settle();
}

describe("a meeting behind a link", () => {
  test("has the way there from the call", async () => {
    const meeting = await opened();
    expect([meeting.url, meeting.place.label, meeting.end]).toEqual([URL, "video room", null]);
  });

  test("looks every 20 seconds, and says that it is a window which does", async () => {
    await opened();
    await timers.pass(60_000);
    expect(server.bodies("call")).toEqual(Array.from({ length: 3 }, () => ({ call_id: "c1", inside: true })));
  });

  test("looks earlier when a round is due", async () => {
    await opened(call({ next_round_at: "2026-11-22T12:00:08.000Z" }));
    await timers.pass(8_000);
    expect(server.bodies("call")).toHaveLength(1);
  });

  test("comes by accepting, and not again by looking", async () => {
    server.on("accept", ok({ call: call({ my_role: "helper" }) }));
    await opened(call({ my_role: "invited", place: PLACE }), "invited");
    server.on("call", ok({ call: call({ my_role: "helper" }) }));
    await timers.pass(20_000);
    expect([server.bodies("accept").length, server.bodies("call").length]).toEqual([1, 1]);
  });

  test("lets staff in who ask themselves to come", async () => {
    const meeting = await opened(call({ my_role: "staff", place: PLACE }), "staff");
    server.on("invite", ok({ call: call({ rev: 5, my_role: "invited", place: PLACE }) }));
    server.on("accept", ok({ call: call({ rev: 6, my_role: "helper" }) }));
    await meeting.act("invite", { person: "kim" });
    await settle();
    expect([server.bodies("accept").length, meeting.url]).toEqual([1, URL]);
  });

  test("tries to come again while the server is away", async () => {
    server.on("accept", "down", ok({ call: call({ my_role: "helper" }) }));
    server.on("call", ok({ call: call({ my_role: "helper" }) }));
    const meeting = meetingOf("invited");
    const started = meeting.start(call({ my_role: "invited", place: PLACE }));
    await settle();
    expect([meeting.unreachable, meeting.url]).toEqual([true, ""]);
    await timers.pass(2_000);
    await started;
    expect([meeting.unreachable, meeting.url]).toEqual([false, URL]);
  });

  test("ends where the room is full", async () => {
    server.on("accept", refusal(409, "call-full"));
    const meeting = await opened(call({ my_role: "invited", place: PLACE }), "invited");
    expect(meeting.end?.why).toBe("full");
    expect(unmarked(statusOfMeeting(texts, meeting).text)).toBe("Enough helpers are already there. Thank you for coming.");
  });

  test("enters no room of the chat", async () => {
    await opened();
    wire.last.events.opened();
    await timers.pass(60_000);
    expect(wire.last.all("presence").filter((stanza) => stanza.attrs["to"])).toEqual([]);
  });

  test("takes news at once, and what is no news not at all", async () => {
    await opened(call({ rev: 3 }));
    wire.last.events.opened();
    await settle();
    const before = server.bodies("call").length;
    await notice(3);
    expect(server.bodies("call")).toHaveLength(before);
    await notice(4);
    expect(server.bodies("call")).toHaveLength(before + 1);
  });

  test("goes on looking while the chat is away, and says when the server is", async () => {
    const meeting = await opened();
    wire.last.fail("lost");
    await timers.pass(20_000);
    expect([server.bodies("call").length, meeting.unreachable]).toEqual([1, false]);
    server.on("call", "down", ok({ call: call() }));
    await timers.pass(20_000);
    expect(statusOfMeeting(texts, meeting)).toMatchObject({
      text: "We can't reach the server. Who is in the video room can stay.",
      tone: "trouble",
    });
    await timers.pass(20_000);
    expect(meeting.unreachable).toBe(false);
  });

  test("shows nobody the way once it is over, and looks no more", async () => {
    const meeting = await opened();
    expect(meeting.leave()).toEqual({ call_id: "c1" });
    await timers.pass(60_000);
    expect([meeting.url, meeting.end?.why, server.bodies("call").length]).toEqual(["", "left", 0]);
  });

  test("is over for who was taken out", async () => {
    const meeting = await opened();
    server.on("call", refusal(403, "not-in-call"));
    await timers.pass(20_000);
    expect([meeting.end?.why, meeting.url]).toEqual(["removed", ""]);
  });

  test("tells that its window closes, once the call is there", async () => {
    server.on("gone", ok({ call: call() }));
    meetingOf().gone();
    (await opened()).gone();
    expect(server.requests.filter(({ handler }) => handler === "gone").map(({ keepalive }) => keepalive)).toEqual([true]);
  });

  test("waits for a call that is being asked", async () => {
    server.on("call", refusal(404, "call-not-found"), ok({ call: call() }));
    const meeting = meetingOf();
    const started = meeting.start(null);
    await timers.pass(1_000);
    await started;
    expect(meeting.url).toBe(URL);
  });
});

describe("what it says", () => {
  test("to the asker while nobody came", async () => {
    const meeting = await opened(call({ invited: 2 }));
    expect(meeting.waiting).toBe(true);
    expect(unmarked(statusOfMeeting(texts, meeting).text)).toBe("2 helpers were asked");
    const waited = await opened(call({ invited: 2, exhausted: true }));
    expect(unmarked(statusOfMeeting(texts, waited).text)).toBe("Everyone we could ask was asked");
    expect(unmarked(statusOfMeeting(texts, await opened(call({ invited: 0 }))).text)).toBe("Nobody who can help is around right now");
  });

  test("to the asker when somebody came, and left", async () => {
    const came = await opened(call({ state: "answered", helpers: ["Omar", "Ada"] }));
    expect([came.waiting, unmarked(statusOfMeeting(texts, came).text)]).toEqual([false, "Omar and Ada are here. Meet in the video room"]);
    server.on("people", ok({ people: [person("lina", "asker"), person("Omar", "left")] }));
    expect(unmarked(statusOfMeeting(texts, await opened(call({ next_round_at: "2026-11-22T12:01:20.000Z" }))).text)).toBe("Omar left. We ask others again");
  });

  test("to the asker whose fellow is there", async () => {
    server.on("people", ok({ people: [person("lina", "asker"), person("Eve", "fellow")] }));
    expect(unmarked(statusOfMeeting(texts, await opened()).text)).toContain("Eve is here");
  });

  test.each([
    [{}, "Meet Lina in the video room"],
    [{ solved: true }, "Lina marked this as solved"],
    [{ asker_left: true }, "Lina left. You can leave too."],
  ])("to a helper, of %j", async (values, sentence) => {
    const shown = call({ my_role: "helper", asker: { name: "Lina", image_url: "" }, ...values });
    server.on("accept", ok({ call: shown }));
    expect(unmarked(statusOfMeeting(texts, await opened(shown, "helper")).text)).toBe(sentence);
  });

  test("to staff, who are not told the way", async () => {
    const meeting = await opened(call({ my_role: "staff", place: PLACE }), "staff");
    expect(unmarked(statusOfMeeting(texts, meeting).text)).toBe("You are not part of this conversation");
    expect(meeting.url).toBe("");
  });

  test.each([
    [{ state: "closed" as const }, "Your question is closed."],
    [{ state: "closed" as const, solved: true }, "This question is solved and closed."],
    [{ left_for_staff: true }, "Your question is kept for the teachers. You find their answer where you asked it."],
  ])("at the end, of %j, without a word of a log", async (values, sentence) => {
    expect(statusOfMeeting(texts, await opened(call(values)))).toMatchObject({ text: sentence, tone: "over" });
  });

  test("before somebody is removed: that a link cannot be taken back", () => {
    const words = wordsOfMeeting(texts, { kind: "remove", jid: "omar@chat.test", name: "Omar" }, "video room");
    expect(unmarked(words.heading)).toBe("Remove Omar?");
    expect(words.text).toContain("Who knows the link already can still use it.");
    for (const kind of ["leave", "invite", "solved"] as const) expect(wordsOfMeeting(texts, { kind }, "video room").text).not.toMatch(/log|said/);
  });
});
