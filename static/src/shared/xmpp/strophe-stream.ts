import { $build, Strophe, type Builder, type SMStorageBackend } from "strophe.js";
import type { Ticket } from "../wire";
import { NS, type Stanza } from "./stanza";
import type { Ending, OpenStream, Stream, StreamEvents } from "./stream";

/** Seconds for which the server keeps our place after the line was cut (XEP-0198). */
const RESUME_SECONDS = 15;
const GOODBYE_MILLISECONDS = 2_000;
const LOOK_MILLISECONDS = 2_000;

/**
 * A stream on strophe.js in page mode. Each is a new strophe connection, since strophe forgets its handlers when it
 * disconnects; what has to outlive it, the state of stream management, is in the storage that is handed in.
 */
export class StropheStream implements Stream {
  private readonly connection: InstanceType<typeof Strophe.Connection>;
  private ending: Ending = "lost";
  private over = false;

  constructor(
    ticket: Ticket,
    name: string,
    storage: SMStorageBackend | null,
    private readonly events: StreamEvents,
  ) {
    Strophe.setLogLevel(Strophe.LogLevel.FATAL);
    this.connection = new Strophe.Connection(ticket.websocket_url, {
      mechanisms: [Strophe.SASLPlain],
      enableStreamManagement: storage !== null,
      ...(storage && { streamManagement: { storage, max: RESUME_SECONDS } }),
    });
    this.sendNothingTwice();
    this.askForNoSession();
    this.connection._attemptLegacyAuth = () => this.drop(); // a server that offers no log-in of ours, not even PLAIN
    this.rest();
    this.connection.addHandler((stanza) => this.receive(stanza), null, null, null);
    this.connection.connect(`${ticket.jid}/${ticket.resource ?? ""}${name}`, ticket.token, (status, condition) => {
      this.changed(status, condition ?? "");
    });
  }

  send(stanza: Stanza): boolean {
    if (this.over || !this.connection.connected) return false;
    this.connection.send(build(stanza).tree());
    return true;
  }

  close(): void {
    if (this.over) return;
    this.ending = "closed";
    this.lingerSocket();
    this.connection.disconnect("");
  }

  drop(): void {
    if (this.over) return;
    this.connection._doDisconnect();
  }

  /**
   * Leave the socket open for the server's own goodbye. strophe closes it right after ours, and browsers report what then
   * still arrives as an error; on what arrives in between, strophe itself may stumble.
   */
  private lingerSocket(): void {
    const transport = this.connection._proto;
    if (!(transport instanceof Strophe.Websocket) || !transport.socket) return;
    const socket = transport.socket;
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
    transport._closeSocket = () => {
      transport._onIdle = () => undefined; // a login that was under way would go on without a socket
      transport.socket = null;
      setTimeout(() => socket.close(), GOODBYE_MILLISECONDS);
    };
  }

  /**
   * Once a session can't be resumed, strophe would send again whatever the server had not confirmed in it. Some of it may
   * be in the room's archive by now, which the outbox looks up first.
   */
  private sendNothingTwice(): void {
    const { sm } = this.connection;
    if (!sm) return;
    sm.onFailed = () => {
      sm.reset();
      sm.serverSupported = true;
    };
  }

  /** RFC 6121 has done away with the session request, which strophe sends where it is offered: a round trip for nothing. */
  private askForNoSession(): void {
    Object.defineProperty(this.connection, "do_session", { get: () => false, set: () => undefined });
  }

  /** strophe looks ten times a second whether a timer of its own is due; what is sent and heard does not wait for that. */
  private rest(): void {
    const { connection } = this;
    const look = connection._onIdle.bind(connection);
    connection._onIdle = () => {
      look();
      clearTimeout(connection._idleTimeout ?? undefined);
      if (connection.connected) connection._idleTimeout = setTimeout(connection._onIdle, LOOK_MILLISECONDS);
    };
  }

  private receive(stanza: Element): boolean {
    try {
      this.events.received(read(stanza));
    } catch (error) {
      // strophe takes a handler off that throws, which would leave a stream that hears nothing.
      queueMicrotask(() => {
        throw error;
      });
    }
    return true;
  }

  private changed(status: number, condition: string): void {
    const { CONNECTED, AUTHFAIL, ERROR, DISCONNECTED } = Strophe.Status;
    if (status === CONNECTED) this.events.opened();
    else if (status === AUTHFAIL) this.refuse();
    else if (status === ERROR && condition === "conflict") this.ending = "conflict";
    else if (status === DISCONNECTED && !this.over) {
      this.over = true;
      this.events.ended(this.ending);
    }
  }

  private refuse(): void {
    this.ending = "refused";
    queueMicrotask(() => this.drop());
  }
}

/** Without a storage a stream that was cut is over, and others see it at once. */
export function stropheStreams(name: string, storage: SMStorageBackend | null): OpenStream {
  return (ticket, events) => new StropheStream(ticket, name, storage, events);
}

function read(node: Element): Stanza {
  const attrs: Record<string, string> = {};
  for (const attribute of node.attributes) attrs[attribute.name] = attribute.value;
  const children = [...node.children].map(read);
  const ns = node.namespaceURI ?? attrs["xmlns"] ?? NS.client;
  return { name: node.localName, ns, attrs, children, text: children.length ? "" : (node.textContent ?? "") };
}

function build(stanza: Stanza): Builder {
  const builder = $build(stanza.name, { ...stanza.attrs, xmlns: stanza.ns });
  append(builder, stanza);
  return builder;
}

function append(builder: Builder, stanza: Stanza): void {
  if (stanza.text) builder.t(stanza.text);
  for (const part of stanza.children) {
    builder.c(part.name, { ...part.attrs, xmlns: part.ns });
    append(builder, part);
    builder.up();
  }
}
