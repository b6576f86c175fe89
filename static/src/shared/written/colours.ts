/** Code in colours: which stretch of it is what, by the short names that the server's renderer has for them. */
import Prism from "./prism-core";
import { LANGUAGES } from "./languages";
import "prismjs/components/prism-clike";
import "prismjs/components/prism-markup";
import "prismjs/components/prism-css";
import "prismjs/components/prism-javascript";
import "prismjs/components/prism-typescript";
import "prismjs/components/prism-c";
import "prismjs/components/prism-cpp";
import "prismjs/components/prism-csharp";
import "prismjs/components/prism-java";
import "prismjs/components/prism-kotlin";
import "prismjs/components/prism-scala";
import "prismjs/components/prism-go";
import "prismjs/components/prism-rust";
import "prismjs/components/prism-swift";
import "prismjs/components/prism-python";
import "prismjs/components/prism-ruby";
import "prismjs/components/prism-r";
import "prismjs/components/prism-julia";
import "prismjs/components/prism-matlab";
import "prismjs/components/prism-haskell";
import "prismjs/components/prism-scheme";
import "prismjs/components/prism-pascal";
import "prismjs/components/prism-bash";
import "prismjs/components/prism-sql";
import "prismjs/components/prism-json";
import "prismjs/components/prism-yaml";
import "prismjs/components/prism-latex";

/** What a stretch is, "" for nothing special, and its text. */
export type Stretch = [string, string];

/** Prism's names, and the classes of Pygments after `code-`. */
const CLASSES: Record<string, string> = {
  keyword: "k", boolean: "kc", "class-name": "nc", builtin: "nb", function: "nf", decorator: "nd", annotation: "nd", "attr-name": "na",
  "attr-value": "s", string: "s", char: "s", "template-string": "s", "triple-quoted-string": "s", regex: "s", "string-interpolation": "s",
  number: "m", comment: "c", prolog: "c", doctype: "c", tag: "nt", selector: "nt", property: "na", "builtin-type": "kt", variable: "nv",
};

type Streamed = string | { type: string; content: Streamed | Streamed[] };

/** Tell the stretches of a code, of which all texts together are the code; null for a language that is not known. */
export function coloured(code: string, language: string): Stretch[] | null {
  const name = LANGUAGES[language.toLowerCase()];
  const grammar = name === undefined ? undefined : Prism.languages[name];
  if (!grammar) return null;
  const found: Stretch[] = [];
  flatten(Prism.tokenize(code, grammar) as Streamed[], "", found);
  return found;
}

function flatten(stream: Streamed | Streamed[], name: string, found: Stretch[]): void {
  if (typeof stream === "string") {
    const last = found.at(-1);
    if (last && last[0] === name) last[1] += stream;
    else found.push([name, stream]);
  } else if (Array.isArray(stream)) for (const one of stream) flatten(one, name, found);
  else flatten(stream.content, CLASSES[stream.type] ?? name, found);
}
