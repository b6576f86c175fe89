/** What of a formula browsers would leave out in silence: it is drawn by our styles, or stands as typed and says why. */
import { describe, expect, test } from "vitest";
import { mathml } from "../../../src/shared/written/formulas";

function inLine(latex: string): string {
  return mathml(latex, false);
}

describe("what our styles draw", () => {
  test.each([
    ["\\overline{z}", 'menclose notation="top"'],
    ["\\underline{z}", 'menclose notation="bottom"'],
    ["\\cancel{x}", 'menclose notation="updiagonalstrike"'],
    ["\\boxed{42}", 'notation="box"'],
    ["\\mathllap{x}y", 'notation="llap"'],
    ["f'", 'notation="prime">′'],
  ])("%s", (latex, found) => {
    expect(inLine(latex)).toContain(found);
  });

  test("is told of each cell: where the right side of a system begins, and what stands above the line", () => {
    const cells = inLine("\\begin{array}{c|c}1&2\\\\ \\hline 3&4\\end{array}").match(/<mtd[^>]*>/g);
    expect(cells).toEqual(['<mtd notation="bottom right">', '<mtd notation="bottom">', '<mtd notation="right">', "<mtd>"]);
  });

  test("is nothing that somebody typed", () => {
    expect(inLine('\\text{ style="border-top:1px solid"}')).not.toContain("notation=");
  });
});

test("an operator that is put together keeps its letters", () => {
  expect(inLine("\\mathop{\\mathrm{argmax}}_x")).toMatch(/<mrow><mpadded[^>]*><mi>argmax<\/mi><\/mpadded><\/mrow>/);
  expect(inLine("\\mathop{a+b}_x c")).toMatch(/<msub><mrow><mi>a<\/mi><mo>\+<\/mo><mi>b<\/mi><\/mrow><mi>x<\/mi><\/msub>/);
});

test.each(["\\rule{1em}{1em}", "\\cancelto{0}{x}", "\\phase{45}", "\\longdiv{x}", "\\angl{n}"])("%s stands as typed", (latex) => {
  expect(() => inLine(latex)).toThrow("has a command that cannot be shown");
});

test.each(["\\phantom{x}", "\\hspace{3em}", "{}", "~", "\\label{a}", "% x", "\\mathstrut", "\u200b", "\\begin{matrix}&\\end{matrix}"])("%s would be an empty place, and stands as typed", (latex) => {
  expect(() => inLine(latex)).toThrow("This formula shows nothing.");
});

test.each(["\\sqrt{}", "\\frac{}{}", "\\boxed{}", "\\phantom{x}y", "+"])("%s is seen", (latex) => {
  expect(inLine(latex)).toContain("<math");
});
