import { HandlerError } from "../shared/handlers";
import { Signal } from "../shared/signal";

/** A page of a list, and where the next one begins. */
export interface Page<T> {
  items: T[];
  next: string | number | null;
}

/** A list that is had page by page. What is shown is looked at anew as a whole, so that nothing of it is missing or doubled. */
export class Pages<T> {
  readonly changed = new Signal();
  /** null until the first answer. */
  items: T[] | null = null;
  next: Page<T>["next"] = null;
  busy = false;
  /** Why the last look did not come; null where it did. */
  error: unknown = null;
  private pages = 1;
  private looks = 0;

  constructor(
    private readonly fetch: (after: Page<T>["next"]) => Promise<Page<T>>,
    private readonly idOf: (item: T) => string | number,
  ) {}

  /** Look at all pages that are shown, from the first one on. */
  async look(): Promise<void> {
    if (!this.busy) await this.read(this.pages, [], null);
  }

  /** Look for something else: from the first page on, whatever is under way. */
  async anew(): Promise<void> {
    this.pages = 1;
    await this.read(1, [], null);
  }

  /** Get the page after the last one. */
  async more(): Promise<void> {
    if (!this.next || this.busy) return;
    this.pages += 1;
    await this.read(1, this.items ?? [], this.next);
  }

  /** Take something out that is not in the list any more; a look that is under way may still have it, and is not believed. */
  drop(id: string | number): void {
    this.looks += 1;
    this.busy = false;
    this.items = this.items?.filter((item) => this.idOf(item) !== id) ?? null;
    this.changed.emit();
  }

  private async read(pages: number, before: T[], after: Page<T>["next"]): Promise<void> {
    const look = ++this.looks;
    this.busy = true;
    this.changed.emit();
    let [items, next, error]: [T[], Page<T>["next"], unknown] = [before, after, null];
    try {
      for (let page = 0; page < pages && (page === 0 || next); page += 1) {
        const got = await this.fetch(next);
        items = this.joined(items, got.items);
        next = got.next;
      }
    } catch (failure) {
      if (!(failure instanceof HandlerError)) throw failure;
      error = failure;
    }
    if (look !== this.looks) return;
    this.busy = false;
    this.error = error;
    if (!error) [this.items, this.next] = [items, next];
    this.changed.emit();
  }

  /** Put a page behind those that are there: what has moved meanwhile stands once. */
  private joined(before: T[], page: T[]): T[] {
    const anew = new Set(page.map(this.idOf));
    return [...before.filter((item) => !anew.has(this.idOf(item))), ...page];
  }
}
