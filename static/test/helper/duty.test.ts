import { beforeEach, describe, expect, test } from "vitest";
import { Duty } from "../../src/helper/duty/duty";
import { dutyWith, FakeServer, ok, refusal, TurnedTimers } from "../doubles";

let server: FakeServer;
let duty: Duty;

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
  duty = new Duty(server.handlers(), dutyWith({ on_duty: false }));
});

describe("duty", () => {
  test("is taken until told otherwise, or for some minutes", async () => {
    server.on("duty", ok(dutyWith()), ok(dutyWith({ until: "2026-11-22T12:10:00.000Z" })), ok(dutyWith({ on_duty: false })));
    await duty.start();
    expect(duty.reachable).toBe(true);
    await duty.start(10);
    expect(duty.state?.until).toBe("2026-11-22T12:10:00.000Z");
    await duty.stop();
    expect(duty.reachable).toBe(false);
    expect(server.bodies("duty")).toEqual([{ on_duty: true }, { on_duty: true, minutes: 10 }, { on_duty: false }]);
  });

  test("that did not arrive changes nothing, and can be tried again", async () => {
    server.on("duty", refusal(503, "busy"), ok(dutyWith()));
    await expect(duty.start()).rejects.toThrow("Sentence of busy.");
    expect([duty.reachable, duty.busy]).toEqual([false, false]);
    await duty.start();
    expect(duty.reachable).toBe(true);
  });

  test("is asked for once by two clicks", async () => {
    server.on("duty", ok(dutyWith()));
    await Promise.all([duty.start(), duty.start(10)]);
    expect(server.bodies("duty")).toEqual([{ on_duty: true }]);
  });

  test("tells the others of what was done here, and not of what was read", async () => {
    let told = 0;
    duty.acted.subscribe(() => (told += 1));
    duty.take(dutyWith(), duty.mark);
    expect(told).toBe(0);
    server.on("helper", ok(dutyWith({ helps: false, on_duty: false })));
    await duty.answer(false);
    expect([told, server.bodies("helper")]).toEqual([1, [{ helps: false }]]);
  });

  test("does not believe an answer that was asked for before the click", async () => {
    const { mark } = duty;
    server.on("duty", ok(dutyWith()));
    await duty.start();
    duty.take(dutyWith({ on_duty: false }), mark);
    expect(duty.reachable).toBe(true);
  });

  test("says nothing where the server does not tell", () => {
    const silent = new Duty(server.handlers());
    silent.take({ on_duty: true }, silent.mark);
    expect([silent.state, silent.reachable]).toEqual([null, false]);
  });

  test.each([{ paused: true, on_duty: false }, { in_quiet: true }, { may_help: false }, { on_duty: false }])(
    "reaches nobody with %o",
    (values) => {
      expect(new Duty(server.handlers(), dutyWith(values)).reachable).toBe(false);
    },
  );
});
