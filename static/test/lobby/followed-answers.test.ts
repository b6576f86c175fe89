// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FollowedAnswers } from "../../src/lobby/followed-answers-view";
import { Signal } from "../../src/shared/signal";
import type { FollowedAnswer } from "../../src/shared/wire";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../doubles";

customElements.define("chatxblock-followed", FollowedAnswers);

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
  server.on("resource_helped", ok({ helped: 1, helped_me: true })).on("followed_read", ok({}));
});

afterEach(() => document.body.replaceChildren());

const answer = (id: string, values: Partial<FollowedAnswer> = {}): FollowedAnswer => ({
  call_id: id,
  question: "matrix wont <b>invert</b>",
  resource_id: `r-${id}`,
  title: "Why is it not invertible?",
  answer: "Its determinant is zero.",
  url: `/resource/${id}`,
  ...values,
});

async function shown(all: FollowedAnswer[], asking?: object): Promise<FollowedAnswers> {
  const element = document.createElement("chatxblock-followed") as FollowedAnswers;
  document.body.append(Object.assign(element, { answers: all, handlers: server.handlers(), asking }));
  return updated(element);
}

async function updated(element: FollowedAnswers): Promise<FollowedAnswers> {
  await settle();
  await element.updateComplete;
  return element;
}

function words(element: FollowedAnswers, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll(selector)].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
}

async function click(element: FollowedAnswers, label: string): Promise<void> {
  const found = [...element.renderRoot.querySelectorAll("button")].find((one) => one.textContent?.trim() === label);
  if (!found) throw new Error(`no ${label}`);
  found.click();
  await updated(element);
}

describe("answers to what she follows", () => {
  test("say what was answered, as it was written, with the way there", async () => {
    const element = await shown([answer("c1"), answer("c2", { question: "Why is it not invertible?", url: "javascript:1" })]);
    expect(words(element, "h2")).toEqual(["Answered: Why is it not invertible?", "Answered: Why is it not invertible?"]);
    expect(words(element, "blockquote")).toEqual(["matrix wont <b>invert</b>"]);
    expect(words(element, ".answer")).toEqual(["Its determinant is zero.", "Its determinant is zero."]);
    expect([...element.renderRoot.querySelectorAll("a")].map((one) => one.getAttribute("href"))).toEqual([new URL("/resource/c1", document.baseURI).href]);
    expect(words(element, "[role=status]")).toEqual(["Answered: Why is it not invertible? Answered: Why is it not invertible?"]);
  });

  test("are thanked for with what she had asked, and go", async () => {
    const element = await shown([answer("c1"), answer("c2")]);
    await click(element, "It helped");
    expect(server.bodies("resource_helped")).toEqual([{ resource_id: "r-c1", question: "matrix wont <b>invert</b>" }]);
    expect(server.bodies("followed_read")).toEqual([{ call_id: "c1" }]);
    expect(words(element, "h2")).toHaveLength(1);
    expect(words(element, "[role=status]")[0]).toMatch(/^Thank you\. Others find it more easily now\./);
  });

  test("are put away without a word", async () => {
    const element = await shown([answer("c1")]);
    await click(element, "Put it away");
    expect([server.bodies("resource_helped"), server.bodies("followed_read")]).toEqual([[], [{ call_id: "c1" }]]);
    expect([element.renderRoot.querySelector("section"), words(element, "[role=status]")]).toEqual([null, [""]]);
  });

  test("stay while the server does not hear it, and go where it is hidden by now", async () => {
    server.on("resource_helped", "down", refusal(404, "resource-not-found"));
    const element = await shown([answer("c1")]);
    await click(element, "It helped");
    expect(words(element, "[role=alert]")).toEqual(["That did not get through. Try again in a moment."]);
    await click(element, "It helped");
    expect(words(element, "h2")).toEqual([]);
  });

  test("that come while the page is open are shown, and one that was put away does not come back", async () => {
    const asking = { followed: undefined as FollowedAnswer[] | undefined, changed: new Signal() };
    const element = await shown([], asking);
    asking.followed = [answer("c1")];
    asking.changed.emit();
    await updated(element);
    expect(words(element, "h2")).toHaveLength(1);
    await click(element, "Put it away");
    asking.changed.emit();
    await updated(element);
    expect(words(element, "h2")).toEqual([]);
  });
});
