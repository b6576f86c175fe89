/** The talk beside the text, the parts of a text, and in what two of them differ. */
import { describe, expect, test } from "vitest";
import { compared } from "../../src/resources/differences";
import { insertion, mayQuote, standsIn } from "../../src/resources/quoting";
import { alike, differing, excess, fits, left, longTag, saysSomething, tagsIn, type Text } from "../../src/resources/text";
import { line } from "./resource-fixtures";

const helper = line("l2", { speaker: "helper", body: "Look at the rows." });
const asker = line("l1", { speaker: "asker", body: "I get zero." });

/** Put a line where `|` stands. */
function put(marked: string, said = helper): string {
  const body = marked.replace("|", "");
  const { at, text } = insertion(body, marked.indexOf("|"), said);
  return body.slice(0, at) + text + body.slice(at);
}

const text = (values: Partial<Text> = {}): Text => ({ title: "", answer: "", body: "", tags: [], ...values });

describe("a line of the talk", () => {
  test.each([
    ["into nothing", "|", "**helper:**\n\nLook at the rows."],
    ["below another speaker", "**asker:**\n\nI get zero.|", "**asker:**\n\nI get zero.\n\n**helper:**\n\nLook at the rows."],
    ["below the same speaker", "**helper:**\n\nHm.|", "**helper:**\n\nHm.\n\nLook at the rows."],
    ["in the middle of a line", "**helper:**\n\nSome| words", "**helper:**\n\nSome words\n\nLook at the rows."],
    ["on an empty line", "**helper:**\n\nHm.\n\n|", "**helper:**\n\nHm.\n\nLook at the rows."],
    ["before all", "|**asker:**\n\nI get zero.", "**helper:**\n\nLook at the rows.\n\n**asker:**\n\nI get zero."],
    ["between speakers", "**asker:**\n\nOne.|\n\n**asker 2:**\n\nTwo.", "**asker:**\n\nOne.\n\n**helper:**\n\nLook at the rows.\n\n**asker 2:**\n\nTwo."],
    ["in what one speaker said", "**asker:**\n\nOne.|\n\nTwo.", "**asker:**\n\nOne.\n\n**helper:**\n\nLook at the rows.\n\n**asker:**\n\nTwo."],
    ["in code", "```\na|b\nc\n```\n\nEnd", "```\nab\nc\n```\n\n**helper:**\n\nLook at the rows.\n\nEnd"],
    ["in code that does not end", "```\na|b", "```\nab\n\n**helper:**\n\nLook at the rows."],
  ])("goes %s as a draft writes it", (_where, before, after) => {
    expect(put(before)).toBe(after);
  });

  test("stands in a text however it is set", () => {
    const set = text({ body: "> **Look**  at\nthe _rows_" });
    expect([standsIn(helper, set), standsIn(asker, set), standsIn(line("x", { body: "…" }), set)]).toEqual([true, false, false]);
    expect(standsIn(helper, text({ answer: "LOOK AT THE ROWS" }))).toBe(true);
  });

  test("may be quoted by its speaker's yes, and by its speaker", () => {
    expect([mayQuote(helper), mayQuote(line("x", { quotable: false })), mayQuote(line("x", { quotable: false, own: true }))]).toEqual([true, false, true]);
  });
});

describe("a text", () => {
  test("is measured in characters, not in halves of them", () => {
    expect([excess(text({ title: "🙂".repeat(300) }), "title"), excess(text({ title: "🙂".repeat(302) }), "title")]).toEqual([0, 2]);
  });

  test("tells what is left only near the limit", () => {
    expect([left(text({ title: "x".repeat(200) }), "title"), left(text({ title: "x".repeat(260) }), "title")]).toEqual([null, 40]);
  });

  test.each([
    [text({ title: "x".repeat(300), answer: "x".repeat(1_000), body: "x".repeat(20_000), tags: ["x".repeat(40)] }), true],
    [text({ answer: "x".repeat(1_001) }), false],
    [text({ tags: ["x".repeat(41)] }), false],
    [text({ tags: Array.from({ length: 11 }, (_, at) => String(at)) }), false],
  ])("fits or does not", (one, verdict) => {
    expect(fits(one)).toBe(verdict);
  });

  test("has its tags between commas of any script, each once", () => {
    expect(tagsIn(" matrix,  linear   algebra ,,matrix، مصفوفة，矩阵、行")).toEqual(["matrix", "linear algebra", "مصفوفة", "矩阵", "行"]);
    expect(longTag(["a", "b".repeat(41)])).toBe("b".repeat(41));
  });

  test("says something with a question and an answer of either kind", () => {
    expect([saysSomething(text({ title: "Q" })), saysSomething(text({ title: " ", body: "B" })), saysSomething(text({ title: "Q", body: "B" }))]).toEqual([false, false, true]);
  });

  test("is alike without the blanks at its ends, and differs by parts", () => {
    expect(alike(text({ body: "a\n", tags: ["x"] }), text({ body: "a", tags: ["x"] }))).toBe(true);
    expect(differing(text({ title: "a", tags: ["x"] }), text({ title: "b", tags: ["y"] }))).toEqual(["title", "tags"]);
  });
});

describe("what differs", () => {
  const marked = (one: string, other: string): string[] =>
    compared(one, other).map((rows) => rows.map(({ text: words, own }) => (own ? `[${words}]` : words)).join(" "));

  test.each([
    ["a\nb\nc", "a\nx\nc", ["a [b] c", "a [x] c"]],
    ["a\nb", "a\nb\nc", ["a b", "a b [c]"]],
    ["", "a", ["[]", "[a]"]],
    ["a\nb\nc\nd", "b\nd", ["[a] b [c] d", "b d"]],
  ])("between %j and %j is marked by lines", (one, other, rows) => {
    expect(marked(one, other)).toEqual(rows);
  });

  test("of very long texts is told without comparing all with all", () => {
    const long = "x\n".repeat(10_000);
    const [mine, theirs] = compared(long, `${long}y`);
    expect([mine.every(({ own }) => !own), theirs.filter(({ own }) => own).length]).toEqual([false, 1]);
  });
});
