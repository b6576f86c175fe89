import { beforeEach, describe, expect, test } from "vitest";
import { SingleFlight } from "../../src/shared/single-flight";
import { settle } from "../doubles";

let looks: { end: () => void; fail: () => void }[];
let flight: SingleFlight;

beforeEach(() => {
  looks = [];
  flight = new SingleFlight(() => new Promise((resolve, reject) => looks.push({ end: resolve, fail: () => reject(new Error("no")) })));
});

/** Say when a promise has settled, and how. */
function outcome(promise: Promise<void>): { is: "open" | "done" | "failed" } {
  const seen: { is: "open" | "done" | "failed" } = { is: "open" };
  promise.then(
    () => (seen.is = "done"),
    () => (seen.is = "failed"),
  );
  return seen;
}

async function end(index: number, how: "end" | "fail" = "end"): Promise<void> {
  looks[index]?.[how]();
  await settle();
}

describe("a look", () => {
  test("begins at once, and another one after it has ended", async () => {
    const first = outcome(flight.run());
    expect(looks).toHaveLength(1);
    await end(0);
    expect(first.is).toBe("done");
    void flight.run();
    expect(looks).toHaveLength(2);
  });

  test("is followed by one more, however many asked meanwhile, each of whom waits for that one", async () => {
    const first = outcome(flight.run());
    const others = Array.from({ length: 20 }, () => outcome(flight.run()));
    expect(looks).toHaveLength(1);
    await end(0);
    expect([looks.length, first.is, ...new Set(others.map(({ is }) => is))]).toEqual([2, "done", "open"]);
    const third = outcome(flight.run());
    await end(1);
    expect([looks.length, third.is, ...new Set(others.map(({ is }) => is))]).toEqual([3, "open", "done"]);
    await end(2);
    expect([looks.length, third.is]).toEqual([3, "done"]);
  });

  test("that fails is told to those who asked for it, and what was asked for meanwhile goes on", async () => {
    const [first, second] = [outcome(flight.run()), outcome(flight.run())];
    await end(0, "fail");
    expect([first.is, second.is, looks.length]).toEqual(["failed", "open", 2]);
    await end(1, "fail");
    expect(second.is).toBe("failed");
    const third = outcome(flight.run());
    await end(2);
    expect(third.is).toBe("done");
  });

  test("that is asked for just as one ends does not run beside the next", async () => {
    void flight.run();
    void flight.run();
    looks[0]?.end();
    for (let turn = 0; turn < 10; turn += 1) {
      await Promise.resolve();
      void flight.run();
    }
    await settle();
    expect(looks).toHaveLength(2);
    await end(1);
    expect(looks).toHaveLength(3);
    await end(2);
    expect(looks).toHaveLength(3);
  });
});

describe("stopping", () => {
  test("lets go who waits, without another look", async () => {
    const [first, second] = [outcome(flight.run()), outcome(flight.run())];
    flight.stop();
    await end(0);
    expect([first.is, second.is, looks.length]).toEqual(["done", "done", 1]);
  });

  test("is no end: who asks afterwards gets a look that begins after the one under way", async () => {
    void flight.run();
    void flight.run();
    flight.stop();
    const again = outcome(flight.run());
    expect(looks).toHaveLength(1);
    await end(0);
    expect([looks.length, again.is]).toEqual([2, "open"]);
    await end(1);
    expect([looks.length, again.is]).toEqual([2, "done"]);
  });
});
