import { describe, expect, test } from "vitest";
import { People } from "../../src/room/people";
import { FakeServer, ok, settle, TurnedTimers } from "../doubles";

describe("people", () => {
  const omar = { jid: "Omar@chat.test", name: "Omar <b>🙂", image_url: "", role: "helper" };

  test("are named by their address, and the unknown are looked up once", async () => {
    const server = new FakeServer(new TurnedTimers()).on("people", ok({ people: [] }), ok({ people: [omar] }));
    const people = new People(server.handlers(), "c1");
    await people.refresh();
    expect(people.name("omar@chat.test")).toBe("");
    await settle();
    expect(people.name("omar@chat.test")).toBe("Omar <b>🙂");
    for (let look = 0; look < 5; look += 1) people.name("eve@chat.test");
    await settle();
    people.name("eve@chat.test");
    await settle();
    expect(server.bodies("people")).toHaveLength(3);
  });

  test("who are seen and unknown are told to the server, also when it did not hear it at first", async () => {
    const server = new FakeServer(new TurnedTimers()).on("people", ok({ people: [] }), "down", ok({ people: [omar] }));
    const people = new People(server.handlers(), "c1");
    await people.refresh();
    expect(people.name("omar@chat.test")).toBe("");
    await settle();
    await people.refresh();
    expect(people.name("omar@chat.test")).toBe("Omar <b>🙂");
    const asked = { call_id: "c1", person: "omar@chat.test" };
    expect(server.bodies("people")).toEqual([{ call_id: "c1" }, asked, asked]);
  });

  test("stay known when the server fails", async () => {
    const server = new FakeServer(new TurnedTimers()).on("people", ok({ people: [omar] }), "down");
    const people = new People(server.handlers(), "c1");
    await people.refresh();
    await people.refresh();
    expect(people.name("omar@chat.test")).toBe("Omar <b>🙂");
  });

  test("are looked up once more when somebody unknown turns up during a look", async () => {
    const server = new FakeServer(new TurnedTimers()).on("people", ok({ people: [] }), ok({ people: [omar] }));
    const people = new People(server.handlers(), "c1");
    void people.refresh();
    for (let time = 0; time < 20; time += 1) expect(people.name("omar@chat.test")).toBe("");
    for (let time = 0; time < 20; time += 1) void people.refresh();
    await settle();
    expect(people.name("omar@chat.test")).toBe("Omar <b>🙂");
    expect(server.bodies("people")).toHaveLength(2);
  });
});
