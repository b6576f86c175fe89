// Fails when a script has grown over its limit, gzipped, in bytes.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limits = [
  ["lobby", ["lobby.js"], 12_000],
  ["room window", ["room.js", "page.css"], 40_000],
  ["lobby, later", ["lobby-later.js"], 12_500],
  ["room window while waiting", ["waiting.js"], 12_500],
];

for (const [what, files, limit] of limits) {
  const bytes = files.map((file) => gzipSync(readFileSync(`${import.meta.dirname}/dist/${file}`)).length);
  const weight = bytes.reduce((sum, one) => sum + one, 0);
  console.log(`${what}: ${weight} of ${limit} bytes`);
  if (weight > limit) process.exitCode = 1;
}
