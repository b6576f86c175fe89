import type { Handlers } from "../../shared/handlers";
import { readSaid, type Said } from "../../shared/said-lines";
import { Signal } from "../../shared/signal";
import type { AskedUnit, QuestionsAnswer, QuestionsWish, StaffQuestion } from "../../shared/wire";
import { Pages } from "../pages";

/** What a question's lines are so far: being read, there, or the error of the last try. */
export type Log = { state: "reading" } | { state: "there"; said: Said } | { state: "failed"; error: unknown };

/** What is looked for; what is not said is no matter. */
export type Filter = Pick<QuestionsWish, "query" | "state" | "unit" | "month" | "answered" | "helped" | "asker">;

/** All questions of a course, filtered, page by page, and what was said in those that were opened. */
export class Questions {
  readonly changed = new Signal();
  readonly pages: Pages<StaffQuestion>;
  filter: Filter = {};
  /** In which something was asked; told with the first page. */
  units: AskedUnit[] = [];
  readonly logs = new Map<string, Log>();
  private known = false;

  constructor(
    private readonly handlers: Handlers,
    private readonly get: (url: string) => Promise<Response>,
  ) {
    this.pages = new Pages<StaffQuestion>(
      (after) => this.page(after),
      ({ call_id: id }) => id,
    );
  }

  /** Look for something else. */
  async find(filter: Filter): Promise<void> {
    this.filter = filter;
    await this.pages.anew();
  }

  get filtered(): boolean {
    return Object.keys(this.filter).length > 0;
  }

  /** Read what was said; again, where it did not come. */
  async read({ call_id: id, transcript_url: url }: StaffQuestion): Promise<void> {
    if (["reading", "there"].includes(this.logs.get(id)?.state ?? "")) return;
    this.keep(id, { state: "reading" });
    try {
      this.keep(id, { state: "there", said: await readSaid(this.get, url) });
    } catch (error) {
      this.keep(id, { state: "failed", error });
    }
  }

  /** Forget what was said, so that it is read anew: what is open has more by then. */
  forget(id: string): void {
    this.logs.delete(id);
  }

  /** Answer one that was left for the teachers. Rejects with `HandlerError`. */
  async answer(id: string, answer: string): Promise<void> {
    await this.handlers.post("answer_left", { call_id: id, answer });
    await this.pages.look();
  }

  private async page(after: string | number | null): Promise<{ items: StaffQuestion[]; next: string | null }> {
    const wish = { ...this.filter, ...(this.known ? {} : { with_units: true }), after };
    const { questions: items, units, next } = await this.handlers.post<QuestionsAnswer>("staff_questions", wish);
    if (!this.known) this.units = units;
    this.known = true;
    return { items, next };
  }

  private keep(id: string, log: Log): void {
    this.logs.set(id, log);
    this.changed.emit();
  }
}
