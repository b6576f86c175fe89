// @vitest-environment happy-dom
/** Who closed the window of a talk without a word is asked once more, where she asks; put away with one click. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FeedbackQuestions } from "../../src/shared/feedback/feedback-view";
import type { LobbyParts } from "../../src/lobby/lobby-parts";
import { makeUnfinished } from "../../src/lobby/unfinished-entry";
import type { UnfinishedTalk } from "../../src/lobby/unfinished-view";
import { Signal } from "../../src/shared/signal";
import type { Call, Unfinished } from "../../src/shared/wire";
import { callWith, FakeServer, settle, TurnedTimers } from "../doubles";
import { shown, words } from "../element-fixtures";

const TALK: Unfinished = { call_id: "c1", question: "Why is it zero?\nI tried.", helped_wanted: true, quote_wanted: true, asked_to_quote: false };
const OTHER: Unfinished = { ...TALK, call_id: "c2", question: "And now?", helped_wanted: false };

let server: FakeServer;
let asking: { call: Call | null; unfinished: Unfinished[] | null; changed: Signal };

beforeEach(() => {
  localStorage.clear();
  server = new FakeServer(new TurnedTimers()).on("feedback", { status: 200, body: {} });
  asking = { call: null, unfinished: null, changed: new Signal() };
});

afterEach(() => document.body.replaceChildren());

async function card(...unfinished: Unfinished[]): Promise<UnfinishedTalk> {
  const data = { person: "lina", texts: {}, language: "en", unfinished };
  const parts = { data, handlers: server.handlers(), asking } as unknown as LobbyParts;
  return shown(makeUnfinished(parts) as UnfinishedTalk);
}

function questions(element: UnfinishedTalk): FeedbackQuestions {
  return element.renderRoot.querySelector("chatxblock-feedback") as FeedbackQuestions;
}

async function click(element: UnfinishedTalk | FeedbackQuestions, label: string): Promise<void> {
  const button = [...element.renderRoot.querySelectorAll("button")].find((one) => one.textContent?.trim() === label);
  if (!button) throw new Error(`no button ${label}`);
  button.click();
  await settle();
}

async function look(unfinished: Unfinished[]): Promise<void> {
  asking.unfinished = unfinished;
  asking.changed.emit();
  await settle();
}

test("asks of the talk what is wanted, with nothing chosen", async () => {
  const element = await card(TALK);
  expect(element.slot).toBe("answers");
  expect(element.renderRoot.querySelector("blockquote")?.textContent).toBe(TALK.question);
  expect(words(questions(element), "strong")).toEqual(["Did this help?", "May others read what you said or sent, without your name?"]);
  expect(questions(element).renderRoot.querySelector('[aria-pressed="true"]')).toBeNull();
});

test("lays out what is in the question", async () => {
  const element = await card({ ...TALK, question: "What is $A^{-1}$?" });
  expect(words(element, "blockquote chatxblock-inline")).toEqual(["What is $A^{-1}$?"]);
});

test("is put away by Not now, which the server is told, and does not come back by a look that was on its way", async () => {
  const element = await card(TALK);
  await click(element, "Not now");
  expect(server.bodies("feedback")).toEqual([{ call_id: "c1", helped: null, quote_me: null }]);
  await look([TALK]);
  expect(element.renderRoot.querySelector("section")).toBeNull();
  await look([OTHER]);
  expect(words(element, "blockquote")).toEqual(["And now?"]);
  expect(words(questions(element), "strong")).toEqual(["May others read what you said or sent, without your name?"]);
});

test("an answer counts at once, and stays before her until she is done", async () => {
  const element = await card(TALK);
  await click(questions(element), "A little");
  await look([]);
  expect(server.bodies("feedback")).toEqual([{ call_id: "c1", helped: "a-little", quote_me: null }]);
  expect(words(element, "button")).toEqual(["Done"]);
  await click(element, "Done");
  expect(element.renderRoot.querySelector("section")).toBeNull();
  expect(server.requests).toHaveLength(1);
});

test("never stands beside her open question", async () => {
  asking.call = callWith();
  const element = await card(TALK);
  expect(element.renderRoot.querySelector("section")).toBeNull();
});

test("goes when it was answered somewhere else", async () => {
  const element = await card(TALK);
  await look([]);
  expect(element.renderRoot.querySelector("section")).toBeNull();
});

test("what she said in the talk's own window and did not arrive is sent, and not asked again", async () => {
  const kept = { text: JSON.stringify({ helped: "no", quote_me: true }), id: "" };
  localStorage.setItem("chatxblock:draft:lina:feedback:c1", JSON.stringify(kept));
  const element = await card(TALK);
  await settle();
  expect(element.renderRoot.querySelector("section")).toBeNull();
  expect(server.bodies("feedback")).toEqual([{ call_id: "c1", helped: "no", quote_me: true }]);
});

test("says so where somebody would like to use her words", async () => {
  const element = await card({ ...OTHER, asked_to_quote: true });
  expect(words(questions(element), "#hint")).toEqual(["Somebody writes down what was learned and would like to use your words."]);
});
