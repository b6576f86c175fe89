import { describe, expect, test } from "vitest";
import { asCode, asFormula, awaited, looksOtherwise } from "../../src/room/writing/marks";

/** A text with what is selected between brackets. */
function typed(text: string): { text: string; from: number; to: number } {
  const from = text.indexOf("[");
  const to = text.indexOf("]") - 1;
  return { text: text.replace(/[[\]]/g, ""), from, to };
}

function shown({ text, from, to }: { text: string; from: number; to: number }): string {
  return `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`;
}

describe("the buttons beside the box", () => {
  test.each([
    ["a [x^2] b", "a $[x^2]$ b"],
    ["[]", "$[]$"],
  ])("make a formula of %s", (before, after) => {
    expect(shown(asFormula(typed(before)))).toBe(after);
  });

  test.each([
    ["say [print] now", "say `[print]` now"],
    ["[]", "`[]`"],
    ["so `[]`", "so \n```\n[]\n```"],
    ["`[]` so", "```\n[]\n```\n so"],
    ["```[]```", "````[]````"],
    ["[if a:\n    b]", "```\n[if a:\n    b]\n```"],
    ["so: [if a:\n    b] then", "so: \n```\n[if a:\n    b]\n```\n then"],
    ["so:\n[if a:\n    b]\nthen", "so:\n```\n[if a:\n    b]\n```\nthen"],
  ])("make code of %s", (before, after) => {
    expect(shown(asCode(typed(before)))).toBe(after);
  });
});

describe("signs without anything between them", () => {
  test.each([
    ["$$", "formula"],
    ["Is $$ even?", "formula"],
    ["$$x$$", null],
    ["$x$", null],
    ["``", "code"],
    ["so `` it", "code"],
    ["```\n\n```", null],
    ["`a`", null],
  ])("wait for what %s is for", (text, kind) => {
    expect(awaited(text)).toBe(kind);
  });
});

describe("a preview", () => {
  test.each(["`a`", "$x$", "see \\(x\\)", "\\ce{H2O}", "**so**", "- a", "> a", "1. a", "a\n2) b", "~~no~~"])("is there for %s", (text) => {
    expect(looksOtherwise(text)).toBe(true);
  });

  test.each(["Why?", "It costs 5 $ or so", "a - b", "https://example.org/a_b", "x > y", "-1", "1.5 and 2"])("is none for %s", (text) => {
    expect(looksOtherwise(text)).toBe(false);
  });
});
