// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CandidacyCard } from "../../src/lobby/candidacy-view";
import { Signal } from "../../src/shared/signal";
import type { Candidacy } from "../../src/shared/wire";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../doubles";

customElements.define("chatxblock-candidacy", CandidacyCard);

let server: FakeServer;
let asking: { changed: Signal; candidacy: Candidacy | null | undefined };

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
  server.on("helper", ok({}));
  asking = { changed: new Signal(), candidacy: undefined };
});

afterEach(() => document.body.replaceChildren());

async function shown(values: Partial<Candidacy> = {}): Promise<CandidacyCard> {
  const candidacy = { unit: "u1", reason: "points", percent: 90, window_url: "/inbox", ...values };
  const element = document.createElement("chatxblock-candidacy") as CandidacyCard;
  document.body.append(Object.assign(element, { first: candidacy, asking, handlers: server.handlers(), helperPageUrl: "/own" }));
  return updated(element);
}

async function updated(element: CandidacyCard): Promise<CandidacyCard> {
  await settle();
  await element.updateComplete;
  return element;
}

function words(element: CandidacyCard, selector: string): string {
  return (element.renderRoot.querySelector(selector)?.textContent ?? "").replace(/\s+/g, " ").trim();
}

async function click(element: CandidacyCard, label: string): Promise<void> {
  const found = [...element.renderRoot.querySelectorAll("button")].find((one) => one.textContent?.trim() === label);
  if (!found) throw new Error(`no ${label}`);
  found.click();
  await updated(element);
}

describe("the invitation to help in a unit", () => {
  test.each([
    ["points", 90, "You have 90 % of the points here."],
    ["completed", null, "You have completed this unit."],
    ["thanks", null, "Others in this course have thanked you for your help."],
    ["group", null, "Your group may help others here."],
    ["far", null, "You are far enough here to help others."],
  ] as const)("says why: %s", async (reason, percent, sentence) => {
    expect(words(await shown({ reason, percent }), "[role=status]")).toBe(sentence);
  });

  test("yes is yes to the course and to the unit, and leads to the questions", async () => {
    const element = await shown();
    await click(element, "Yes");
    expect(server.requests.map(({ handler, body }) => [handler, body])).toEqual([["helper", { helps: true, units: { u1: true } }]]);
    expect(words(element, "[role=status]")).toContain("Thank you.");
    expect(words(element, "a")).toBe("Questions for you");
    expect(element.renderRoot.querySelectorAll("button")).toHaveLength(0);
  });

  test("no is about the unit alone", async () => {
    const element = await shown();
    await click(element, "No, thanks");
    expect(server.requests.map(({ handler, body }) => [handler, body])).toEqual([["helper", { units: { u1: false } }]]);
    expect(words(element, "[role=status]")).toBe("All right, we don't ask you about this unit.");
    expect(words(element, "a")).toBe("Helping others");
  });

  test("what is refused is said, and can be tried again", async () => {
    server.on("helper", refusal(403, "not-eligible"));
    const element = await shown();
    await click(element, "Yes");
    expect(words(element, "[role=alert]")).toBe("Sentence of not-eligible.");
    server.on("helper", ok({}));
    await click(element, "Yes");
    expect(words(element, "[role=status]")).toContain("Thank you.");
  });

  test("goes where it was answered in another window or holds no more, and stays where she has just answered", async () => {
    const element = await shown();
    asking.candidacy = null;
    asking.changed.emit();
    await updated(element);
    expect(element.renderRoot.querySelector("section")).toBeNull();
    asking.candidacy = { unit: "u2", reason: "completed", percent: null, window_url: "/later" };
    asking.changed.emit();
    await updated(element);
    await click(element, "Yes");
    expect(server.bodies("helper")).toEqual([{ helps: true, units: { u2: true } }]);
    asking.candidacy = null;
    asking.changed.emit();
    await updated(element);
    expect(words(element, "[role=status]")).toContain("Thank you.");
    expect(element.renderRoot.querySelector("a")?.getAttribute("href")).toContain("/later");
  });
});
