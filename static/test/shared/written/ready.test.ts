// @vitest-environment happy-dom
/** What lays texts out comes once. */
import { expect, test, vi } from "vitest";
import { isReady, ready } from "../../../src/shared/written/browser-drawing";

vi.mock(import("../../../src/shared/written/browser-clean"), () => ({ cleanText: () => document.createDocumentFragment(), cleanFormula: () => null }));

test("it is loaded once for all who ask", async () => {
  const coming = ready();
  expect([ready() === coming, isReady()]).toEqual([true, false]);
  await coming;
  expect(isReady()).toBe(true);
});
