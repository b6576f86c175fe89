import type { Clock } from "../shared/clock";
import type { Handlers } from "../shared/handlers";
import type { Ticket } from "../shared/wire";

/** A ticket about to expire is not worth a try: the log-in would come too late. */
const MARGIN_MILLISECONDS = 10_000;

/** Gives a fresh ticket for each connection; the one that came with the page spares the first a round trip. */
export class Tickets {
  constructor(
    private readonly handlers: Handlers,
    private readonly clock: Clock,
    private first: Ticket | null,
  ) {}

  readonly next = async (): Promise<Ticket> => {
    const first = this.first;
    this.first = null;
    if (first && Date.parse(first.expires_at) - MARGIN_MILLISECONDS > this.clock.now()) return first;
    return this.handlers.post<Ticket>("ticket");
  };
}
