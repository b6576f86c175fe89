/** Reads the kept log of a talk that is over, in the form of `docs/reference/transcript.schema.json`. */
import { HandlerError } from "../shared/handlers";
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
}

/** Read all of it. Rejects with a `HandlerError`: passing where no answer was ours, else with the server's words. */
export async function readKeptLog(get: (url: string) => Promise<Response>, url: string): Promise<ArchivedLine[]> {
  const answer = await read(get, url);
  const { schema, lines, code, error } = answer;
  if (schema === SCHEMA && Array.isArray(lines)) return (lines as KeptLine[]).filter(isSaid).map(lineOf);
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

/** What takes nothing back, and what is set at a line, is no line. */
function isSaid(line: KeptLine): boolean {
  return !line.reacts_to && !(line.taken_back && !line.replaces);
}

function lineOf({ id, time, author, body, message_id: messageId, replaces }: KeptLine): ArchivedLine {
  const jid = author.jid ?? "";
  return {
    archiveId: id,
    id: messageId ?? "",
    author: jid,
    nick: jid.split("@", 1)[0] ?? "",
    body,
    at: Date.parse(time) || 0,
    replaces: replaces ?? "",
  };
}
