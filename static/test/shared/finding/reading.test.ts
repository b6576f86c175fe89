import { beforeEach, describe, expect, test } from "vitest";
import { Follows } from "../../../src/shared/finding/follows";
import { Reading } from "../../../src/shared/finding/reading";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../../doubles";
import { foundCall, foundResource, TypedBox, wholeResource } from "./fixtures";

let server: FakeServer;
let box: TypedBox;
let reading: Reading;

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
  server.on("resource_read", ok({ resource: wholeResource("r1") }));
  server.on("resource_helped", ok({ helped: 5, helped_me: true }));
  box = new TypedBox();
  box.text = "why is it zero?";
  reading = new Reading(server.handlers(), box);
});

describe("reading in place", () => {
  test("reads it once, however often it is opened, and remembers that it was", async () => {
    await reading.open(foundResource("r1"));
    expect(reading.resource?.html).toBe("<p>All of r1</p>");
    reading.close();
    expect([reading.opened, reading.resource]).toEqual([null, null]);
    await reading.open(foundResource("r1"));
    expect(server.bodies("resource_read")).toEqual([{ resource_id: "r1" }]);
    expect([...box.read]).toEqual(["r1"]);
  });

  test("says that the rest did not come, and tries again the next time", async () => {
    server.on("resource_read", "down", ok({ resource: wholeResource("r1") }));
    await reading.open(foundResource("r1"));
    expect([reading.failed, reading.resource]).toEqual([true, null]);
    await reading.open(foundResource("r1"));
    expect([reading.failed, reading.resource?.resource_id]).toEqual([false, "r1"]);
  });

  test("shows the one that is open, whichever answer comes last", async () => {
    server.on("resource_read", ok({ resource: wholeResource("r1") }), ok({ resource: wholeResource("r2") }));
    await Promise.all([reading.open(foundResource("r1")), reading.open(foundResource("r2"))]);
    expect(reading.resource?.resource_id).toBe("r2");
  });
});

describe("this helped", () => {
  beforeEach(() => reading.open(foundResource("r1")));

  test("is counted with her words, and only then they are gone", async () => {
    const helped = reading.helped();
    expect(box.text).toBe("why is it zero?");
    await helped;
    expect(server.bodies("resource_helped")).toEqual([{ resource_id: "r1", question: "why is it zero?" }]);
    expect([box.text, reading.opened, reading.thanked?.text]).toEqual(["", null, "why is it zero?"]);
  });

  test("is undone with one click, and her words are back", async () => {
    await reading.helped();
    await reading.undo();
    expect(server.bodies("resource_helped")[1]).toEqual({ resource_id: "r1", question: "why is it zero?", undo: true });
    expect([box.text, reading.thanked, reading.opened?.resource_id]).toEqual(["why is it zero?", null, "r1"]);
  });

  test("that is undone does not overwrite what she typed since", async () => {
    await reading.helped();
    box.text = "and this?";
    await reading.undo();
    expect(box.text).toBe("and this?");
  });

  test("counts once, however often it is clicked", async () => {
    await Promise.all([reading.helped(), reading.helped()]);
    expect(server.bodies("resource_helped")).toHaveLength(1);
  });

  test("keeps her words where it was not counted, and those that she types meanwhile", async () => {
    server.on("resource_helped", refusal(404, "resource-not-found"), ok({ helped: 1, helped_me: true }));
    await expect(reading.helped()).rejects.toThrow("Sentence of resource-not-found.");
    expect([box.text, reading.thanked]).toEqual(["why is it zero?", null]);
    const helped = reading.helped();
    box.text = "another";
    await helped;
    expect(box.text).toBe("another");
  });

  test("is thanked for until she types something else", async () => {
    await reading.helped();
    reading.typed();
    expect(reading.thanked).not.toBeNull();
    box.text = "another";
    reading.typed();
    expect(reading.thanked).toBeNull();
  });
});

describe("I have this too", () => {
  test("follows a question once, and can be undone", async () => {
    server.on("follow", ok({ following: true, followers: 4 }), ok({ following: false, followers: 3 }));
    const follows = new Follows(server.handlers());
    const call = foundCall("c1", { followers: 3 });
    expect(follows.of(call).following).toBe(false);
    await Promise.all([follows.follow(call, false), follows.follow(call, false)]);
    expect(follows.of(call)).toMatchObject({ following: true, followers: 4 });
    await follows.follow(call, true);
    expect(follows.of(call)).toMatchObject({ following: false, followers: 3 });
    expect(server.bodies("follow")).toEqual([{ call_id: "c1" }, { call_id: "c1", undo: true }]);
  });

  test("can be tried again where it did not get through", async () => {
    server.on("follow", "down", ok({ following: true, followers: 1 }));
    const follows = new Follows(server.handlers());
    await expect(follows.follow(foundCall("c1"), false)).rejects.toThrow();
    await follows.follow(foundCall("c1"), false);
    await settle();
    expect(follows.of(foundCall("c1")).following).toBe(true);
  });
});
