import type { Handlers } from "../shared/handlers";
import { Signal } from "../shared/signal";
import { SingleFlight } from "../shared/single-flight";
import type { PeopleAnswer, Person } from "../shared/wire";
import { bare } from "../shared/xmpp/stanza";

/** Who is who in a call. Names come from the server alone: what somebody calls himself in the room proves nothing. */
export class People {
  readonly changed = new Signal();
  all: Person[] = [];

  private readonly missed = new Set<string>();
  private unknown?: string;
  private readonly flight = new SingleFlight(() => this.load());

  constructor(
    private readonly handlers: Handlers,
    private readonly callId: string,
  ) {}

  find(jid: string): Person | undefined {
    return this.all.find((person) => bare(person.jid) === jid);
  }

  /**
   * Return the name, or "" for somebody unknown, who is then looked up once: the server hears whom we see, for it may not
   * have noticed yet who came by another program.
   */
  name(jid: string): string {
    const person = this.find(jid);
    if (!person && jid && !this.missed.has(jid)) {
      this.missed.add(jid);
      this.unknown = jid;
      void this.refresh();
    }
    return person?.name ?? "";
  }

  /** Ask the server, and once more after an answer that is under way. A failure leaves what is known. */
  refresh(): Promise<void> {
    return this.flight.run();
  }

  private async load(): Promise<void> {
    try {
      const answer = await this.handlers.post<PeopleAnswer>("people", { call_id: this.callId, person: this.unknown });
      this.all = answer.people;
      this.changed.emit();
    } catch {
      // Names are shown as they were; the next reconnect asks again.
      return;
    }
  }
}
