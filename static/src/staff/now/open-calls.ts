import { HandlerError, type Handlers } from "../../shared/handlers";
import { Signal } from "../../shared/signal";
import type { StaffCall, StaffCallsAnswer } from "../../shared/wire";

/** The open calls of a course, page by page. What is shown is looked at anew as long as it is. */
export class OpenCalls {
  readonly changed = new Signal();
  /** null until the first answer. */
  calls: StaffCall[] | null = null;
  next: string | null = null;
  busy = false;
  /** Why the last look did not come; null where it did. */
  error: unknown = null;
  private pages = 1;
  private looks = 0;

  constructor(private readonly handlers: Handlers) {}

  /** Look at all pages that are shown, from the first one on. */
  async look(): Promise<void> {
    if (this.busy) return;
    await this.fetch(this.pages, [], null);
  }

  /** Get the page after the last one. */
  async more(): Promise<void> {
    if (!this.next || this.busy) return;
    this.pages += 1;
    await this.fetch(1, this.calls ?? [], this.next);
  }

  private async fetch(pages: number, before: StaffCall[], after: string | null): Promise<void> {
    const look = ++this.looks;
    this.busy = true;
    this.changed.emit();
    let [calls, next] = [before, after];
    try {
      for (let page = 0; page < pages && (page === 0 || next); page++) {
        const answer = await this.handlers.post<StaffCallsAnswer>("staff_calls", { after: next });
        calls = joined(calls, answer.calls);
        next = answer.next;
      }
      [this.calls, this.next, this.error] = [calls, next, null];
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.error = error;
    } finally {
      if (look === this.looks) this.busy = false;
      this.changed.emit();
    }
  }
}

/** Put a page behind those that are there: a call that somebody came to meanwhile stands once. */
function joined(before: StaffCall[], page: StaffCall[]): StaffCall[] {
  const anew = new Set(page.map(({ call_id: id }) => id));
  return [...before.filter(({ call_id: id }) => !anew.has(id)), ...page];
}
