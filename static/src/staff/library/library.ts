import { HandlerError, type Handlers } from "../../shared/handlers";
import { Signal } from "../../shared/signal";
import type { LibraryAnswer, LibraryResource, LibraryShelf, LibraryUnit } from "../../shared/wire";

export const SHELVES: LibraryShelf[] = ["all", "reported", "unverified", "review", "published", "hidden", "draft", "merged"];

export interface Filter {
  show: LibraryShelf;
  unit: string;
  query: string;
}

/** What staff do with one resource. */
export type Deed = "verify" | "publish" | "hide";

/** All resources of a course, page by page, as far as they are looked for. */
export class Library {
  readonly changed = new Signal();
  /** null until the first answer. */
  rows: LibraryResource[] | null = null;
  units: LibraryUnit[] = [];
  next: string | null = null;
  filter: Filter = { show: "all", unit: "", query: "" };
  busy = false;
  /** Why the last look or deed did not come about; null where it did. */
  error: unknown = null;
  private looks = 0;

  constructor(private readonly handlers: Handlers) {}

  get filtered(): boolean {
    const { show, unit, query } = this.filter;
    return show !== "all" || unit !== "" || query.trim() !== "";
  }

  choose(change: Partial<Filter>): Promise<void> {
    this.filter = { ...this.filter, ...change };
    return this.look();
  }

  /** Look from the first page on. */
  async look(): Promise<void> {
    await this.fetch([], null);
  }

  /** Get the page after the last one. */
  async more(): Promise<void> {
    if (this.next && !this.busy) await this.fetch(this.rows ?? [], this.next);
  }

  /** Do something with a resource, and say whether it was done. What is shown is looked at anew, also where it was not. */
  async act(deed: Deed, { resource_id, rev }: LibraryResource, reason?: string): Promise<boolean> {
    const body = { resource_id, rev, ...(reason ? { reason } : {}) };
    let failure: unknown = null;
    try {
      await this.handlers.post(`resource_${deed}`, body);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      failure = error;
    }
    await this.look();
    this.error ??= failure;
    this.changed.emit();
    return failure === null;
  }

  private async fetch(before: LibraryResource[], after: string | null): Promise<void> {
    const look = ++this.looks;
    [this.busy, this.error] = [true, null];
    this.changed.emit();
    try {
      const answer = await this.handlers.post<LibraryAnswer>("staff_resources", { ...this.filter, after });
      if (look !== this.looks) return;
      const anew = new Set(answer.resources.map(({ resource_id: id }) => id));
      this.rows = [...before.filter(({ resource_id: id }) => !anew.has(id)), ...answer.resources];
      [this.units, this.next] = [answer.units, answer.next];
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      if (look === this.looks) this.error = error;
    } finally {
      if (look === this.looks) this.busy = false;
      this.changed.emit();
    }
  }
}
