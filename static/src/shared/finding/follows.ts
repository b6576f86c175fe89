import type { Handlers } from "../handlers";
import { Signal } from "../signal";
import type { FollowAnswer, FoundCall } from "../wire";

/** "I have this too": she is told when a question is answered that somebody else asked. */
export class Follows {
  readonly changed = new Signal();
  private readonly known = new Map<string, FollowAnswer>();
  private readonly busy = new Set<string>();

  constructor(private readonly handlers: Handlers) {}

  /** Whether she follows a question, and how many do, as the last answer had it. */
  of(call: FoundCall): FollowAnswer {
    return this.known.get(call.call_id) ?? call;
  }

  /** Follow a question, or do so no longer; once is enough. Rejects with `HandlerError`. */
  async follow({ call_id: id }: FoundCall, undo: boolean): Promise<void> {
    if (this.busy.has(id)) return;
    this.busy.add(id);
    try {
      this.known.set(id, await this.handlers.post<FollowAnswer>("follow", { call_id: id, ...(undo ? { undo } : {}) }));
    } finally {
      this.busy.delete(id);
    }
    this.changed.emit();
  }
}
