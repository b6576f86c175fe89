// @vitest-environment happy-dom
/** A question or a title within lines: what is in it is shown, and nothing that stands in a way of its own. */
import { render } from "lit";
import { expect, test } from "vitest";
import { inline } from "../../src/shared/inline-view";
import { flowing } from "../../src/shared/written/flowing";

function laidOut(markup: string): string {
  const template = document.createElement("template");
  template.innerHTML = markup;
  const place = document.createElement("span");
  place.append(flowing(template.content));
  return place.innerHTML;
}

test.each([
  ["a paragraph is a line", "<p>Why <math><mi>A</mi></math>?</p>", "Why <math><mi>A</mi></math>?"],
  ["so is each of many", "<p>one</p><p>two</p><blockquote><p>three</p></blockquote>", "one\ntwo\nthree"],
  ["lists keep their signs", "<p>So:</p><ol start=\"3\"><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ol>", "So:\n3. a\n4. b\n• c"],
  ["code in a block is code", "<pre><code>a\n  b\n</code></pre><p>fails</p>", "<code>a\n  b</code>\nfails"],
  ["a link is its words: it may stand in one, or in a button", "<p>see <a href=\"https://example.org\"><em>this</em></a></p>", "see <em>this</em>"],
  ["what cannot be shown stands as it was typed", "<p><code class=\"unrendered\">$\\x$</code><button>Why?</button><span class=\"reason\">it cannot</span> ?</p>", "<code class=\"unrendered\">$\\x$</code> ?"],
])("%s", (_what, markup, lines) => expect(laidOut(markup)).toBe(lines));

test("a text with nothing in it stands as it is, and costs no script", () => {
  expect(inline("Why is x - 1 < 5, and what's (a) then?")).toBe("Why is x - 1 < 5, and what's (a) then?");
  const place = document.createElement("p");
  render(inline("What is $A^{-1}$?"), place);
  expect([place.firstElementChild?.localName, place.textContent]).toEqual(["chatxblock-inline", "What is $A^{-1}$?"]);
});
