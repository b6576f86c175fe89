import { describe, expect, test } from "vitest";
import { Tickets } from "../../src/room/tickets";
import { FakeServer, ok, ticketFor, TurnedTimers } from "../doubles";

describe("tickets", () => {
  test("the one of the page is used once, and then new ones", async () => {
    const server = new FakeServer(new TurnedTimers()).on("ticket", ok({ ...ticketFor(), token: "new" }));
    const tickets = new Tickets(server.handlers(), server.clock, ticketFor());
    expect((await tickets.next()).token).toBe("t");
    expect((await tickets.next()).token).toBe("new");
  });

  test("one that is about to expire is not tried", async () => {
    const timers = new TurnedTimers();
    const server = new FakeServer(timers).on("ticket", ok({ ...ticketFor(), token: "new" }));
    const tickets = new Tickets(server.handlers(), server.clock, ticketFor());
    await timers.pass(4 * 60_000 + 55_000);
    expect((await tickets.next()).token).toBe("new");
  });
});
