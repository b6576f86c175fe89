import { HandlerError, type Handlers } from "../shared/handlers";
import { Signal } from "../shared/signal";
import type { HelpedAnswer, Resource } from "../shared/wire";

/** `asked`: whether it is still right; `reporting`: something is wrong, and the reader says what. */
export type Asking = "asked" | "thanked" | "reporting" | "reported";

/** What a reader says of a resource: that it helped, that it is still right, or what is wrong. */
export class Reading {
  readonly changed = new Signal();
  helped: boolean;
  count: number;
  asking: Asking;
  /** What did not get through: the server's sentence, or "" if it was not reached. */
  failure: string | null = null;
  private busy = false;

  constructor(
    private readonly handlers: Handlers,
    private readonly resource: Resource,
  ) {
    this.helped = resource.helped_me;
    this.count = resource.helped;
    this.asking = resource.reported_by_me ? "reported" : "asked";
  }

  /** Say that it helped, or no longer. */
  toggle(): Promise<void> {
    return this.post(async () => {
      const body = { resource_id: this.resource.resource_id, undo: this.helped };
      const { helped, helped_me } = await this.handlers.post<HelpedAnswer>("resource_helped", body);
      this.count = helped;
      this.helped = helped_me;
    });
  }

  answer(asking: Asking): void {
    this.asking = asking;
    this.failure = null;
    this.changed.emit();
  }

  report(reason: string): Promise<void> {
    return this.post(async () => {
      await this.handlers.post("report", { resource_id: this.resource.resource_id, reason });
      this.asking = "reported";
    });
  }

  private async post(run: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      await run();
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.failure = error.passing ? "" : error.message;
    }
    this.busy = false;
    this.changed.emit();
  }
}
