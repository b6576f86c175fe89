const MOST_LETTERS = 140;

/** The first line that says something, cut where a notification would cut it. */
export function firstLine(question: string): string {
  const line = question.trim().split("\n", 1)[0] ?? "";
  const letters = [...line];
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join("")}…` : line;
}
