// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { HandlerError } from "../src/chat/handlers";
import type { LeftQuestion } from "../src/chat/types";
import { LeftQuestions } from "../src/ui/left-questions";
import { settle } from "./doubles";

customElements.define("chatxblock-left", LeftQuestions);

afterEach(() => document.body.replaceChildren());

const left = (id: string, values: Partial<LeftQuestion> = {}): LeftQuestion => ({
  call_id: id,
  question: `Why <i>${id}</i>?`,
  context: { usage_key: "u", title: "Unit 3", url: "http://lms/unit" },
  asker: { name: "Lina", image_url: "" },
  asked_at: "2026-11-22T11:00:00.000Z",
  answer: null,
  ...values,
});

const given: [string, string][] = [];

async function shown(all: LeftQuestion[], trouble: HandlerError | null = null): Promise<LeftQuestions> {
  given.length = 0;
  const answer = async (id: string, text: string): Promise<void> => {
    given.push([id, text]);
    if (trouble) throw trouble;
  };
  const element = document.createElement("chatxblock-left") as LeftQuestions;
  const now = Date.parse("2026-11-22T12:00:00.000Z");
  document.body.append(Object.assign(element, { left: all, now, answer }));
  await element.updateComplete;
  return element;
}

function words(element: LeftQuestions, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll(selector)].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
}

async function submit(element: LeftQuestions, text: string): Promise<void> {
  const box = element.renderRoot.querySelector("textarea");
  if (box) box.value = text;
  element.renderRoot.querySelector("form")?.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  await settle();
  await element.updateComplete;
}

describe("questions that were left for the teachers", () => {
  test("are nothing to see where there are none", async () => {
    expect((await shown([])).renderRoot.querySelector("section")).toBeNull();
  });

  test("are shown as they were typed, with who asked, when and where", async () => {
    const element = await shown([left("c1"), left("c2", { context: { usage_key: "u", title: "", url: "javascript:1" } })]);
    expect(words(element, "li p.words")).toEqual(["Why <i>c1</i>?", "Why <i>c2</i>?"]);
    expect(words(element, "li p.quiet")).toEqual(["Lina · 1 hour ago · Unit 3", "Lina · 1 hour ago"]);
    expect(words(element, "label")[0]).toBe("Your answer to Lina");
  });

  test("are answered, and go at once", async () => {
    const element = await shown([left("c1"), left("c2")]);
    await submit(element, " Because.\n ");
    expect(given).toEqual([["c1", "Because."]]);
    expect(words(element, "li p.words")).toEqual(["Why <i>c2</i>?"]);
    expect(words(element, "[role=status]")).toEqual(["Lina finds your answer where the question was asked."]);
    await submit(element, "So.");
    expect(words(element, "li")).toEqual([]);
    expect(words(element, "h3")).toEqual(["Left for the teachers"]);
  });

  test("are not answered by nothing", async () => {
    const element = await shown([left("c1")]);
    await submit(element, "  ");
    expect([given, words(element, "[role=alert]")]).toEqual([[], ["Write an answer first."]]);
  });

  test.each([
    [new HandlerError(0, "network", ""), "That did not get through. Your answer is still here: try again in a moment."],
    [new HandlerError(400, "bad-input", "This answer is too long."), "This answer is too long."],
  ])("keep the answer when the server does not take it", async (trouble, sentence) => {
    const element = await shown([left("c1")], trouble);
    await submit(element, "Because.");
    expect(words(element, "[role=alert]")).toEqual([sentence]);
    expect(element.renderRoot.querySelector("textarea")?.value).toBe("Because.");
    expect(element.renderRoot.querySelector("textarea")?.readOnly).toBe(false);
  });
});
