/** What a room and the page of a resource show alike: one file of cases, to which the server's renderer is held too. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "../../../src/shared/written/markdown";

const cases = JSON.parse(readFileSync(join(import.meta.dirname, "../../../../tests/written_cases.json"), "utf8")) as { text: string; looks: string }[];

/** How a text is laid out, without attributes and white space. */
function skeleton(text: string): string {
  const parsed = parse(text);
  if (!parsed) return "as typed";
  const pieces = [...parsed.pieces];
  const escaped = (code: string): string => code.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const filled = parsed.html.replace(/<wbr>/g, () => {
    const piece = pieces.shift();
    if (piece?.kind !== "code") return "<math>";
    return piece.block ? `<pre><code>${escaped(piece.code)}</code></pre>` : `<code>${escaped(piece.code)}</code>`;
  });
  const plain = filled
    .replace(/<p>(<math>)<\/p>/g, "$1")
    .replace(/<pre>(<pre>.*?<\/pre>)<\/pre>/gs, "$1")
    .replace(/<(\/?)del>/g, "<$1s>")
    .replace(/<(\w+)\s[^>]*>/g, "<$1>");
  return plain.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replace(/\s*(<[^>]+>)\s*/g, "$1").trim();
}

test.each(cases)("$text", ({ text, looks }) => {
  expect(skeleton(text)).toBe(looks);
});
