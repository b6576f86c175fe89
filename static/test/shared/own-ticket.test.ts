import { describe, expect, test } from "vitest";
import { checkPerson, ownTicket } from "../../src/shared/own-ticket";
import { FakeServer, ok, refusal, ticketFor, TurnedTimers } from "../doubles";

describe("a ticket", () => {
  test.each(["lina", ""])("for the person of the page (%j) is taken", async (person) => {
    const strange: string[] = [];
    expect(await ownTicket(Promise.resolve(ticketFor()), person, () => strange.push("!"))).toEqual(ticketFor());
    expect(strange).toEqual([]);
  });

  test("for somebody else is told, and not taken", async () => {
    const strange: string[] = [];
    await expect(ownTicket(Promise.resolve(ticketFor("omar")), "lina", () => strange.push("!"))).rejects.toThrow();
    expect(strange).toEqual(["!"]);
  });

  test("tells who is logged in; that none came tells nothing", async () => {
    const strange: string[] = [];
    const server = new FakeServer(new TurnedTimers()).on("ticket", "down", refusal(403, "not-in-call"), ok(ticketFor("omar")));
    for (let ask = 0; ask < 3; ask += 1) await checkPerson(server.handlers(), "lina", () => strange.push(String(ask)));
    expect(strange).toEqual(["2"]);
  });
});
