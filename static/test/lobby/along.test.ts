// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Along } from "../../src/lobby/along";
import { AlongView } from "../../src/lobby/along-view";
import { Asking } from "../../src/lobby/asking";
import { Marking } from "../../src/lobby/browser-marking";
import { Drafts } from "../../src/shared/drafts";
import { Texts } from "../../src/shared/texts";
import { callWith, counter, FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";
import { find, shown, words } from "../element-fixtures";

customElements.define("chatxblock-along", AlongView);

const EXERCISES = [
  { key: "one", title: "Rows", text: "What is det A?", answer: "5" },
  { key: "two", title: "", text: "And of B?", answer: "" },
];

let server: FakeServer;
let storage: MemoryStorage;
let timers: TurnedTimers;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers);
  storage = new MemoryStorage();
  server.on("exercises", ok({ exercises: EXERCISES }));
});

afterEach(() => document.body.replaceChildren());

function asking(): Asking {
  const opens = { newId: counter("c"), openWindow: () => true, announce: () => undefined };
  return new Asking({ handlers: server.handlers(), drafts: new Drafts(storage, "lina"), place: "page", limit: 100, ...opens }, null);
}

describe("what goes with a question", () => {
  test("is nothing until she says so, and goes with it once", async () => {
    server.on("ask", ok({ call: callWith({ id: "c1" }) }, 201));
    const one = asking();
    const along = new Along(server.handlers(), one);
    await along.show();
    expect(one.along).toBeNull();
    one.type("why?");
    along.mark("  rows of A ", "two");
    await settle();
    along.choose(EXERCISES[0] ?? null);
    along.answerToo("5");
    expect([along.chosen?.key, along.open]).toEqual(["one", true]);
    const context = { excerpt: "rows of A", exercise: "What is det A?", last_answer: "5" };
    one.ask();
    expect(new Drafts(storage, "lina").loadAsked("c1")).toEqual({ question: "why?", read: [], context });
    await settle();
    expect(server.bodies("ask")).toEqual([{ request_id: "c1", question: "why?", read: [], context }]);
    expect(one.along).toBeNull();
  });

  test("is kept from one visit to the next, and another exercise takes the answer away", async () => {
    const along = new Along(server.handlers(), asking());
    await along.show();
    along.choose(EXERCISES[0] ?? null);
    along.answerToo("5");
    const again = asking();
    expect(again.along).toEqual({ exercise: "What is det A?", last_answer: "5" });
    const later = new Along(server.handlers(), again);
    expect([later.open, later.chosen]).toEqual([true, undefined]);
    await later.show();
    expect(later.chosen?.key).toBe("one");
    later.choose(EXERCISES[1] ?? null);
    expect(again.along).toEqual({ exercise: "And of B?" });
    later.drop();
    expect([again.along, later.open]).toEqual([null, false]);
    expect(asking().along).toBeNull();
  });

  test("is cut where it is long, by characters as people count them", () => {
    const one = asking();
    new Along(server.handlers(), one).mark("😀".repeat(600), "");
    expect([...(one.along?.excerpt ?? "")]).toHaveLength(500);
    expect(one.along?.excerpt?.endsWith("😀…")).toBe(true);
  });

  test("what cannot be had is told, can be tried again, and takes nothing away", async () => {
    server.on("exercises", refusal(503, "busy"));
    const one = asking();
    const along = new Along(server.handlers(), one);
    along.mark("rows", "");
    await settle();
    expect([along.failure !== null, one.along]).toEqual([true, { excerpt: "rows" }]);
    server.on("exercises", ok({ exercises: [] }));
    await along.show();
    expect([along.failure, along.exercises]).toEqual([null, []]);
  });

  test("is asked for anew each time she looks, as she may have answered since", async () => {
    const along = new Along(server.handlers(), asking());
    await along.show();
    server.on("exercises", ok({ exercises: [{ ...EXERCISES[0], answer: "0" }] }));
    await along.show();
    expect(along.exercises?.map(({ answer }) => answer)).toEqual(["0"]);
  });

  test("does not stay for the next question where this one had got through before the page was closed", async () => {
    const before = asking();
    before.type("why?", { excerpt: "rows" });
    server.on("ask", "down");
    before.ask();
    await settle();
    const again = asking();
    server.on("lobby", ok({ call: callWith({ id: "c1", question: "why?" }), around: null, answered: [], unfinished: [] }));
    await again.refresh();
    expect([again.call?.id, again.text, again.along]).toEqual(["c1", "", null]);
  });

  test("a question that was asked another way asks with nothing", async () => {
    server.on("ask", ok({ call: callWith({ id: "c1" }) }, 201));
    const one = asking();
    one.type("why?");
    one.ask();
    await settle();
    expect(server.bodies("ask")[0]).toEqual({ request_id: "c1", question: "why?", read: [], context: null });
  });
});

describe("its element", () => {
  async function element(): Promise<[AlongView, Asking, Marking]> {
    const one = asking();
    const made = document.createElement("chatxblock-along") as AlongView;
    const marking = new Marking(made, timers);
    Object.assign(made, { texts: new Texts(), along: new Along(server.handlers(), one), marking });
    return [await shown(made), one, marking];
  }

  async function press(made: AlongView, name: string): Promise<void> {
    const found = [...made.renderRoot.querySelectorAll("button")].find((one) => one.textContent?.trim().startsWith(name));
    if (!found) throw new Error(`no ${name}`);
    found.click();
    await settle();
    await made.updateComplete;
  }

  test("is one button at first, and shows each exercise before it goes", async () => {
    const [made, one] = await element();
    expect(words(made, "button")).toEqual(["Show where you are stuck"]);
    await press(made, "Show");
    expect(words(made, "label")).toEqual(["Send the exercise too: Rows", "Send the exercise too: 2"]);
    const box = find<HTMLInputElement>(made, "input");
    box.click();
    await made.updateComplete;
    expect(words(made, ".text")).toEqual(["What is det A?"]);
    expect(words(made, "label")[1]).toBe("Send your last answer too: 5");
    made.renderRoot.querySelectorAll("input")[1]?.click();
    expect(one.along).toEqual({ exercise: "What is det A?", last_answer: "5" });
    made.renderRoot.querySelectorAll("input")[1]?.click();
    expect(one.along).toEqual({ exercise: "What is det A?" });
    await press(made, "Send nothing along");
    expect([one.along, words(made, "button")]).toEqual([null, ["Show where you are stuck"]]);
  });

  test("offers what was marked, takes it, and lets it go", async () => {
    const [made, one, marking] = await element();
    marking.last = { words: "rows of A", key: "", x: 10, y: 10 };
    marking.changed.emit();
    await made.updateComplete;
    await press(made, "Ask about:");
    expect([one.along, words(made, ".marked .text"), marking.last]).toEqual([{ excerpt: "rows of A" }, ["rows of A"], null]);
    await press(made, "Remove");
    expect(one.along).toBeNull();
  });

  test("stays on the screen with its button beside what is marked", async () => {
    const [made, , marking] = await element();
    marking.mark = { words: "rows", key: "", x: 99_999, y: 99_999 };
    marking.changed.emit();
    await made.updateComplete;
    const { left, top } = find(made, ".about").style;
    expect(parseFloat(left)).toBeLessThan(innerWidth);
    expect(parseFloat(top)).toBeLessThan(innerHeight);
  });

  test("says what to do where there is no exercise, and how it failed", async () => {
    server.on("exercises", ok({ exercises: [] }));
    const [made] = await element();
    await press(made, "Show");
    expect(words(made, "p.quiet")[1]).toBe("There is no exercise in this unit that could be sent along.");
    document.body.replaceChildren();
    server.on("exercises", refusal(503, "busy"));
    const [other] = await element();
    await press(other, "Show");
    expect(words(other, "[role=alert]")[0]).toContain("Try again");
  });
});
