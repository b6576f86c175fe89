// @vitest-environment happy-dom
import { render } from "lit";
import { describe, expect, test } from "vitest";
import { readBefore } from "../../src/shared/read-before-view";
import { Texts } from "../../src/shared/texts";
import type { ReadResource } from "../../src/shared/wire";

function shownOf(read: ReadResource[] | undefined): HTMLElement {
  const place = document.createElement("div");
  render(readBefore(new Texts(), read), place);
  return place;
}

function read(title: string, url: string): ReadResource {
  return { resource_id: title, title, url };
}

describe("what an asker read before asking", () => {
  test.each([["an older server", undefined], ["nothing", []]])("is no word of it: %s", (_what, told) => {
    expect(shownOf(told).textContent).toBe("");
  });

  test("is named, each a link where it may be one", () => {
    const place = shownOf([read("Zero <b>?</b>", "https://lms.test/r/1"), read("Two", "javascript:alert(1)"), read("Three", "")]);
    expect(place.textContent?.replace(/\s+/g, " ").trim()).toBe("Read before asking: “Zero <b>?</b>”, “Two”, “Three”");
    expect([...place.querySelectorAll("a")].map(({ href, target, rel }) => [href, target, rel])).toEqual([["https://lms.test/r/1", "_blank", "noopener"]]);
  });
});
