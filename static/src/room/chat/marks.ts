/** What lines say of others (XEP-0308, 0444, 0461), folded into the log: by whom it may be, and while it may be. */
import { child, type Stanza } from "../../shared/xmpp/stanza";
import { withoutAddress } from "../../shared/files/file-line";
import { unquoted } from "../../shared/quoted";
import type { About, ArchivedLine, Log, LogLine } from "./log";

/** As on the server: so long after a line the room may receive a correction of it. */
export const CORRECTABLE_MILLISECONDS = 15 * 60_000;
const QUOTED_LETTERS = 140;

/** A line while it is judged: in its author's last words. */
interface Standing {
  first: LogLine;
  body: string;
  earlier: string[];
  takenBack: boolean;
  answers: string;
  signs: Map<string, string[]>;
}

/** Keep a log folded from now on. `older`: whether lines may stand before those that are known. */
export function keepFolded(log: Log, older: () => boolean): void {
  const firsts = new Map<string, LogLine>();
  const strays = new Set<string>();
  log.fold = (): void => {
    for (const entry of log.entries) if (entry.kind === "line" && !firsts.has(entry.archiveId) && !strays.has(entry.archiveId)) firsts.set(entry.archiveId, entry);
    const { standing, stray } = judge([...firsts.values()], log.markings, older());
    let { entries } = log;
    for (const line of stray) if (!strays.has(line.archiveId)) entries = inserted(entries, { ...line, kind: "line", earlier: [] });
    const gone = [...strays].filter((id) => !stray.some(({ archiveId }) => archiveId === id));
    for (const line of stray) strays.add(line.archiveId);
    for (const id of gone) strays.delete(id);
    log.entries = entries
      .filter(({ archiveId }) => !gone.includes(archiveId))
      .map((entry) => {
        const stands = standing.get(entry.archiveId);
        return entry.kind === "line" && stands ? shown(entry, stands, standing) : entry;
      });
  };
  log.fold();
}

function judge(firsts: LogLine[], markings: ArchivedLine[], older: boolean): { standing: Map<string, Standing>; stray: ArchivedLine[] } {
  const standing = new Map<string, Standing>();
  /** By author and message id, the archive's id of the line, or of what it corrects. */
  const said = new Map<string, string>();
  const heard = new Set(firsts.map(({ id }) => id));
  const stray: ArchivedLine[] = [];
  const marks = markings.filter(({ replaces, body }) => replaces || !body);
  const copies = new Set<string>();
  for (const line of [...firsts, ...marks].sort((one, other) => one.at - other.at || order(one, other))) {
    const target = line.replaces ? standing.get(said.get(`${line.author} ${line.replaces}`) ?? "") : undefined;
    if (line.body && !line.replaces) standing.set(line.archiveId, begun(line as LogLine));
    else if (!line.replaces) react(standing, line);
    else if (line.id && copies.has(`${line.author} ${line.id} ${line.body}`)) continue;
    else if (target && line.at - target.first.at <= CORRECTABLE_MILLISECONDS) correct(target, line);
    else if (target || heard.has(line.replaces) || !older) {
      if (takesBack(line)) continue;
      stray.push(line);
      standing.set(line.archiveId, begun({ ...line, kind: "line", earlier: [] }));
    } else continue;
    copies.add(`${line.author} ${line.id} ${line.body}`);
    if (!line.body || !line.id) continue;
    const within = target && !stray.includes(line) ? target.first.archiveId : line.archiveId;
    said.set(`${line.author} ${line.id}`, within);
  }
  return { standing, stray };
}

/** Of two at the same moment the one that the archive has first. */
function order(one: ArchivedLine, other: ArchivedLine): number {
  return one.archiveId.length - other.archiveId.length || (one.archiveId < other.archiveId ? -1 : 1);
}

function begun(line: LogLine): Standing {
  const answers = markOf(line, "reply")?.attrs["id"] ?? "";
  return { first: line, body: line.body, earlier: [], takenBack: false, answers, signs: new Map() };
}

function correct(target: Standing, line: ArchivedLine): void {
  if (target.takenBack) return;
  if (takesBack(line)) {
    target.takenBack = true;
    target.signs.clear();
    return;
  }
  target.earlier.push(whole(target));
  target.body = words(target, line.body, line);
}

function react(standing: Map<string, Standing>, line: ArchivedLine): void {
  const mark = markOf(line, "reactions");
  const target = standing.get(mark?.attrs["id"] ?? "");
  if (!target || target.takenBack || !line.author) return;
  const signs = (mark?.children ?? []).map(({ text }) => text).filter(Boolean);
  target.signs.delete(line.author);
  if (signs.length > 0) target.signs.set(line.author, [...new Set(signs)]);
}

function shown(entry: LogLine, stands: Standing, standing: Map<string, Standing>): LogLine {
  const { first, takenBack, answers } = stands;
  const found = standing.get(answers);
  const quote = found ? { archiveId: answers, author: found.first.author, body: found.takenBack ? "" : head(whole(found)) } : null;
  const signs = new Map<string, string[]>();
  for (const [author, set] of stands.signs) for (const sign of set) signs.set(sign, [...(signs.get(sign) ?? []), author]);
  const about: About = { takenBack, quote, signs: [...signs] };
  const body = takenBack ? "" : quote || !answers ? whole(stands) : stands.body;
  const earlier = takenBack ? [] : stands.earlier;
  if (!takenBack && !quote && signs.size === 0 && earlier.length === 0 && !entry.about) return entry;
  const next: LogLine = { ...first, body, earlier, about };
  return JSON.stringify([entry.body, entry.earlier, entry.about]) === JSON.stringify([body, earlier, about]) ? entry : next;
}

/** The beginning of a line; of one that hands a file on, all but its address. */
function head(body: string): string {
  return [...withoutAddress(body)].slice(0, QUOTED_LETTERS).join("");
}

function whole(stands: Standing): string {
  return stands.earlier.length > 0 ? stands.body : words(stands, stands.body, stands.first);
}

/** What a body says without what it repeats, where it is an answer. */
function words(stands: Standing, body: string, line: ArchivedLine): string {
  const part = child(markOf(line, "fallback"), "body");
  return stands.answers && part?.attrs["start"] === "0" ? unquoted(body, Number(part.attrs["end"]) || 0) : body;
}

function takesBack(line: ArchivedLine): boolean {
  return markOf(line, "taken-back") !== undefined;
}

function markOf(line: ArchivedLine, name: string): Stanza | undefined {
  return line.marks?.find((mark) => mark.name === name);
}

function inserted(entries: Log["entries"], line: LogLine): Log["entries"] {
  const place = entries.findLastIndex(({ at }) => at <= line.at) + 1;
  return [...entries.slice(0, place), line, ...entries.slice(place)];
}
