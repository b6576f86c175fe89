import { Backoff } from "../backoff";
import type { Cancel, Timers } from "../ports";
import { Signal } from "../signal";
import type { Ticket } from "../wire";
import { saysLoggedOut } from "./notice";
import { element, NS, type Stanza } from "./stanza";
import type { Ending, OpenStream, Stream } from "./stream";

/** `down`: never reached the chat yet. `lost`: it was there. `conflict` is final until `takeOver`. */
export type LinkState = "idle" | "connecting" | "online" | "down" | "lost" | "conflict";

const OPEN_MILLISECONDS = 12_000;
const ANSWER_MILLISECONDS = 10_000;
/** Heard nothing for so long, a line is rather made anew than trusted: the machine was asleep, or the page was stopped. */
const SILENT_MILLISECONDS = 90_000;

export class NoAnswer extends Error {}

export class Refused extends Error {
  constructor(readonly answer: Stanza) {
    super("refused");
  }
}

interface Waiting {
  resolve: (answer: Stanza) => void;
  reject: (error: Error) => void;
  cancel: Cancel;
}

export interface LinkOptions {
  open: OpenStream;
  /** A ticket that is still good: the server checks it at each log-in, and only then. */
  ticket: () => Promise<Ticket>;
  timers: Timers;
  newId: () => string;
  /** The service says that somebody has logged out in this browser; the line is down by then, and stays so. */
  loggedOut: () => void;
}

/** Keeps one stream to the chat server alive: opens it, notices when it died, opens the next. */
export class Link {
  readonly changed = new Signal<LinkState>();
  readonly received = new Signal<Stanza>();
  state: LinkState = "idle";
  ticket: Ticket | null = null;
  /** When something came last, by this machine's clock. */
  heardAt = 0;

  private stream: Stream | null = null;
  private readonly backoff: Backoff;
  private readonly waiting = new Map<string, Waiting>();
  private cancelTimer: Cancel = () => undefined;
  private attempt = 0;
  private wasOnline = false;

  constructor(private readonly options: LinkOptions) {
    this.backoff = new Backoff(() => options.timers.random());
  }

  connect(): void {
    if (this.state !== "idle") return;
    this.set("connecting");
    void this.open();
  }

  /** Say goodbye and stay away. */
  disconnect(): void {
    this.abandon("idle", (stream) => stream.close());
  }

  /** Cut the line as a failure would, and connect again: the stream does not answer any more. */
  renew(): void {
    if (this.state !== "online") return;
    this.fall("lost");
  }

  /** Try at once, since there is reason to hope: the network is back, or somebody looks. */
  nudge(): void {
    if (this.options.timers.now() - this.heardAt > SILENT_MILLISECONDS) this.renew();
    if (this.state !== "down" && this.state !== "lost") return;
    this.backoff.reset();
    void this.open();
  }

  /** Connect although another window took our place: the reader said so. */
  takeOver(): void {
    if (this.state !== "conflict") return;
    this.set("connecting");
    void this.open();
  }

  send(stanza: Stanza): boolean {
    return this.state === "online" && this.stream !== null && this.stream.send(stanza);
  }

  /** Send a query and wait for its answer. Rejects with `Refused` or `NoAnswer`. */
  ask(to: string, type: "get" | "set", payload: Stanza): Promise<Stanza> {
    const id = this.options.newId();
    return new Promise((resolve, reject) => {
      const cancel = this.options.timers.after(ANSWER_MILLISECONDS, () => this.giveUp(id));
      this.waiting.set(id, { resolve, reject, cancel });
      if (!this.send(element("iq", NS.client, { type, to, id }, payload))) this.giveUp(id);
    });
  }

  private async open(): Promise<void> {
    this.cancelTimer();
    const attempt = (this.attempt += 1);
    // One that was still opening would come up beside this one, and take its place from it.
    this.stream?.drop();
    let ticket: Ticket;
    try {
      ticket = await this.options.ticket();
    } catch {
      if (attempt === this.attempt) this.fall("lost");
      return;
    }
    if (attempt !== this.attempt) return;
    this.ticket = ticket;
    this.cancelTimer = this.options.timers.after(OPEN_MILLISECONDS, () => this.ended(attempt, "lost"));
    this.stream = this.options.open(ticket, {
      opened: () => this.opened(attempt),
      received: (stanza) => this.receive(attempt, stanza),
      ended: (why) => this.ended(attempt, why),
    });
  }

  private opened(attempt: number): void {
    if (attempt !== this.attempt) return;
    this.cancelTimer();
    this.backoff.reset();
    this.wasOnline = true;
    // Without a presence of our own the server brings us nothing that is sent to the person (RFC 6121, 4.2).
    this.stream?.send(element("presence", NS.client));
    this.set("online");
  }

  private receive(attempt: number, stanza: Stanza): void {
    if (attempt !== this.attempt) return;
    this.heardAt = this.options.timers.now();
    const id = stanza.attrs["id"] ?? "";
    const type = stanza.attrs["type"] ?? "";
    if (stanza.name === "iq" && (type === "result" || type === "error")) this.answer(id, type, stanza);
    else if (stanza.name === "iq") this.decline(stanza);
    else if (saysLoggedOut(stanza, this.ticket?.service_jid ?? "")) this.leave();
    else this.received.emit(stanza);
  }

  private leave(): void {
    this.disconnect();
    this.options.loggedOut();
  }

  private answer(id: string, type: string, stanza: Stanza): void {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    this.waiting.delete(id);
    waiting.cancel();
    if (type === "result") waiting.resolve(stanza);
    else waiting.reject(new Refused(stanza));
  }

  /** Answer what asks us: a ping with yes (XEP-0199), all else with "not here" (RFC 6120, 8.2.3). */
  private decline(query: Stanza): void {
    const ping = query.children.some((one) => one.ns === NS.ping);
    const attrs: Record<string, string> = { type: ping ? "result" : "error", id: query.attrs["id"] ?? "" };
    if (query.attrs["from"]) attrs["to"] = query.attrs["from"];
    const why = element("error", NS.client, { type: "cancel" }, element("service-unavailable", NS.stanzas));
    this.send(ping ? element("iq", NS.client, attrs) : element("iq", NS.client, attrs, why));
  }

  private ended(attempt: number, why: Ending): void {
    if (attempt === this.attempt) this.fall(why);
  }

  private fall(why: Ending): void {
    const next: LinkState = why === "conflict" ? "conflict" : this.wasOnline ? "lost" : "down";
    this.abandon(next, (stream) => stream.drop());
    if (next === "conflict") return;
    this.cancelTimer = this.options.timers.after(this.backoff.next(), () => void this.open());
  }

  private abandon(next: LinkState, end: (stream: Stream) => void): void {
    const stream = this.stream;
    this.attempt += 1;
    this.stream = null;
    this.cancelTimer();
    for (const id of [...this.waiting.keys()]) this.giveUp(id);
    if (stream) end(stream);
    this.set(next);
  }

  private giveUp(id: string): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    waiting?.cancel();
    waiting?.reject(new NoAnswer());
  }

  private set(state: LinkState): void {
    if (this.state === state) return;
    this.state = state;
    this.changed.emit(state);
  }
}
