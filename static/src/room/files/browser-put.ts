/** Sends a file to the handler that keeps it, with progress: what `fetch` cannot tell. */
import type { Csrf, FilePutAnswer } from "../../shared/wire";
import { NotSent, type Outgoing } from "./sending";

/** As long as a slow network may need for one file. */
const PATIENCE_MILLISECONDS = 180_000;
/** What passes although the server refuses: it is worth asking again. */
const PASSING = ["not-logged-in", "call-not-found", "stale-call", "too-many-requests"];

interface Answered {
  status: number;
  body: Record<string, unknown>;
}

export interface Target {
  url: string;
  csrf: Csrf;
  callId: string;
}

/** Raises `NotSent`. */
export async function put(target: Target, item: Outgoing, progress: (share: number) => void, stop: AbortSignal): Promise<FilePutAnswer> {
  let answer = await post(target, item, progress, stop);
  // A refusal that is not ours: the token may have changed, as it does when somebody logs in.
  if (answer.status === 403 && !answer.body["now"] && (await renew(target.csrf))) answer = await post(target, item, progress, stop);
  const { status, body } = answer;
  const ours = typeof body["now"] === "string";
  if (ours && status >= 200 && status < 300 && body["file"]) return body as unknown as FilePutAnswer;
  // The platform, or what stands before it, takes no more.
  if (status === 413) throw new NotSent("", true);
  const code = String(body["code"]);
  const settled = ours && status >= 400 && status < 500 && !PASSING.includes(code);
  throw new NotSent(ours ? String(body["error"] ?? "") : "", settled, code);
}

function post({ url, csrf, callId }: Target, item: Outgoing, progress: (share: number) => void, stop: AbortSignal): Promise<Answered> {
  const form = new FormData();
  for (const [key, value] of Object.entries({ call_id: callId, request_id: item.id, name: item.name, alt: item.alt })) form.append(key, value);
  form.append("file", item.blob, "file");
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const none = (): void => resolve({ status: 0, body: {} });
    request.open("POST", url);
    request.timeout = PATIENCE_MILLISECONDS;
    request.setRequestHeader(csrf.header, csrf.token);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, body: read(request.responseText) });
    request.onerror = request.ontimeout = request.onabort = none;
    stop.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

function read(text: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(text) as object) };
  } catch {
    return {};
  }
}

async function renew(csrf: Csrf): Promise<boolean> {
  try {
    const answer = await fetch(csrf.url, { credentials: "same-origin" });
    csrf.token = String(((await answer.json()) as Record<string, unknown>)["token"] ?? "");
    return csrf.token !== "";
  } catch {
    return false;
  }
}
