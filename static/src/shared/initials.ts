/** The first letters of a name, one or two, for where there is no picture: whole as a reader sees them, and not joined. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => firstOf(word ?? "")).join(/\p{sc=Arab}/u.test(name) ? "\u200c" : "").toLocaleUpperCase();
}

function firstOf(word: string): string {
  return new Intl.Segmenter().segment(word).containing(0)?.segment ?? "";
}
