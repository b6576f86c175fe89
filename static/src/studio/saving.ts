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
  constructor(
    private readonly runtime: StudioRuntime,
    private readonly block: unknown,
    private readonly csrf: Csrf,
    private readonly fetch: typeof globalThis.fetch,
  ) {}

  /** Whether the form stands in a frame of Studio's that closes it. */
  get closes(): boolean {
    return typeof this.runtime.notify === "function";
  }

  async post(handler: string, body: object): Promise<Answer> {
    try {
      const response = await this.fetch(this.runtime.handlerUrl(this.block, handler), {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", [this.csrf.header]: this.token },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(MILLISECONDS),
      });
      const answer = { ...((await response.json()) as object) } as Record<string, unknown>;
      return "now" in answer ? { status: response.status, body: answer } : { status: 0, body: {} };
    } catch {
      return { status: 0, body: {} };
    }
  }

  /** Have Studio close the form and show the block anew. */
  done(): void {
    this.runtime.notify?.("save", { state: "start" });
    this.runtime.notify?.("save", { state: "end" });
  }

  cancel(): void {
    this.runtime.notify?.("cancel", {});
  }

  /** The newest token: somebody may have logged in again in another tab since the form was opened. */
  private get token(): string {
    const kept = document.cookie.split("; ").find((one) => one.startsWith(`${this.csrf.cookie}=`));
    return kept?.slice(this.csrf.cookie.length + 1) || this.csrf.token;
  }
}
