import { describe, expect, test } from "vitest";
import { endOf } from "../../src/room/end";
import { seldom } from "../../src/room/seldom-words";
import { type Situation, statusOf } from "../../src/room/status";
import { countdown, details } from "../../src/room/status-details";
import { usualWait } from "../../src/room/waiting/usual-wait";
import { Clock } from "../../src/shared/clock";
import { Texts, unmarked } from "../../src/shared/texts";
import { callWith, TurnedTimers } from "../doubles";

const texts = new Texts({}, "en");
const lina = { name: "Lina", asker: true };
const omar = { name: "Omar", asker: false };
const later = "2026-11-22T12:01:20.000Z";

function line(values: Partial<Situation>): string {
  return status(values).text;
}

function status(values: Partial<Situation>): ReturnType<typeof statusOf> {
  const found = statusOf(texts, situation(values), seldom);
  return { ...found, text: unmarked(found.text) };
}

function situation(values: Partial<Situation>): Situation {
  return {
    role: "asker",
    call: callWith(),
    end: null,
    link: "online",
    room: "inside",
    chatDown: false,
    others: [],
    leftLast: "",
    ...values,
  };
}

describe("the status line of anybody", () => {
  test.each(["asker", "helper"] as const)("tells %s to log in, and who took over", (role) => {
    expect(status({ role, loggedOut: true })).toMatchObject({
      text: "Log in again in another tab. This window goes on then.",
      tone: "trouble",
    });
    expect(line({ role, end: { why: "stranger", sentence: "" } })).toMatch(/^Somebody else is logged in/);
  });
});

describe("the asker's status line", () => {
  test("before the call is there", () => {
    expect(line({ call: null, link: "idle", room: "outside" })).toBe("Sending your question…");
  });

  test("while the first round is being chosen", () => {
    expect(line({ call: callWith({ invited: 0, room: null }), room: "outside" })).toBe("Finding helpers…");
  });

  test("while a round runs, whether another follows or none", () => {
    expect(line({ call: callWith({ round: 1, rounds: 3, next_round_at: later, next_size: 6 }) })).toBe("3 helpers were asked");
    expect(line({ call: callWith({ invited: 1, next_round_at: later }) })).toBe("1 helper was asked");
    expect(line({ call: callWith({ seen: 2 }) })).toBe("3 helpers were asked");
  });

  test("is that helpers are being found until its words are loaded", () => {
    expect(statusOf(texts, situation({}), null).text).toBe("Finding helpers…");
  });

  test("is calm until the last wait is over: never at once that everyone was asked", () => {
    expect(line({ call: callWith() })).toBe("3 helpers were asked");
    expect(line({ call: callWith({ round: 2, rounds: 3, exhausted: true }) })).toBe("Everyone we could ask was asked");
    expect(line({ call: callWith({ declined: 3 }) })).toBe("3 helpers were asked");
    expect(line({ call: callWith({ declined: 3, exhausted: true }) })).toBe("Nobody can come right now");
  });

  test("when nobody is around", () => {
    for (const exhausted of [false, true]) expect(line({ call: callWith({ invited: 0, exhausted }) })).toBe("Nobody who can help is around right now");
    expect(line({ call: callWith({ invited: 0, next_round_at: later }) })).toBe("Finding helpers…");
  });

  test("waits for a helper although somebody with the same question is there", () => {
    const fellow = { name: "Ada", asker: false, fellow: true };
    expect(line({ others: [fellow], call: callWith({ next_round_at: later }) })).toBe("3 helpers were asked. Ada is here");
    expect(status({ others: [fellow, omar] })).toMatchObject({ text: "Ada and Omar are here", tone: "good" });
  });

  test("when somebody is on the way", () => {
    expect(line({ call: callWith({ state: "answered", helpers: ["Omar"] }) })).toBe("Omar is coming");
    expect(line({ call: callWith({ helpers: ["Omar", "Ada"] }) })).toBe("Omar and Ada are coming");
  });

  test("when somebody is there", () => {
    expect(status({ others: [omar] })).toMatchObject({ text: "Omar is here", tone: "good" });
    expect(line({ others: [omar, { name: "Ada", asker: false }] })).toBe("Omar and Ada are here");
  });

  test("when the helper left", () => {
    expect(line({ leftLast: "Omar" })).toBe("Omar left");
    expect(line({ leftLast: "Omar", call: callWith({ exhausted: true }) })).toBe("Everyone we could ask was asked");
    expect(line({ leftLast: "Omar", call: callWith({ rounds: 2, next_round_at: later }) })).toBe("Omar left. We ask others again");
  });

  test("when it is solved", () => {
    expect(line({ call: callWith({ solved: true }), others: [omar] })).toBe("You marked this as solved");
    const lina = { name: "Lina", asker: true };
    expect(line({ role: "helper", room: "inside", call: callWith({ solved: true }), others: [lina] })).toBe("Lina marked this as solved");
  });

  test("when the chat or the server cannot be reached", () => {
    const trouble = status({ chatDown: true, room: "outside", link: "down" });
    expect(trouble.tone).toBe("trouble");
    expect(trouble.text).toBe("We can't reach the server. Your question is kept, and we try again.");
    expect(line({ chatDown: true, room: "outside", call: null })).toBe(trouble.text);
  });

  test("promises a helper nothing about a question that is not hers", () => {
    const text = line({ role: "helper", chatDown: true, room: "outside", link: "down" });
    expect(text).toBe("We can't reach the server. We try again.");
  });

  test("when the connection is lost", () => {
    expect(line({ link: "lost", room: "outside", chatDown: true })).toBe("No connection. What you write is kept and sent.");
    expect(line({ link: "conflict", room: "outside" })).toBe("Too many windows. What you write is kept.");
  });
});

describe("a helper's status line", () => {
  const helper = { role: "helper" as const, call: callWith({ my_role: "helper", asker: { name: "Lina", image_url: "" } }) };

  test("while the room opens", () => {
    expect(line({ ...helper, room: "joining" })).toBe("Opening the conversation…");
  });

  test("when she took the question back, or left", () => {
    const call = callWith({ my_role: "helper", asker: { name: "Lina", image_url: "" }, asker_left: true });
    expect(line({ role: "helper", call: { ...call, withdrawn: true } })).toBe("Lina took the question back. You can leave too.");
    expect(line({ role: "helper", call })).toBe("Lina left. You can leave too.");
  });

  test("when the asker is there or is not", () => {
    expect(line({ ...helper, others: [lina, omar] })).toBe("Lina and Omar are here");
    expect(line(helper)).toBe("Lina is away. What you write waits here.");
    expect(line({ ...helper, others: [omar] })).toBe("Lina is away. What you write waits here.");
  });

  test("when the asker left for good", () => {
    const call = { ...helper.call, asker_left: true };
    expect(line({ ...helper, call })).toBe("Lina left. You can leave too.");
    expect(line({ ...helper, call, others: [lina, omar] })).toBe("Lina left. You can leave too.");
  });
});

describe("the status line of a fellow, who has the same question", () => {
  const call = callWith({ my_role: "fellow", asker: { name: "Lina", image_url: "" } });
  const ada = { name: "Ada", asker: false, fellow: true };
  const told = (values: Partial<Situation>, changes: Partial<typeof call> = {}): string => line({ role: "fellow", ...values, call: { ...call, ...changes } });

  test("tells who is there, and whether help is", () => {
    expect(told({ others: [lina, omar] })).toBe("Lina and Omar are here");
    expect(told({ others: [lina, ada] })).toBe("Helpers were asked for you both");
    expect(told({ others: [lina] }, { helpers: ["Omar"] })).toBe("Omar is coming");
    expect(told({ others: [lina] }, { invited: 3, declined: 3 })).toBe("Nobody who can help is around right now");
    expect(told({ others: [lina] }, { invited: 0, next_round_at: later })).toMatch(/Helpers were asked/);
  });

  test("tells that the asker left, or has it", () => {
    expect(told({ others: [omar] }, { asker_left: true })).toBe("Omar is here");
    expect(told({ others: [ada] }, { asker_left: true })).toBe("Lina left. Ask a helper yourself.");
    expect(told({ others: [lina] }, { solved: true })).toBe("Lina marked this as solved");
  });

  test("promises nobody what is the asker's or a helper's, at the end neither", () => {
    const every = [{}, { invited: 0 }, { asker_left: true }, { solved: true }].map((changes) => told({}, changes));
    for (const text of every) expect(text).not.toMatch(/[Yy]our question|You asked|What you write waits|Thank you for coming/);
    expect(told({ end: { why: "over", sentence: "" } })).toBe("This conversation is closed. It is kept.");
  });

  test("is that of a conversation which opens until its words are loaded", () => {
    expect(statusOf(texts, situation({ role: "fellow", call, others: [lina] }), null).text).toBe("Opening the conversation…");
  });
});

describe("the status line of somebody who looks on", () => {
  test("says that staff are not part of it", () => {
    expect(line({ role: "staff", room: "refused", chatDown: true })).toBe("You are not part of this conversation");
  });
});

describe("the end", () => {
  const cases: [string, RegExp][] = [
    ["left", /^You left\./],
    ["removed", /^You were taken out/],
    ["over", /^Your question is closed\./],
    ["kept", /^Your question is kept for the teachers\./],
    ["solved", /solved and closed/],
    ["full", /^Enough helpers/],
    ["nothing", /^We did not get a question/],
    ["other-call", /^You already have an open question/],
  ];

  test.each(cases)("by %s has its sentence, whatever else is the matter", (why, sentence) => {
    const found = status({ end: { why, sentence: "" }, link: "lost", chatDown: true });
    expect(found.text).toMatch(sentence);
    expect(found.tone).toBe("over");
  });

  test("is told to each as it is for them, and to nobody before its words are loaded", () => {
    const over = (role: Situation["role"]): string => line({ role, end: { why: "over", sentence: "" } });
    expect((["asker", "helper", "staff"] as const).map(over)).toEqual([
      "Your question is closed. The conversation is kept.",
      "This question is closed. Thank you for coming.",
      "This conversation is closed. It is kept.",
    ]);
    expect(statusOf(texts, situation({ end: { why: "over", sentence: "" } }), null)).toEqual({ text: "", tone: "over" });
  });

  test("by the staff says who closed it, and why", () => {
    const call = callWith({ state: "closed", stopped: { by: "Ada", reason: "It is in the lecture." } });
    const found = line({ call, role: "helper", end: { why: "stopped", sentence: "" } });
    expect(found).toBe("Ada of the course's staff closed this: “It is in the lecture.” The conversation is kept.");
    expect([endOf(call), endOf(callWith({ state: "closed", solved: true }))]).toEqual(["stopped", "solved"]);
  });

  test("by refusal says what the server said", () => {
    expect(line({ end: { why: "refused", sentence: "You are not part of this question." } })).toBe("You are not part of this question.");
  });
});

describe("what stands behind the status line", () => {
  const rest = ["Whoever comes on duty is asked at once.", "You can wait, or leave your question for the teachers."];

  test.each([
    ["nothing while it is asked", callWith(), []],
    ["who has seen it", callWith({ seen: 2 }), ["2 helpers have seen your question."]],
    ["one who has", callWith({ seen: 1 }), ["1 helper has seen your question."]],
    ["what comes where nobody is around", callWith({ invited: 0 }), rest.slice(0, 1)],
    ["nothing before the room is there", callWith({ invited: 0, room: null }), []],
    ["what is left where nobody ever was", callWith({ invited: 0, exhausted: true }), rest],
    ["that all have seen it", callWith({ seen: 3 }), ["Everyone who was asked has seen your question."]],
    ["what is left when all were asked", callWith({ seen: 1, exhausted: true }), ["1 helper has seen your question.", ...rest]],
  ])("is %s", (_what, call, words) => {
    expect(details(texts, call)).toEqual(words);
  });
});

describe("the countdown", () => {
  const due = (at: number, next_size: number | null = null): string => countdown(texts, callWith({ next_round_at: new Date(at).toISOString(), next_size }), 0);

  test("is nothing where no round follows, however many did", () => {
    expect(countdown(texts, callWith(), 0)).toBe("");
    expect(countdown(texts, callWith({ round: 5, rounds: 2, next_round_at: later }), Date.parse(later))).toBe("We are asking more helpers now.");
  });

  test("is in minutes and seconds, and never negative", () => {
    expect(due(80_000)).toBe("In 1:20 we ask more.");
    expect(due(9_001)).toBe("In 0:10 we ask more.");
    expect(due(-1)).toBe("We are asking more helpers now.");
  });

  test("tells how many are asked then, where that is known", () => {
    expect(due(80_000, 6)).toBe("In 1:20 we ask 6 more.");
    expect(due(80_000, 1)).toBe("In 1:20 we ask 1 more.");
  });

  test("is right on a clock that is wrong by hours, from the first answer on", () => {
    const timers = new TurnedTimers();
    timers.time += 7 * 3_600_000;
    const clock = new Clock(timers);
    clock.learn("2026-11-22T12:00:00.000Z");
    const next = callWith({ next_round_at: later, next_size: 6 });
    expect(countdown(texts, next, clock.now())).toBe("In 1:20 we ask 6 more.");
    timers.time += 30_000;
    expect(countdown(texts, next, clock.now())).toBe("In 0:50 we ask 6 more.");
  });
});

test("the usual wait is told in round words, and not where it is not known", () => {
  const told = [null, undefined, Number.NaN, 0, 24, 30, 62, 100, 600, 4_000].map((seconds) => usualWait(texts, seconds));
  expect(told).toEqual([
    "",
    "",
    "",
    "Here the first helper usually comes within half a minute.",
    "Here the first helper usually comes within half a minute.",
    "Here the first helper usually comes after about half a minute.",
    "Here the first helper usually comes after about a minute.",
    "Here the first helper usually comes after about 2 minutes.",
    "Here the first helper usually comes after about 10 minutes.",
    "Here it usually takes more than an hour until the first helper comes.",
  ]);
});
