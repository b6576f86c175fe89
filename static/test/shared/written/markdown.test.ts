/** What of a text is code, a formula, a list or a link, and what stands as typed; the nodes are tried in browsers. */
import { describe, expect, test } from "vitest";
import { formulaAt } from "../../../src/shared/written/dollars";
import { parse, type Piece } from "../../../src/shared/written/markdown";

function html(text: string): string {
  return parse(text)?.html ?? "as typed";
}

function pieces(text: string): Piece[] {
  return parse(text)?.pieces ?? [];
}

function formulas(text: string): string[] {
  return pieces(text).map((piece) => (piece.kind === "formula" ? `${piece.display ? "own line" : "in text"}: ${piece.latex}` : "code"));
}

describe("formulas", () => {
  test.each([
    ["Euler: $e^{i\\pi}$.", ["in text: e^{i\\pi}"]],
    ["so $$a = b$$ holds", ["own line: a = b"]],
    ["$$\na\n= b\n$$", ["own line: a\n= b"]],
    ["text\n$$a$$\ntext", ["own line: a"]],
    ["\\(x\\) and \\[y\\]", ["in text: x", "own line: y"]],
    ["water is \\ce{H2O}.", ["in text: \\ce{H2O}"]],
    ["\\ce{SO4^{2-}}", ["in text: \\ce{SO4^{2-}}"]],
    ["**bold $x$**", ["in text: x"]],
    ["- one $x$\n- two", ["in text: x"]],
    ["> $x$", ["in text: x"]],
    ["$a_1$ and $a_2$", ["in text: a_1", "in text: a_2"]],
    ["$\\$5$", ["in text: \\$5"]],
  ])("%s", (text, found) => {
    expect(formulas(text)).toEqual(found);
  });

  // Money, prices and shells.
  test.each(["It costs $5 and $10.", "from $5 to $10", "5$ and 6$", "\\$x\\$", "$ x $", "$x $", "a $", "$$", "$", "US$5, CA$6", "\\(\\)", "\\ce{H2O", "\\cedilla{x}"])("none in %s", (text) => {
    expect(formulas(text)).toEqual([]);
  });

  test("end where a dollar is escaped no longer", () => {
    expect(formulaAt("$a\\$b$ c")?.latex).toBe("a\\$b");
    expect(formulaAt("$a")).toBeUndefined();
  });
});

describe("code", () => {
  test("keeps its indents, its language and what looks like a formula", () => {
    expect(pieces("```python\nif a:\n    b = '$x$'\n```")).toEqual([{ kind: "code", code: "if a:\n    b = '$x$'\n", language: "python", block: true }]);
    expect(pieces("`$x$` and `a`").map((piece) => piece.kind === "code" && piece.code)).toEqual(["$x$", "a"]);
    expect(html("`<b>`")).toBe("<p><wbr></p>\n");
  });

  test("may stand in a list, and need not be closed", () => {
    expect(pieces("1. do\n   ```\n   a\n     b\n   ```")).toMatchObject([{ code: "a\n  b\n" }]);
    expect(pieces("```js\nlet a;")).toMatchObject([{ code: "let a;\n", language: "js" }]);
  });
});

describe("the rest", () => {
  test.each([
    ["**a** *b* _d_ ~~e~~", "<p><strong>a</strong> <em>b</em> <em>d</em> <del>e</del></p>\n"],
    ["- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"],
    ["3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'],
    ["> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"],
    ["[a](https://x.test/?a=1&b=2)", '<p><a href="https://x.test/?a=1&amp;b=2">a</a></p>\n'],
    ["![a](https://x.test/a.png)", '<p><a href="https://x.test/a.png">a</a></p>\n'],
    ["- [x] a", "<ul>\n<li>[x] a</li>\n</ul>\n"],
  ])("%s is laid out", (text, found) => {
    expect(html(text)).toBe(found);
  });

  test.each(["# a", "a\n---", "a\n===", "***", "a|b\n-|-\n1|2", "[a]: https://x.test", "~5 and ~6", "snake_case_name", "2 * 3 * 4", "5 < 6 > 4", "a\n# b\nc"])("%s stands as typed", (text) => {
    const plain = text.replace(/[<>]/g, (sign) => (sign === "<" ? "&lt;" : "&gt;"));
    expect(html(text)).toBe(`<p>${plain}</p>\n`);
  });

  test.each(["<script>x</script>", "<b>a</b>", "<!-- a -->", "<a href=javascript:x>", "<?php ?>", "<img src=x onerror=y>"])("%s is no element", (text) => {
    expect(html(text)).not.toMatch(/<(?!\/?p>)/);
  });

  test.each(["[a](javascript:x)", "[a](/course)", "[a](data:text/html,x)", "![a](javascript:x)", "<javascript:x>"])("%s leads nowhere", (text) => {
    expect(html(text)).not.toContain("<a");
  });
});

describe("what asks for too much stands as typed", () => {
  test.each([
    ["dollars", "$".repeat(16_000)],
    ["brackets", "[".repeat(16_000)],
    ["back ticks", "`".repeat(16_000)],
    ["stars", "*a ".repeat(5_000)],
    ["quotes", ">".repeat(2_000)],
    ["quotes apart", `${"> ".repeat(40)}a`],
    ["lists", Array.from({ length: 200 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n")],
    ["lines", "a\n".repeat(5_000)],
  ])("%s", (_what, text) => {
    expect(html(text)).toBe("as typed");
  });
});
