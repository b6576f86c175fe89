// @vitest-environment happy-dom
import { render } from "lit";
import { describe, expect, test } from "vitest";
import { barWords, renderBar, whenEnds } from "../../src/shared/bar-view";
import { Texts } from "../../src/shared/texts";
import type { Bar } from "../../src/shared/wire";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const HOUR = 3_600_000;

function bar(values: Partial<Bar> = {}): Bar {
  return { doing: "asking", until: null, words: "Read <b>this</b> first.\nThen ask.", ...values };
}

describe("a bar", () => {
  test.each([
    [bar(), "You can't ask questions in this course for now."],
    [bar({ doing: "helping" }), "You can't help in this course for now."],
    [bar({ until: new Date(NOW + HOUR).toISOString() }), `You can't ask questions in this course until ${whenEnds("en", NOW + HOUR, NOW)}.`],
    [bar({ doing: "helping", until: new Date(NOW + HOUR).toISOString() }), `You can't help in this course until ${whenEnds("en", NOW + HOUR, NOW)}.`],
  ])("%j is said in a sentence", (one, sentence) => {
    expect(barWords(new Texts(), one, NOW)).toBe(sentence);
  });

  test("ends at a time of today, on a weekday, or on a date", () => {
    expect(whenEnds("en", NOW + HOUR, NOW)).toMatch(/^\d\d:00 [AP]M$/);
    expect(whenEnds("en", NOW + 48 * HOUR, NOW)).toMatch(/^Wednesday/);
    expect(whenEnds("en", NOW + 48 * HOUR, NOW)).not.toContain("25");
    expect(whenEnds("en", NOW + 8 * 24 * HOUR, NOW)).toContain("December 1");
  });

  test("shows the teachers' words as words", () => {
    const place = document.createElement("div");
    render(renderBar(new Texts(), bar(), NOW), place);
    expect(place.querySelector(".barred-words")?.textContent).toBe("Read <b>this</b> first.\nThen ask.");
  });
});
