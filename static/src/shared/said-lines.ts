/** Reads what was said in a talk, in the form of `docs/reference/transcript.schema.json`, as it stands after all corrections. */
import { HandlerError } from "./handlers";
import { unquoted } from "./quoted";

/** Every version of the form begins like this, and each has what is read here. */
const SCHEMA = "urn:chatxblock:transcript:";

export interface SaidLine {
  id: string;
  /** The author's bare chat address, "" for the room itself. */
  jid: string;
  /** As the reader may see it; "" where that is not known. */
  name: string;
  at: number;
  body: string;
  edited: boolean;
  /** Its author took it back, and the words are not to be read here. */
  takenBack: boolean;
}

/** What was said, and whether that is all of it. */
export interface Said {
  lines: SaidLine[];
  complete: boolean;
  /** Nobody keeps a log where they met. */
  unkept: boolean;
}

interface FileLine {
  id: string;
  time: string;
  author: { jid: string | null; name: string | null };
  body: string;
  message_id: string | null;
  replaces: string | null;
  repeats: string | null;
  /** Missing in older files, as is what stands below. */
  taken_back?: boolean;
  reacts_to?: string | null;
  answers?: string | null;
  quoted?: number;
}

/** Read all of it. Rejects with a `HandlerError`: passing where no answer was ours, or it may go well in a while. */
export async function readSaid(get: (url: string) => Promise<Response>, url: string): Promise<Said> {
  const { schema, lines, complete, log, code, error } = await read(get, url);
  if (typeof schema === "string" && schema.startsWith(SCHEMA) && Array.isArray(lines)) {
    return { lines: corrected(lines as FileLine[]), complete: complete === true, unkept: log === "none" };
  }
  throw new HandlerError(0, typeof code === "string" ? code : "unreadable", typeof error === "string" ? error : "");
}

async function read(get: (url: string) => Promise<Response>, url: string): Promise<Record<string, unknown>> {
  try {
    return { ...((await (await get(url)).json()) as object) };
  } catch {
    return {};
  }
}

/** Each line once, in the words to which its author corrected it. */
function corrected(lines: FileLine[]): SaidLine[] {
  const shown: SaidLine[] = [];
  const places = new Map<string, number>();
  for (const line of lines) {
    if (line.repeats || line.reacts_to || (line.taken_back && !line.replaces)) continue;
    const jid = line.author.jid ?? "";
    const known = line.replaces ? places.get(`${jid} ${line.replaces}`) : undefined;
    const first = known === undefined ? undefined : shown[known];
    const place = known ?? shown.length;
    if (first) shown[place] = { ...first, ...(line.taken_back || first.takenBack ? { body: "", takenBack: true } : { body: spoken(line), edited: true }) };
    else shown.push({ id: line.id, jid, name: line.author.name ?? "", at: Date.parse(line.time) || 0, body: spoken(line), edited: false, takenBack: false });
    if (line.message_id) places.set(`${jid} ${line.message_id}`, place);
  }
  return shown;
}

function spoken({ body, answers, quoted }: FileLine): string {
  return answers ? unquoted(body, quoted ?? 0) : body;
}
