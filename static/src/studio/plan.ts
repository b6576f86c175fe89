/** The rounds of asking as an author sees them: rows instead of lines, and the sentence that they make. */
import type { Texts } from "../shared/texts";

export const POOLS = ["peers", "listed", "staff", "everyone"] as const;
export type Pool = (typeof POOLS)[number];

/** One round; its numbers are as they were typed. */
export interface Round {
  size: string;
  pool: Pool;
  /** How long to wait until the next one, in seconds. */
  wait: string;
}

const LINE = /^(-?\d{1,9})\s+([a-z]+)\s+(-?\d+(?:\.\d+)?)\s*(s|m|min|h)?$/i;
const SECONDS: Record<string, number> = { s: 1, m: 60, min: 60, h: 3600 };

/** The rounds of a plan as it is kept, one a line; null for one that is none, which stays as it was typed. */
export function readPlan(text: string): Round[] | null {
  const rounds: Round[] = [];
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (!line) continue;
    const [, size = "", pool = "", wait = "", unit = "s"] = LINE.exec(line) ?? [];
    if (!size || !isPool(pool.toLowerCase())) return null;
    rounds.push({ size, pool: pool.toLowerCase() as Pool, wait: String(Number(wait) * (SECONDS[unit.toLowerCase()] ?? 1)) });
  }
  return rounds;
}

export function writePlan(rounds: readonly Round[]): string {
  return rounds.map(({ size, pool, wait }) => `${size.trim() || "?"} ${pool} ${wait.trim() || "?"}s`).join("\n");
}

/** "3 fellow learners; after 20 seconds 8 of your list; after 50 seconds 10 of everybody". */
export function planWords(texts: Texts, rounds: readonly Round[]): string {
  const { t } = texts;
  let waited = 0;
  const parts = rounds.map(({ size, pool, wait }) => {
    const who = groupWords(texts, pool, Number(size));
    const words = waited ? t("after {time} {who}", { time: timeWords(texts, waited), who }) : who;
    waited += Number(wait);
    return words;
  });
  const last = rounds.at(-1);
  if (!last || rounds.some(({ size, wait }) => !(Number(size) > 0) || !(Number(wait) > 0))) return "";
  return t("{rounds}; then as many again every {time}, until somebody comes.", { rounds: parts.join("; "), time: timeWords(texts, Number(last.wait)) });
}

export function poolWords({ t }: Texts, pool: Pool): string {
  if (pool === "peers") return t("fellow learners of this unit");
  if (pool === "listed") return t("people on your list");
  return pool === "staff" ? t("course staff") : t("everybody in the course");
}

function groupWords({ n }: Texts, pool: Pool, size: number): string {
  if (pool === "peers") return n("{n} fellow learner", "{n} fellow learners", size);
  if (pool === "listed") return n("{n} of your list", "{n} of your list", size);
  return pool === "staff" ? n("{n} of the course staff", "{n} of the course staff", size) : n("{n} of everybody in the course", "{n} of everybody in the course", size);
}

export function timeWords({ n }: Texts, seconds: number): string {
  return seconds > 60 && seconds % 60 === 0 ? n("{n} minute", "{n} minutes", seconds / 60) : n("{n} second", "{n} seconds", seconds);
}

function isPool(word: string): boolean {
  return (POOLS as readonly string[]).includes(word);
}
