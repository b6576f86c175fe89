/** What is read of a text where there is no place for formulas and code, the same as on the server. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { firstLine } from "../../src/shared/first-line";

const cases = JSON.parse(readFileSync(`${import.meta.dirname}/../../../tests/plain_cases.json`, "utf8")) as [string, string][];

test.each(cases)("%j", (text, plain) => expect(firstLine(text)).toBe(plain));

/** What a pattern may try over and over. */
const HOSTILE = ["$", "`", "*", "_", "~~", "\\(", "[", "\\ce{", "{", "**a ", "`a", "$a", "$\\", "> ", "- ", "[a](", "_a_ "];

test.each(HOSTILE)("%j many times is read in a moment", (sign) => {
  const before = performance.now();
  firstLine(sign.repeat(16_000));
  firstLine(`${sign.repeat(16_000)}\n`.repeat(3));
  expect(performance.now() - before).toBeLessThan(100);
});
