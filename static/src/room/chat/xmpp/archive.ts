/** The room's archive on the wire (XEP-0313 with XEP-0059). */
import { type Link, NoAnswer } from "../../../shared/xmpp/link";
import { bare, child, connectionName, element, marksOf, NS, type Stanza } from "../../../shared/xmpp/stanza";
import type { ArchivedLine } from "../log";

const PAGE = 100;

export interface ArchivePage {
  lines: ArchivedLine[];
  /** Ids of the first and last entry, lines or not; "" on an empty page. */
  first: string;
  last: string;
  /** Nothing lies beyond this page in the direction of reading. */
  complete: boolean;
}

/** `before`: the page that ends there, "" for the newest. `after`: the page that begins behind it. */
export type Where = { before: string } | { after: string };

/** Read one page. The entries come as messages before the answer does, so they are gathered until it is there. Rejects as `ask` does. */
export async function readArchive(link: Link, room: string, queryId: string, where: Where): Promise<ArchivePage> {
  const lines: ArchivedLine[] = [];
  const stop = link.received.subscribe((stanza) => {
    const line = readEntry(stanza, room, queryId);
    if (line) lines.push(line);
  });
  try {
    const end = readEnd(await link.ask(room, "set", archiveQuery(queryId, where)));
    // An archive that is empty says that it ends here: this one's database failed, which ejabberd does not say.
    if (!end.last && !end.complete) throw new NoAnswer();
    return { lines, ...end };
  } finally {
    stop();
  }
}

function archiveQuery(queryId: string, where: Where): Stanza {
  const place =
    "before" in where ? element("before", NS.rsm, {}, where.before) : element("after", NS.rsm, {}, where.after);
  const set = element("set", NS.rsm, {}, element("max", NS.rsm, {}, String(PAGE)), place);
  return element("query", NS.mam, { queryid: queryId }, set);
}

function readEntry(stanza: Stanza, room: string, queryId: string): ArchivedLine | null {
  const result = child(stanza, "result", NS.mam);
  if (!result || result.attrs["queryid"] !== queryId || bare(stanza.attrs["from"] ?? "") !== room) return null;
  const forwarded = child(result, "forwarded", NS.forward);
  const message = child(forwarded, "message");
  const body = child(message, "body")?.text ?? "";
  const marks = message ? marksOf(message) : [];
  if (!message || (!body && !marks.length)) return null;
  const author = child(child(message, "x", NS.mucUser), "item")?.attrs["jid"] ?? "";
  return {
    archiveId: result.attrs["id"] ?? "",
    id: message.attrs["id"] ?? "",
    author: author ? bare(author) : "",
    nick: connectionName(message.attrs["from"] ?? ""),
    body,
    at: Date.parse(child(forwarded, "delay", NS.delay)?.attrs["stamp"] ?? "") || 0,
    replaces: child(message, "replace", NS.correct)?.attrs["id"] ?? "",
    marks,
  };
}

function readEnd(answer: Stanza): Omit<ArchivePage, "lines"> {
  const fin = child(answer, "fin", NS.mam);
  const set = child(fin, "set", NS.rsm);
  return {
    first: child(set, "first")?.text ?? "",
    last: child(set, "last")?.text ?? "",
    complete: fin?.attrs["complete"] === "true",
  };
}
