import { describe, expect, it } from "vitest";
import { Texts } from "../../src/shared/texts";
import { planWords, readPlan, writePlan } from "../../src/studio/plan";

const texts = new Texts();

describe("a plan of rounds", () => {
  it("is read in every unit that the server reads, and written in seconds", () => {
    const rounds = readPlan("3 peers 60s\n\n 6  Listed 2m\n10 everyone 1h\n1 staff 5");
    expect(rounds?.map(({ size, pool, wait }) => [size, pool, wait])).toEqual([["3", "peers", "60"], ["6", "listed", "120"], ["10", "everyone", "3600"], ["1", "staff", "5"]]);
    expect(writePlan(rounds ?? [])).toBe("3 peers 60s\n6 listed 120s\n10 everyone 3600s\n1 staff 5s");
  });

  it.each(["3 friends 60s", "peers 60s", "3 60s", "three peers 60s"])("that cannot be read stays as it was typed: %s", (text) => {
    expect(readPlan(text)).toBeNull();
  });

  it("is a sentence with the time that has passed by then", () => {
    expect(planWords(texts, readPlan("3 peers 20s\n8 listed 30s\n10 everyone 120s") ?? [])).toBe(
      "3 fellow learners; after 20 seconds 8 of your list; after 50 seconds 10 of everybody in the course; then as many again every 2 minutes, until somebody comes.",
    );
    expect(planWords(texts, readPlan("1 peers 60s") ?? [])).toBe("1 fellow learner; then as many again every 60 seconds, until somebody comes.");
  });

  it("is no sentence while a number is missing or none", () => {
    expect(planWords(texts, [])).toBe("");
    expect(planWords(texts, [{ size: "", pool: "peers", wait: "60" }])).toBe("");
    expect(planWords(texts, [{ size: "3", pool: "peers", wait: "soon" }])).toBe("");
  });
});
