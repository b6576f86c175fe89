/** What lines say of others: by whom it may be, and while it may be. */
import { expect, test } from "vitest";
import { type ArchivedLine, Log, type LogLine } from "../../src/room/chat/log";
import { answer, correction, reaction, takingBack } from "../../src/room/chat/marking";
import { CORRECTABLE_MILLISECONDS, keepFolded } from "../../src/room/chat/marks";
import { element } from "../../src/shared/xmpp/stanza";

const OMAR = "omar@chat.test";
const EVE = "eve@chat.test";

function line(number: number, body: string, values: Partial<ArchivedLine> = {}): ArchivedLine {
  return { archiveId: `${number}`, id: `m${number}`, author: OMAR, nick: "omar", body, at: number, replaces: "", ...values };
}

const back = (number: number, replaces: string, values: Partial<ArchivedLine> = {}): ArchivedLine =>
  line(number, "[taken back]", { replaces, marks: [element("taken-back", "urn:chatxblock:line:1")], ...values });

function reacts(number: number, to: string, signs: string[], author = EVE): ArchivedLine {
  const marks = [element("reactions", "urn:xmpp:reactions:0", { id: to }, ...signs.map((sign) => element("reaction", "", {}, sign)))];
  return line(number, "", { marks, author });
}

function answers(number: number, body: string, to: string, quoted: number, start = "0"): ArchivedLine {
  const part = element("body", "", { start, end: String(quoted) });
  return line(number, body, { author: EVE, marks: [element("reply", "", { id: to }), element("fallback", "", {}, part)] });
}

function folded(...lines: ArchivedLine[]): Log {
  const log = new Log();
  keepFolded(log, () => false);
  log.append(lines);
  return log;
}

const shown = (log: Log): LogLine[] => log.entries.filter((entry) => entry.kind === "line");
const bodies = (log: Log): [string, string[]][] => shown(log).map(({ body, earlier }) => [body, earlier]);

test("the head of an answer to a file says its name and what is to be seen, and no address", () => {
  const address = `https://lms.test/handler/u/file/${"0".repeat(8)}-0000-0000-0000-${"0".repeat(12)}.1.${"a".repeat(24)}`;
  const said = (words: string): unknown => shown(folded(line(1, `${words}\n${address}`), answers(2, "> rows.png\nNice", "1", 11)))[1]?.about?.quote?.body;
  expect([said("rows.png"), said("rows.png\nTwo rows")]).toEqual(["rows.png", "rows.png\nTwo rows"]);
});

test("a correction stands in its line, and one of a correction in the line that was said first", () => {
  expect(bodies(folded(line(1, "teh"), line(2, "the", { replaces: "m1" }), line(3, "The", { replaces: "m2" })))).toEqual([["The", ["teh", "the"]]]);
});

test("what came before the part that folds is folded when that comes", () => {
  const log = new Log();
  log.append([line(1, "teh"), line(2, "the", { replaces: "m1" })]);
  expect(bodies(log)).toEqual([["teh", []]]);
  keepFolded(log, () => false);
  expect(bodies(log)).toEqual([["the", ["teh"]]]);
});

test("a correction that was sent once more counts once", () => {
  expect(bodies(folded(line(1, "teh"), line(2, "the", { replaces: "m1" }), line(3, "the", { id: "m2", replaces: "m1" })))).toEqual([["the", ["teh"]]]);
});

test.each([
  ["of somebody else's line", line(2, "yours", { replaces: "m1", author: EVE })],
  ["of a line that is not there", line(2, "yours", { replaces: "gone" })],
  ["too long after the line", line(2, "yours", { replaces: "m1", at: CORRECTABLE_MILLISECONDS + 2 })],
])("a correction %s is a line of its own", (_, stray) => {
  expect(bodies(folded(line(1, "mine"), stray))).toEqual([["mine", []], ["yours", []]]);
});

test("a chain does not stretch the time", () => {
  const late = line(3, "c", { replaces: "m2", at: CORRECTABLE_MILLISECONDS + 2 });
  expect(bodies(folded(line(1, "a"), line(2, "b", { replaces: "m1", at: 9 }), late))).toEqual([["b", ["a"]], ["c", []]]);
});

test("what takes nothing of its author's back says nothing", () => {
  const strays = [back(2, "m1", { author: EVE }), back(3, "gone"), back(4, "m1", { at: CORRECTABLE_MILLISECONDS + 2 })];
  expect(bodies(folded(line(1, "mine"), ...strays))).toEqual([["mine", []]]);
});

test("a line that was taken back has no words, no reactions and no way back", () => {
  const log = folded(line(1, "a secret"), line(2, "the secret", { replaces: "m1" }), reacts(3, "1", ["👍"]), back(4, "m1"), reacts(5, "1", ["👍"]), line(6, "again", { replaces: "m1" }));
  expect(shown(log)).toMatchObject([{ body: "", earlier: [], about: { takenBack: true, signs: [] } }]);
  expect(JSON.stringify(log.entries.map(({ archiveId, ...rest }) => [archiveId, rest]))).not.toContain("secret");
});

test("a correction waits for the older page with its line, in the order of their times", () => {
  let older = true;
  const log = new Log();
  keepFolded(log, () => older);
  log.append([line(9, "last", { replaces: "m1" })]);
  log.prepend([line(5, "middle", { replaces: "m1" })]);
  expect(bodies(log)).toEqual([]);
  older = false;
  log.prepend([line(1, "first")]);
  expect(bodies(log)).toEqual([["last", ["first", "middle"]]]);
});

test("one whose line never comes stands in its place once all is read, and no more where it comes after all", () => {
  let older = true;
  const log = new Log();
  keepFolded(log, () => older);
  log.append([line(4, "before"), line(5, "stray", { replaces: "m1" }), line(6, "after")]);
  expect(bodies(log).map(([body]) => body)).toEqual(["before", "after"]);
  older = false;
  log.append([line(7, "more")]);
  expect(bodies(log).map(([body]) => body)).toEqual(["before", "stray", "after", "more"]);
  log.prepend([line(1, "first")]);
  expect(bodies(log)).toEqual([["stray", ["first"]], ["before", []], ["after", []], ["more", []]]);
});

test("an answer leads to its line, without what it repeats of that", () => {
  const log = folded(line(1, "What is zero?"), answers(2, "> What is zero?\nNothing", "1", 16));
  expect(shown(log)[1]).toMatchObject({ body: "Nothing", about: { quote: { archiveId: "1", author: OMAR, body: "What is zero?" } } });
  log.append([back(3, "m1")]);
  expect(shown(log)[1]).toMatchObject({ body: "Nothing", about: { quote: { archiveId: "1", body: "" } } });
});

test.each([
  ["words that are no quotation", answers(2, "secret words\nNothing", "1", 13)],
  ["all there is", answers(2, "> all\n", "1", 6)],
  ["more than there is", answers(2, "> all\n", "1", 99999)],
  ["a part in the middle", answers(2, "> all\nNothing", "1", 6, "3")],
  ["what it repeats of a line that is not here", answers(2, "> all\nNothing", "gone", 6)],
])("an answer hides nothing: %s", (_, one) => {
  expect(bodies(folded(line(1, "mine"), one))[1]).toEqual([one.body, []]);
});

test("each person's last reactions count, and those to nothing do not", () => {
  const log = folded(line(1, "Zero"), reacts(2, "1", ["👍", "💡"]), reacts(3, "1", ["👍"], OMAR), reacts(4, "1", ["👍", "👍"]), reacts(5, "gone", ["❓"]), reacts(6, "5", ["❓"]));
  expect(shown(log)[0]?.about?.signs).toEqual([["👍", [OMAR, EVE]]]);
  log.append([reacts(7, "1", []), reacts(8, "1", [], OMAR)]);
  expect(shown(log)[0]?.about?.signs).toEqual([]);
});

test("lines of which nothing is said stay the very same, and so do those of which nothing new is", () => {
  const log = folded(line(1, "a"), line(2, "b"), reacts(3, "2", ["👍"]));
  const [first, second] = log.entries;
  log.append([reacts(4, "2", ["👍"]), line(5, "c")]);
  expect([log.entries[0] === first, log.entries[1] === second]).toEqual([true, true]);
});

test("a thousand reactions in a talk of a thousand lines are folded in a moment", () => {
  const log = folded(...Array.from({ length: 1000 }, (_, number) => line(number + 1, "a")));
  log.append(Array.from({ length: 1000 }, (_, number) => reacts(2000 + number, "7", number % 2 ? [] : ["👍"])));
  const start = performance.now();
  log.append([reacts(4000, "7", ["💡"])]);
  expect(performance.now() - start).toBeLessThan(100);
  expect(shown(log)[6]?.about?.signs).toEqual([["💡", [EVE]]]);
});

test("what is sent for each of these is read as that", () => {
  const target: LogLine = { ...line(1, "What is\nzero?"), kind: "line", earlier: [] };
  const heard = (number: number, { body, more }: ReturnType<typeof correction>, author = OMAR): ArchivedLine =>
    line(number, body, { author, marks: more ?? [], replaces: more?.find(({ name }) => name === "replace")?.attrs["id"] ?? "" });
  const log = folded(line(1, target.body), heard(2, correction(target, "Zero?")), heard(3, answer(target, "r@rooms", "Nothing"), EVE), heard(4, reaction(target, [], "👍"), EVE));
  expect(shown(log)).toMatchObject([
    { body: "Zero?", earlier: [target.body], about: { signs: [["👍", [EVE]]] } },
    { body: "Nothing", about: { quote: { body: "Zero?" } } },
  ]);
  log.append([heard(5, reaction(target, ["👍"], "👍"), EVE), heard(6, takingBack(target))]);
  expect(shown(log)[0]).toMatchObject({ body: "", about: { takenBack: true, signs: [] } });
});
