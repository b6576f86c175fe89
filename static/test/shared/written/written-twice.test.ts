// @vitest-environment happy-dom
/** A page kept open over an update may have another edition of what lays texts out. */
import { expect, test } from "vitest";
import { define as defineInline } from "../../../src/shared/written/inline-element-view";
import { define as defineWritten } from "../../../src/shared/written/written-element-view";

test.each([
  ["chatxblock-written", defineWritten],
  ["chatxblock-inline", defineInline],
] as const)("%s stays as it came first", async (name, define) => {
  const first = class extends HTMLElement {};
  customElements.define(name, first);
  await define();
  expect(customElements.get(name)).toBe(first);
});
