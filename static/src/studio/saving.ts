/** What the form asks the server, by the way that Studio and the workbench have for it. */
import type { Csrf } from "../shared/wire";

/** Studio's own, and the workbench's, which tells nobody of anything. */
export interface StudioRuntime {
  handlerUrl(element: unknown, handler: string): string;
  notify?(name: string, data: object): void;
}

/** What came of a request: `status` is 0 without an answer, and where the answer is not ours. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

const MILLISECONDS = 20_000;

export class Saving {
  private token: string;

  constructor(
    private readonly runtime: StudioRuntime,
    private readonly block: unknown,
    private readonly csrf: Csrf,
    private readonly fetch: typeof globalThis.fetch,
  ) {
    this.token = csrf.token;
  }

  /** Whether the form stands in a frame of Studio's that closes it. */
  get closes(): boolean {
    return typeof this.runtime.notify === "function";
  }

  async post(handler: string, body: object): Promise<Answer> {
    const answer = await this.send(handler, body);
    // A refusal that is not ours: whoever logged in again in another tab has another token.
    if (answer.status !== 403 || answer.body["now"]) return judged(answer);
    this.token = String((await this.send("studio_token")).body["token"] ?? "");
    return this.token ? judged(await this.send(handler, body)) : judged(answer);
  }

  /** Have Studio close the form and show the block anew. */
  done(): void {
    this.runtime.notify?.("save", { state: "start" });
    this.runtime.notify?.("save", { state: "end" });
  }

  cancel(): void {
    this.runtime.notify?.("cancel", {});
  }

  private async send(handler: string, body?: object): Promise<Answer> {
    const posted: RequestInit = { method: "POST", headers: { "Content-Type": "application/json", [this.csrf.header]: this.token }, body: JSON.stringify(body) };
    try {
      const signal = AbortSignal.timeout(MILLISECONDS);
      const response = await this.fetch(this.runtime.handlerUrl(this.block, handler), { ...(body ? posted : {}), credentials: "same-origin", signal });
      return { status: response.status, body: await objectOf(response) };
    } catch {
      return { status: 0, body: {} };
    }
  }
}

/** All that we answer carries the time: what does not is somebody else's page. */
function judged(answer: Answer): Answer {
  return "now" in answer.body ? answer : { status: 0, body: {} };
}

async function objectOf(response: Response): Promise<Record<string, unknown>> {
  try {
    return { ...((await response.json()) as object) };
  } catch {
    return {};
  }
}
