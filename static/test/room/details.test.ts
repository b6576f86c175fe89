// @vitest-environment happy-dom
/** What stands behind the status line while an asker waits, second by second. */
import { afterEach, expect, test, vi } from "vitest";
import { Details } from "../../src/room/details-view";
import { Clock } from "../../src/shared/clock";
import { callWith, TurnedTimers } from "../doubles";
import { shown, words } from "../element-fixtures";

customElements.define("chatxblock-details", Details);

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

test("tells more than the line, and counts down to the next round", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const timers = new TurnedTimers();
  const call = callWith({ seen: 1, next_round_at: new Date(timers.time + 80_000).toISOString(), next_size: 6 });
  const element = await shown(Object.assign(document.createElement("chatxblock-details") as Details, { call, clock: new Clock(timers) }));
  expect(words(element, "span")).toEqual(["1 helper has seen your question."]);
  expect(words(element, "[role=timer]")).toEqual(["In 1:20 we ask 6 more."]);
  timers.time += 1_000;
  vi.advanceTimersByTime(1_000);
  await element.updateComplete;
  expect(words(element, "[role=timer]")).toEqual(["In 1:19 we ask 6 more."]);
  const [seen] = element.renderRoot.querySelectorAll("span");
  element.call = callWith({ seen: 1, exhausted: true });
  await element.updateComplete;
  expect(words(element, "span").slice(1)).toEqual(["Whoever comes on duty is asked at once.", "You can wait, or leave your question for the teachers."]);
  expect(element.renderRoot.querySelector("span")).toBe(seen);
  expect(words(element, "p")).toEqual([]);
});
