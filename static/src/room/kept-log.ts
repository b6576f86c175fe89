/** Reads the kept log of a talk that is over, in the form of `docs/reference/transcript.schema.json`. */
import { HandlerError } from "../shared/handlers";
import { element, type Stanza } from "../shared/xmpp/stanza";
import type { ArchivedLine } from "./chat/log";

const SCHEMA = "urn:chatxblock:transcript:1";

interface KeptLine {
  id: string;
  time: string;
  author: { jid: string | null };
  body: string;
  message_id: string | null;
  replaces: string | null;
  /** Missing in older files, as is what stands below. */
  taken_back?: boolean;
  reacts_to?: string | null;
  reactions?: string[];
  answers?: string | null;
  quoted?: number;
}

/** Read all of it. Rejects with a `HandlerError`: passing where no answer was ours, else with the server's words. */
export async function readKeptLog(get: (url: string) => Promise<Response>, url: string): Promise<ArchivedLine[]> {
  const answer = await read(get, url);
  const { schema, lines, code, error } = answer;
  if (schema === SCHEMA && Array.isArray(lines)) return (lines as KeptLine[]).filter((line) => line.replaces || !line.taken_back).map(lineOf);
  throw new HandlerError(0, typeof code === "string" ? code : "unreadable", typeof error === "string" ? error : "");
}

async function read(get: (url: string) => Promise<Response>, url: string): Promise<Record<string, unknown>> {
  try {
    const response = await get(url);
    return { ...((await response.json()) as object) };
  } catch {
    return {};
  }
}

function lineOf(line: KeptLine): ArchivedLine {
  const { id, time, author, body, message_id: messageId, replaces } = line;
  const jid = author.jid ?? "";
  return {
    archiveId: id,
    id: messageId ?? "",
    author: jid,
    nick: jid.split("@", 1)[0] ?? "",
    body,
    at: Date.parse(time) || 0,
    replaces: replaces ?? "",
    marks: marksOf(line),
  };
}

/** What it says of other lines, as a room would tell it. */
function marksOf({ taken_back: back, answers, quoted, reacts_to: target, reactions = [] }: KeptLine): Stanza[] {
  const part = element("body", "", { start: "0", end: String(quoted ?? 0) });
  return [
    ...(back ? [element("taken-back", "")] : []),
    ...(answers ? [element("reply", "", { id: answers }), element("fallback", "", {}, part)] : []),
    ...(target ? [element("reactions", "", { id: target }, ...reactions.map((sign) => element("reaction", "", {}, sign)))] : []),
  ];
}
