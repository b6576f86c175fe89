/** In which lines two texts differ. */

export interface Row {
  text: string;
  /** Whether the other text does not have it. */
  own: boolean;
}

/** The most pairs of lines that are compared; beyond them whatever stands between like beginnings and ends counts as changed. */
const MOST_PAIRS = 1_000_000;

/** The lines of two texts, each with whether it is missing in the other; by the longest run of lines in common. */
export function compared(one: string, other: string): [Row[], Row[]] {
  const [left, right] = [one.split("\n"), other.split("\n")];
  const lengths = commonLengths(left, right);
  const rows: [Row[], Row[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [mine, theirs] = [left[i], right[j]];
    if (mine !== undefined && mine === theirs) {
      rows[0].push({ text: mine, own: false });
      rows[1].push({ text: mine, own: false });
      i += 1;
      j += 1;
    } else if (mine !== undefined && (theirs === undefined || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      rows[0].push({ text: mine, own: true });
      i += 1;
    } else {
      rows[1].push({ text: theirs ?? "", own: true });
      j += 1;
    }
  }
  return rows;
}

/** For each pair of places, how many lines the rests have in common, in order. */
function commonLengths(left: string[], right: string[]): Uint16Array[] {
  if (left.length * right.length > MOST_PAIRS) return [];
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row) row[j] = left[i] === right[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}

function at(lengths: Uint16Array[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
