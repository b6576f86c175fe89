import { beforeEach, expect, test } from "vitest";
import { CallWatch } from "../../src/room/call-watch";
import { callWith, FakeServer, ok, settle, TurnedTimers } from "../doubles";

let timers: TurnedTimers;
let server: FakeServer;
let watch: CallWatch;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers).on("call", ok({ call: callWith({ rev: 2 }) }), ok({ call: callWith({ rev: 3 }) }));
  watch = new CallWatch(server.handlers(), server.clock, timers, "c1");
});

test("what is told during a look is seen by one more, which those who asked wait for", async () => {
  void watch.refresh();
  await Promise.all(Array.from({ length: 20 }, () => watch.refresh()));
  expect([server.bodies("call").length, watch.call?.rev]).toEqual([2, 3]);
});

test("a look that failed does not stand in the way of the next", async () => {
  server.on("call", "down", ok({ call: callWith({ rev: 2 }) }));
  void watch.refresh();
  await watch.refresh();
  expect([server.bodies("call").length, watch.call?.rev]).toEqual([2, 2]);
});

test("stopping ends looking: neither who waits nor who asks afterwards leads to a look", async () => {
  void watch.refresh();
  const waits = watch.refresh();
  watch.stop();
  await waits;
  await watch.refresh();
  await settle();
  await timers.pass(600_000);
  expect(server.bodies("call")).toHaveLength(1);
});
