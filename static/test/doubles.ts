/** Stand-ins for the world: a clock that tests turn, a storage, handlers that answer from a table, a stream without wire. */
import type { Badge, Notices } from "../src/helper/ringing/ringer";
import type { Bell } from "../src/shared/bell";
import { Clock } from "../src/shared/clock";
import { Handlers } from "../src/shared/handlers";
import type { KeyValue, Timers } from "../src/shared/ports";
import { Signal } from "../src/shared/signal";
import type { Locks, WindowsChannel } from "../src/shared/windows";
import type { Call, DutyState, Invitation, Ticket } from "../src/shared/wire";
import { element, NS, type Stanza } from "../src/shared/xmpp/stanza";
import type { Ending, OpenStream, Stream, StreamEvents } from "../src/shared/xmpp/stream";

export class TurnedTimers implements Timers {
  time = Date.parse("2026-11-22T12:00:00Z");
  chance = 1;
  private jobs: { at: number; run: () => void }[] = [];

  now(): number {
    return this.time;
  }

  random(): number {
    return this.chance;
  }

  after(milliseconds: number, run: () => void): () => void {
    const job = { at: this.time + milliseconds, run };
    this.jobs.push(job);
    return () => {
      this.jobs = this.jobs.filter((one) => one !== job);
    };
  }

  /** Let so much time pass; what becomes due runs in order, and promises settle in between. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await settle();
    for (;;) {
      const next = this.jobs.filter((job) => job.at <= end).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.jobs = this.jobs.filter((job) => job !== next);
      this.time = Math.max(this.time, next.at);
      next.run();
      await settle();
    }
    this.time = end;
  }
}

/** Let every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

export class MemoryStorage implements KeyValue {
  readonly values = new Map<string, string>();

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }
}

/** A storage as some browsers have it in private windows. */
export class ForbiddenStorage implements KeyValue {
  getItem(): string | null {
    throw new Error("forbidden");
  }

  setItem(): void {
    throw new Error("forbidden");
  }

  removeItem(): void {
    throw new Error("forbidden");
  }
}

/** A whole response is what somebody else says in the server's place. */
type Reply = { status: number; body: unknown } | Response | "down";

/** A server that answers each handler from a list, the last answer for ever. */
export class FakeServer {
  readonly requests: { handler: string; body: Record<string, unknown>; keepalive: boolean; headers: Headers }[] = [];
  readonly clock: Clock;
  private readonly replies = new Map<string, Reply[]>();

  constructor(timers: Timers) {
    this.clock = new Clock(timers);
  }

  on(handler: string, ...replies: Reply[]): this {
    this.replies.set(handler, replies);
    return this;
  }

  handlers(): Handlers {
    const names = ["duty", "helper", "ask", "call", "cancel", "ticket", "inbox", "accept", "decline", "seen", "people", "leave", "gone"];
    const more = ["lobby", "invite", "remove", "solved", "leave_question", "answer_left", "dismiss_left", "left_read", "followed_read", "join", "admit", "find", "follow", "feedback", "exercises"];
    const written = ["draft", "save", "preview", "publish", "hide", "verify", "merge", "restore", "helped", "read", "work", "show"].map((name) => `resource_${name}`);
    const staff = ["calls", "helpers", "enter", "close", "questions", "reports", "report", "settle", "waiting", "clusters", "figures", "resources", "people", "deeds", "bar"].map((name) => `staff_${name}`);
    const urls = Object.fromEntries([...names, ...more, ...written, ...staff, "quote_wish", "report", "reports", "history"].map((name) => [name, `http://lms/${name}`]));
    return new Handlers({ urls, csrf: { cookie: "csrftoken", header: "X-CSRFToken", token: "secret", url: "http://lms/csrf" }, clock: this.clock, fetch: this.fetch });
  }

  /** All that the server answers carries its time. */
  private stamped(body: unknown): unknown {
    return { now: new Date(this.clock.now()).toISOString(), ...(body as object) };
  }

  bodies(handler: string): Record<string, unknown>[] {
    return this.requests.filter((request) => request.handler === handler).map((request) => request.body);
  }

  readonly fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const handler = String(url).split("/").at(-1) ?? "";
    const body = JSON.parse(String(init?.body)) as Record<string, unknown>;
    this.requests.push({ handler, body, keepalive: init?.keepalive ?? false, headers: new Headers(init?.headers) });
    const replies = this.replies.get(handler) ?? [{ status: 404, body: { error: "no", code: "no-such-handler" } }];
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    if (!reply || reply === "down") throw new TypeError("Failed to fetch");
    if (reply instanceof Response) return reply.clone();
    return Response.json(this.stamped(reply.body), { status: reply.status });
  };
}

export class FakeStream implements Stream {
  readonly sent: Stanza[] = [];
  ended: "" | "closed" | "dropped" = "";

  constructor(
    readonly ticket: Ticket,
    readonly events: StreamEvents,
  ) {}

  send(stanza: Stanza): boolean {
    if (this.ended) return false;
    this.sent.push(stanza);
    return true;
  }

  close(): void {
    this.ended = "closed";
  }

  drop(): void {
    this.ended = "dropped";
  }

  fail(why: Ending): void {
    this.events.ended(why);
  }

  /** The stanzas of one name that were sent, newest last. */
  all(name: string): Stanza[] {
    return this.sent.filter((stanza) => stanza.name === name);
  }

  /** Answer the newest query that carries a payload of this namespace. */
  answer(ns: string, type: "result" | "error", ...payload: Stanza[]): void {
    const query = this.all("iq").findLast((stanza) => stanza.children[0]?.ns === ns);
    if (!query) throw new Error(`nothing asked in ${ns}`);
    const attrs = { type, id: query.attrs["id"] ?? "", from: query.attrs["to"] ?? "" };
    this.events.received(element("iq", NS.client, attrs, ...payload));
  }
}

/** Opens fake streams and keeps them. */
export class FakeWire {
  readonly streams: FakeStream[] = [];

  readonly open: OpenStream = (ticket, events) => {
    const stream = new FakeStream(ticket, events);
    this.streams.push(stream);
    return stream;
  };

  get last(): FakeStream {
    const stream = this.streams.at(-1);
    if (!stream) throw new Error("no stream was opened");
    return stream;
  }
}

export function ticketFor(localpart = "lina"): Ticket {
  return {
    jid: `${localpart}@chat.test`,
    nick: localpart,
    token: "t",
    expires_at: "2026-11-22T12:05:00.000Z",
    websocket_url: "ws://chat.test/ws",
    service_jid: "chatxblock@service.chat.test",
    rooms_domain: "rooms.chat.test",
  };
}

export function dutyWith(values: Partial<DutyState> = {}): DutyState {
  return {
    helps: true,
    on_duty: true,
    until: null,
    paused: false,
    in_quiet: false,
    quiet_until: null,
    sound: true,
    may_help: true,
    barred: null,
    ...values,
  };
}

export function invitation(id: string, values: Partial<Invitation> = {}): Invitation {
  return {
    call_id: id,
    rev: 1,
    question: `question ${id}`,
    context: { usage_key: "u", title: "Unit 3", url: "", excerpt: "" },
    asker: { name: "Lina", image_url: "" },
    asked_at: `2026-11-22T11:0${id}:00.000Z`,
    round: 1,
    state: "waiting",
    helpers: [],
    asker_left: false,
    can_join: true,
    accepted: false,
    window_url: `/window/${id}`,
    invited_at: `2026-11-22T11:0${id}:00.000Z`,
    seen: true,
    remind_at: null,
    ...values,
  };
}

/** The windows of one browser: what one posts the others hear a turn later. */
export class FakeBrowser {
  readonly storage = new MemoryStorage();
  private readonly windows: FakeChannel[] = [];
  private readonly queues = new Map<string, Promise<void>>();

  channel(): FakeChannel {
    const channel = new FakeChannel((message) => {
      for (const other of this.windows) if (other !== channel) void Promise.resolve().then(() => other.hear(message));
    });
    this.windows.push(channel);
    return channel;
  }

  readonly locks: Locks = {
    request: (name, inside) => {
      const turn = (this.queues.get(name) ?? Promise.resolve()).then(inside);
      this.queues.set(name, turn);
      return turn;
    },
  };
}

export class FakeChannel implements WindowsChannel {
  readonly received = new Signal<unknown>();

  constructor(readonly post: (message: unknown) => void) {}

  hear(message: unknown): void {
    this.received.emit(message);
  }
}

export class FakeBell implements Bell {
  readonly changed = new Signal();
  rings = 0;

  constructor(public ready = true) {}

  ring(): void {
    this.rings += 1;
  }

  async unlock(): Promise<void> {
    this.ready = true;
    this.changed.emit();
  }
}

export class FakeBadge implements Badge {
  count = 0;

  show(count: number): void {
    this.count = count;
  }
}

export class FakeNotices implements Notices {
  readonly changed = new Signal();
  readonly log: string[] = [];

  constructor(public allowed = true) {}

  show(shown: Invitation): void {
    this.log.push(`show ${shown.call_id}`);
  }

  close(callId: string): void {
    this.log.push(`close ${callId}`);
  }
}

export function callWith(values: Partial<Call> = {}): Call {
  return {
    id: "c1",
    place: { kind: "chat", label: "chat room", url: null },
    rev: 1,
    state: "waiting",
    question: "Why?",
    context: { usage_key: "u", title: "Unit 3", url: "http://lms/unit", excerpt: "" },
    asked_at: "2026-11-22T11:59:00.000Z",
    my_role: "asker",
    round: 1,
    rounds: 1,
    next_round_at: null,
    invited: 3,
    seen: 0,
    declined: 0,
    helpers: [],
    helper_limit: 3,
    room: { jid: "r1@rooms.chat.test" },
    window_url: "/window/c1",
    transcript_url: "/transcript/c1",
    solved: false,
    asker_left: false,
    asker: { name: "Lina", image_url: "" },
    can_join: true,
    next_size: null,
    usual_wait: null,
    left_for_staff: false,
    withdrawn: false,
    exhausted: false,
    coming: [],
    knocking: [],
    ...values,
  };
}

export function counter(prefix = "id"): () => string {
  let count = 0;
  return () => `${prefix}${(count += 1)}`;
}

export function ok(body: unknown, status = 200): Exclude<Reply, Response> {
  return { status, body };
}

export function refusal(status: number, code: string, extra: object = {}): Exclude<Reply, Response> {
  return { status, body: { error: `Sentence of ${code}.`, code, ...extra } };
}
