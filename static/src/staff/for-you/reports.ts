import { HandlerError, type Handlers } from "../../shared/handlers";
import { Signal } from "../../shared/signal";
import type { StaffReport, StaffReportAnswer, StaffReportsAnswer, TalkOutcome } from "../../shared/wire";

/** Reports of talks that wait, page by page, and those that were opened, with the log around them. */
export class Reports {
  readonly changed = new Signal();
  /** null until the first answer. */
  reports: StaffReport[] | null = null;
  next: string | null = null;
  /** Why the last look did not come; null where it did. */
  error: unknown = null;
  /** By id; one that somebody else settled stays until it is put away. */
  readonly opened = new Map<string, StaffReportAnswer>();
  private looks = 0;

  constructor(private readonly handlers: Pick<Handlers, "post">) {}

  /** What is shown: what waits, and before it what is open here and does not wait any more. */
  get shown(): StaffReport[] {
    const waiting = this.reports ?? [];
    const ids = new Set(waiting.map(({ report_id: id }) => id));
    return [...[...this.opened.values()].map(({ report }) => report).filter(({ report_id: id }) => !ids.has(id)), ...waiting];
  }

  /** Look what waits now, from the newest on. */
  async look(): Promise<void> {
    const look = ++this.looks;
    try {
      const { reports, next } = await this.handlers.post<StaffReportsAnswer>("staff_reports");
      if (look !== this.looks) return;
      [this.reports, this.next, this.error] = [reports, next, null];
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.error = error;
    }
    this.changed.emit();
  }

  /** Get the page after the last one. Rejects with `HandlerError`. */
  async more(): Promise<void> {
    const look = ++this.looks;
    const { reports, next } = await this.handlers.post<StaffReportsAnswer>("staff_reports", { before: this.next });
    if (look !== this.looks) return;
    const known = new Set((this.reports ?? []).map(({ report_id: id }) => id));
    this.reports = [...(this.reports ?? []), ...reports.filter(({ report_id: id }) => !known.has(id))];
    this.next = next;
    this.changed.emit();
  }

  /** Read a report with the log around it. Rejects with `HandlerError`. */
  async open(id: string): Promise<void> {
    this.opened.set(id, await this.handlers.post<StaffReportAnswer>("staff_report", { report_id: id }));
    this.changed.emit();
  }

  close(id: string): void {
    this.opened.delete(id);
    this.changed.emit();
  }

  /** Say what came of it. Where somebody else was quicker, what they said is shown. Rejects with `HandlerError`. */
  async settle(id: string, outcome: TalkOutcome, words: string): Promise<void> {
    try {
      await this.handlers.post<StaffReportAnswer>("staff_settle", { report_id: id, outcome, ...(words && { words }) });
    } catch (error) {
      if (error instanceof HandlerError && error.code === "conflict") {
        await this.open(id);
        await this.look();
      }
      throw error;
    }
    this.opened.delete(id);
    await this.look();
  }
}
