import { HandlerError, type Handlers } from "../shared/handlers";
import { Signal } from "../shared/signal";
import type { StaffWaiting } from "../shared/wire";

/** How much waits for the staff of a course, as it was when that was last heard. */
export class Waiting {
  readonly changed = new Signal();
  /** null until it is heard for the first time. */
  counts: StaffWaiting | null = null;

  constructor(private readonly handlers: Pick<Handlers, "post">) {}

  get all(): number {
    const { left = 0, reports = 0, resources = 0 } = this.counts ?? {};
    return left + reports + resources;
  }

  /** Look now. Where that does not come, what was heard stays. */
  async look(): Promise<void> {
    try {
      this.take(await this.handlers.post<StaffWaiting>("staff_waiting"));
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
    }
  }

  private take(heard: StaffWaiting): void {
    const before = this.counts;
    this.counts = heard;
    if (before?.left !== heard.left || before.reports !== heard.reports || before.resources !== heard.resources) this.changed.emit();
  }
}
