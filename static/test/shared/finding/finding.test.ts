import { beforeEach, describe, expect, test } from "vitest";
import { isEnough } from "../../../src/shared/finding/enough";
import { Finding } from "../../../src/shared/finding/finding";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../../doubles";
import { foundCall, foundResource } from "./fixtures";

let timers: TurnedTimers;
let server: FakeServer;
let finding: Finding;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers);
  server.on("find", ok({ resources: [foundResource("r1")], calls: [foundCall("c1")] }));
  finding = new Finding(server.handlers(), timers);
});

function ids(): string[] {
  return finding.items.map(({ id }) => id);
}

async function type(text: string, milliseconds = 250): Promise<void> {
  finding.typed(text);
  await timers.pass(milliseconds);
}

describe("enough of a question", () => {
  test.each([
    ["wh", false],
    ["why", true],
    ["x=0", true],
    ["¿ ¿ ¿ ?", false],
    ["a.b,c", true],
    [" \u200b\u200b\u200b ", false],
    ["למה", true],
    ["矩", false],
    ["矩阵", true],
    ["なぜ", true],
    ["a矩", false],
  ])("%j: %j", (text, enough) => {
    expect(isEnough(text)).toBe(enough);
  });
});

describe("finding while she types", () => {
  beforeEach(async () => {
    server.on("find", ok({ resources: [], calls: [] }));
    finding.open();
    await settle();
    server.requests.length = 0;
    server.on("find", ok({ resources: [foundResource("r1")], calls: [foundCall("c1")] }));
  });

  test("waits for a pause of a quarter of a second, and for three letters", async () => {
    await type("wh", 2_000);
    await type("why", 249);
    await type("why is", 249);
    expect(server.bodies("find")).toEqual([]);
    await timers.pass(1);
    expect(server.bodies("find")).toEqual([{ question: "why is" }]);
    expect(ids()).toEqual(["r1", "c1"]);
    expect(finding.answered).toBe("why is");
  });

  test("does not ask for the same text again, whatever was typed and taken back meanwhile", async () => {
    await type("why is");
    finding.typed("why is it");
    await type(" why is  ", 1_000);
    expect(server.bodies("find")).toHaveLength(1);
    expect(ids()).toEqual(["r1", "c1"]);
  });

  test("looks once at a time, then for what stands there by now, and drops the answer to what does not", async () => {
    let give: (response: Response) => void = () => undefined;
    const slow = new Promise<Response>((resolve) => (give = resolve));
    const late = new FakeServer(timers);
    const send = late.fetch;
    const asked: unknown[] = [];
    late.on("find", ok({ resources: [foundResource("new")], calls: [] }));
    Object.assign(late, {
      fetch: (url: string, init: RequestInit) => {
        asked.push(JSON.parse(String(init.body)));
        return asked.length === 2 ? slow : send(url, init);
      },
    });
    finding = new Finding(late.handlers(), timers);
    finding.open();
    await settle();
    await type("why one");
    await type("why two", 2_000);
    await type("why three", 2_000);
    expect(asked).toEqual([{}, { question: "why one" }]);
    const shown: string[][] = [];
    finding.changed.subscribe(() => shown.push(ids()));
    give(Response.json({ now: "2026-11-22T12:00:00.000Z", resources: [foundResource("old")], calls: [] }));
    await settle();
    expect(asked).toEqual([{}, { question: "why one" }, { question: "why three" }]);
    expect(shown).toEqual([["new"]]);
  });

  test("shows three at most of both together, and nothing where nothing was found", async () => {
    server.on("find", ok({ resources: ["1", "2"].map((id) => foundResource(id)), calls: ["3", "4"].map((id) => foundCall(id)) }), ok({ resources: [], calls: [] }));
    await type("why is it");
    expect(ids()).toEqual(["1", "2", "3"]);
    await type("why is it so");
    expect(ids()).toEqual([]);
  });

  test.each([["no answer", "down"] as const, ["a refusal", refusal(403, "not-enrolled")] as const])("is silent about %s, and asks again with the next text", async (_what, failure) => {
    server.on("find", failure, ok({ resources: [foundResource("r1")], calls: [] }));
    await type("why is it");
    expect(ids()).toEqual([]);
    await type("why is it so");
    expect(ids()).toEqual(["r1"]);
  });

  test("keeps what she does something with, and lets it go when she is done", async () => {
    await type("why is it");
    const [first] = finding.items;
    if (!first) throw new Error("nothing found");
    finding.pin(first);
    server.on("find", ok({ resources: [foundResource("r2")], calls: [] }));
    await type("something else");
    expect(ids()).toEqual(["r1", "r2"]);
    finding.unpin("r1");
    expect(ids()).toEqual(["r2"]);
  });

  test("ends with its place", async () => {
    finding.typed("why is it");
    finding.stop();
    await timers.pass(1_000);
    await type("why is it so");
    expect(server.bodies("find")).toEqual([]);
  });
});

describe("the unit's best", () => {
  test("are looked for when the place is seen, once, and not before", async () => {
    await type("", 1_000);
    await type("draft of a question", 1_000);
    await type("", 1_000);
    expect(server.bodies("find")).toEqual([]);
    finding.open();
    finding.open();
    await settle();
    expect(server.bodies("find")).toEqual([{}]);
    expect([finding.answered, ids()]).toEqual(["", ["r1", "c1"]]);
  });

  test("stand again when the box is emptied, without another look", async () => {
    finding.open();
    await settle();
    server.on("find", ok({ resources: [], calls: [] }));
    await type("why is it");
    expect(ids()).toEqual([]);
    await type("");
    expect(ids()).toEqual(["r1", "c1"]);
    expect(server.bodies("find")).toHaveLength(2);
  });

  test("are passed over where a draft stands in the box already", async () => {
    await type("draft of a question");
    finding.open();
    await settle();
    expect(server.bodies("find")).toEqual([{ question: "draft of a question" }]);
  });

  test("that did not come are asked for again when the box is empty again", async () => {
    server.on("find", "down", ok({ resources: [], calls: [] }), ok({ resources: [foundResource("r1")], calls: [] }));
    finding.open();
    await settle();
    await type("why is it");
    await type("");
    expect(ids()).toEqual(["r1"]);
  });
});
