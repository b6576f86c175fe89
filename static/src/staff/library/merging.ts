import { HandlerError, type Handlers } from "../../shared/handlers";
import { Signal } from "../../shared/signal";
import type { LibraryAnswer, LibraryResource } from "../../shared/wire";

/** Two resources become one: the other is chosen, first among those that are alike, and then which of the two stays. */
export class Merging {
  readonly changed = new Signal();
  /** Which there are to choose from; null until the first answer. */
  found: LibraryResource[] | null = null;
  other: LibraryResource | null = null;
  /** Whether the one that was begun with stays, and not the other. */
  keepsOne = true;
  query = "";
  busy = false;
  /** Why the last step did not come about; null where it did. */
  error: unknown = null;
  private looks = 0;

  constructor(
    private readonly handlers: Handlers,
    readonly one: LibraryResource,
  ) {}

  get stays(): LibraryResource | null {
    return this.keepsOne ? this.one : this.other;
  }

  get goes(): LibraryResource | null {
    return this.keepsOne ? this.other : this.one;
  }

  /** Look for those that are like it, or that have these words. */
  async look(query = ""): Promise<void> {
    const look = ++this.looks;
    [this.query, this.busy, this.error] = [query, true, null];
    this.changed.emit();
    const body = query.trim() ? { query } : { like: this.one.resource_id };
    try {
      const { resources } = await this.handlers.post<LibraryAnswer>("staff_resources", body);
      if (look === this.looks) this.found = resources.filter(({ resource_id: id }) => id !== this.one.resource_id);
    } catch (error) {
      this.failed(error, look);
    } finally {
      if (look === this.looks) this.busy = false;
      this.changed.emit();
    }
  }

  /** Choose the other one; what is read and helped more people is what stays, unless the reader turns it round. */
  choose(other: LibraryResource | null): void {
    [this.other, this.error] = [other, null];
    this.keepsOne = !other || worth(this.one) >= worth(other);
    this.changed.emit();
  }

  turn(): void {
    this.keepsOne = !this.keepsOne;
    this.changed.emit();
  }

  /** Put the two together, and say whether that was done. */
  async merge(): Promise<boolean> {
    const { goes, stays } = this;
    if (!goes || !stays || this.busy) return false;
    [this.busy, this.error] = [true, null];
    this.changed.emit();
    try {
      await this.handlers.post("resource_merge", { resource_id: goes.resource_id, rev: goes.rev, into: stays.resource_id });
      return true;
    } catch (error) {
      this.failed(error, this.looks);
      return false;
    } finally {
      this.busy = false;
      this.changed.emit();
    }
  }

  private failed(error: unknown, look: number): void {
    if (!(error instanceof HandlerError)) throw error;
    if (look === this.looks) this.error = error;
  }
}

function worth({ state, helped }: LibraryResource): number {
  return state === "published" ? helped : -1;
}
