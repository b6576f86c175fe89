import type { Clock } from "./clock";
import { Signal } from "./signal";
import type { Csrf } from "./wire";

/**
 * The codes of ours that settle a matter: asked again, the answer would be the same. Any other word may be anybody's who
 * stands between us and the server, or says that it may go well in a while.
 */
const SETTLED =
  /^(ba(rred|d-(file|input|plan|question))|files-(off|full)|link-over|unknown-person|masquerading|forbidden|no(-(course|such-handler)|t-(enrolled|eligible|in-call|allowed|reachable))|(call|file|room|resource)-not-found|method-not-allowed|conflict|already-in-call|request-id-taken|call-(over|full)|stale-resource|resource-unready|quotes-without-consent)$/;

/**
 * An answer that is no success. `status` is 0 when there was no answer at all. `message` is "" where the words are not ours.
 * It is known by its name: where a part of a page is loaded later, the page may hold this class twice.
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

  /** True if the same request may succeed in a while: no answer, or none that we gave, or the server is in trouble. */
  get passing(): boolean {
    return !SETTLED.test(this.code);
  }
}

export interface HandlersOptions {
  urls: Record<string, string>;
  csrf: Csrf;
  fetch: typeof fetch;
  clock: Clock;
}

/** The server's handlers: JSON in, JSON out, every refusal a `HandlerError`. */
export class Handlers {
  readonly changed = new Signal();
  /** The last answer of ours said that nobody is logged in. */
  loggedOut = false;

  constructor(private readonly options: HandlersOptions) {}

  /** Post to a handler. `keepalive` lets the request outlive the page. */
  async post<T>(name: string, body: object = {}, keepalive = false): Promise<T> {
    let response = await this.request(name, body, keepalive);
    let answer = await readObject(response);
    // A refusal that is not ours: the token may have changed, as it does when somebody logs in, here or in another tab.
    if (response.status === 403 && !answer["now"] && (await this.renew())) {
      response = await this.request(name, body, keepalive);
      answer = await readObject(response);
    }
    const now = textOf(answer["now"]);
    this.options.clock.learn(now);
    const code = textOf(answer["code"]);
    // All that we answer carries the time: a success without it is somebody else's page.
    const error = new HandlerError(response.status, code || "unreadable", now || SETTLED.test(code) ? textOf(answer["error"]) : "", answer);
    const good = response.ok && now !== "";
    if ((good || code === "not-logged-in") && this.loggedOut === good) {
      this.loggedOut = !good;
      this.changed.emit();
    }
    if (!good) throw error;
    return answer as T;
  }

  /** Read the newest CSRF token; false where none was told. */
  private async renew(): Promise<boolean> {
    const { csrf } = this.options;
    csrf.token = textOf((await readObject(await this.send(csrf.url)))["token"]);
    return csrf.token !== "";
  }

  private request(name: string, body: object, keepalive: boolean): Promise<Response> {
    const { csrf, urls } = this.options;
    const url = urls[name];
    if (!url) throw new HandlerError(404, "no-such-handler", name);
    const headers = { "Content-Type": "application/json", [csrf.header]: csrf.token };
    return this.send(url, { method: "POST", headers, body: JSON.stringify(body), keepalive });
  }

  private async send(url: string, init: RequestInit = {}): Promise<Response> {
    if (!init.keepalive) init.signal = AbortSignal.timeout(15_000);
    try {
      return await this.options.fetch(url, { ...init, credentials: "same-origin" });
    } catch {
      throw new HandlerError(0, "network", "");
    }
  }
}

/** Read what came as JSON; whatever is no object says nothing. */
async function readObject(response: Response): Promise<Record<string, unknown>> {
  try {
    return { ...((await response.json()) as object) };
  } catch {
    return {};
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
