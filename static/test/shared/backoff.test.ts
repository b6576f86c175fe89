import { expect, test } from "vitest";
import { Backoff } from "../../src/shared/backoff";

test("waits double, up to the longest", () => {
  const backoff = new Backoff(() => 1);
  expect([1, 2, 3, 4, 5, 6, 7].map(() => backoff.next())).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000]);
});

test("waits are spread over the upper half of the step", () => {
  expect(new Backoff(() => 0).next()).toBe(250);
  expect(new Backoff(() => 0.5).next()).toBe(375);
});

test("after a success it begins anew", () => {
  const backoff = new Backoff(() => 1);
  backoff.next();
  backoff.next();
  backoff.reset();
  expect(backoff.next()).toBe(500);
});

test("many failures do not overflow", () => {
  const backoff = new Backoff(() => 1);
  for (let tries = 0; tries < 2000; tries += 1) backoff.next();
  expect(backoff.next()).toBe(15000);
});
