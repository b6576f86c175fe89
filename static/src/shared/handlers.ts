import type { Clock } from "./clock";

/**
 * An answer that is no success. `status` is 0 when there was no answer at all. It is known by its name: where a part of a
 * page is loaded later, the page may hold this class twice.
 */
export class HandlerError extends Error {
  override readonly name = "HandlerError";

  constructor(
    readonly status: number,
    readonly code: string,
    sentence: string,
    readonly body: Record<string, unknown> = {},
  ) {
    super(sentence);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "HandlerError";
  }

  /** True if the same request may succeed in a while: no answer, or the server is in trouble. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429;
  }
}

export interface HandlersOptions {
  urls: Record<string, string>;
  header: string;
  /** The CSRF token of this moment: it changes when somebody logs in. */
  token: () => string;
  fetch: typeof fetch;
  clock: Clock;
}

/** The server's handlers: JSON in, JSON out, every refusal a `HandlerError`. */
export class Handlers {
  constructor(private readonly options: HandlersOptions) {}

  has(name: string): boolean {
    return Boolean(this.options.urls[name]);
  }

  /** Post to a handler. `keepalive` lets the request outlive the page. */
  async post<T>(name: string, body: object = {}, keepalive = false): Promise<T> {
    const response = await this.request(name, body, keepalive);
    const answer = await readObject(response);
    this.options.clock.learn(textOf(answer["now"]));
    if (!response.ok) {
      const sentence = textOf(answer["error"]) || `${response.status} ${response.statusText}`;
      throw new HandlerError(response.status, textOf(answer["code"]) || "unreadable", sentence, answer);
    }
    return answer as T;
  }

  private async request(name: string, body: object, keepalive: boolean): Promise<Response> {
    const url = this.options.urls[name];
    if (!url) throw new HandlerError(404, "no-such-handler", name);
    const { header, token, fetch: send } = this.options;
    const init: RequestInit = {
      method: "POST",
      headers: { "Content-Type": "application/json", [header]: token() },
      body: JSON.stringify(body),
      credentials: "same-origin",
      keepalive,
    };
    if (!keepalive) init.signal = AbortSignal.timeout(15_000);
    try {
      return await send(url, init);
    } catch (error) {
      throw new HandlerError(0, "network", error instanceof Error ? error.message : "network");
    }
  }
}

async function readObject(response: Response): Promise<Record<string, unknown>> {
  try {
    const answer: unknown = await response.json();
    if (typeof answer === "object" && answer !== null) return answer as Record<string, unknown>;
  } catch {
    if (response.ok) throw new HandlerError(response.status, "unreadable", "unreadable");
  }
  return {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
