import { describe, expect, test } from "vitest";
import { countCodePoints, judgeQuestion, newCallId } from "../../src/shared/question";

describe("a question", () => {
  test("that is blank is refused", () => {
    for (const text of ["", "   ", "\n\t "]) expect(judgeQuestion(text, 10)).toEqual({ ok: false, why: "blank" });
  });

  test.each(["\u200b", "\u2060\ufeff", "\u3164", "\u2800", "\u00ad\u202e", "\ufe0f", "\u0000"])("that is drawn as nothing is blank: %j", (text) => {
    expect(judgeQuestion(text, 10)).toEqual({ ok: false, why: "blank" });
  });

  test("loses what is blank around it, and keeps how its first line is indented", () => {
    expect(judgeQuestion("\n \n  why? \n", 10)).toEqual({ ok: true, text: "  why?" });
  });

  test("may be exactly as long as the limit and not one longer", () => {
    expect(judgeQuestion("x".repeat(10), 10).ok).toBe(true);
    expect(judgeQuestion("x".repeat(11), 10)).toEqual({ ok: false, why: "too-long" });
  });

  test("is counted in code points, as the server counts", () => {
    expect(countCodePoints("🙂é")).toBe(2);
    expect(countCodePoints("مرحبا")).toBe(5);
    expect(judgeQuestion("🙂".repeat(10), 10).ok).toBe(true);
  });
});

describe("a call id", () => {
  const source = {
    getRandomValues: <T extends ArrayBufferView | null>(array: T): T => {
      if (array instanceof Uint8Array) array.fill(0xff);
      return array;
    },
  };

  test("is a UUID of version 4 where the browser has no maker of its own", () => {
    expect(newCallId(source)).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
  });

  test("comes from the browser where it can", () => {
    const own = "00000000-0000-4000-8000-000000000000";
    expect(newCallId({ ...source, randomUUID: () => own })).toBe(own);
  });
});
