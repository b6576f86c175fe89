import { HandlerError, type Handlers } from "../handlers";
import type { Cancel, Timers } from "../ports";
import { Signal } from "../signal";
import type { FindAnswer, FoundCall, FoundResource } from "../wire";
import { isEnough } from "./enough";

const PAUSE_MILLISECONDS = 250;
const MOST = 3;
/** Nothing was looked for yet, or it failed. */
const NOT_YET = null;

/** One line of what was found. */
export type Item = { id: string; resource: FoundResource; call: null } | { id: string; resource: null; call: FoundCall };

/**
 * What others learned, and who asks the same right now: for the question as far as it is typed, and for none the unit's most
 * helpful resources. One look at a time; an answer to what does not stand there any more is dropped.
 */
export class Finding {
  readonly changed = new Signal();
  /** The question that `items` answer; "" for the unit's best, null where nothing has been found. */
  answered: string | null = NOT_YET;
  private found: Item[] = [];
  private best: Item[] | null = null;
  private readonly pinned = new Map<string, Item>();
  private wanted = "";
  private cancel: Cancel = () => undefined;
  private busy = false;
  private again = false;
  private opened = false;
  private stopped = false;

  constructor(
    private readonly handlers: Handlers,
    private readonly timers: Timers,
  ) {}

  /** What is pinned stays, whatever she types next; then what was found, the best first. */
  get items(): Item[] {
    const stay = [...this.pinned.values()].filter(({ id }) => !this.found.some((item) => item.id === id));
    return [...stay, ...this.found];
  }

  /** She sees the place: now it is looked for the unit's best, or what stands in the box already. */
  open(): void {
    this.begin();
    void this.look();
  }

  /** She is here, by her eyes or her keys: before that nothing is looked for. */
  begin(): void {
    this.opened = true;
  }

  /** What stands in the box now; looked for when she pauses. */
  typed(text: string): void {
    const question = text.trim();
    const wanted = isEnough(question) ? question : "";
    if (wanted === this.wanted || this.stopped) return;
    this.wanted = wanted;
    this.cancel();
    if (wanted) this.cancel = this.timers.after(PAUSE_MILLISECONDS, () => void this.look());
    else {
      this.show(this.best ? "" : NOT_YET, this.best ?? []);
      void this.look();
    }
  }

  /** Something that she does something with does not go away under her hands. */
  pin(item: Item): void {
    this.pinned.set(item.id, item);
  }

  unpin(id: string): void {
    this.pinned.delete(id);
  }

  stop(): void {
    this.stopped = true;
    this.cancel();
  }

  private async look(): Promise<void> {
    const question = this.wanted;
    this.again ||= this.busy;
    if (this.busy || this.stopped || !this.opened || question === this.answered) return;
    this.busy = true;
    const items = await this.find(question);
    this.busy = false;
    if (question === "" && items) this.best = items;
    // Without an answer she asks as always: it would have been a service to her.
    if (question === this.wanted) this.show(items ? question : NOT_YET, items ?? []);
    if (!this.again) return;
    this.again = false;
    await this.look();
  }

  private async find(question: string): Promise<Item[] | null> {
    try {
      const { resources, calls } = await this.handlers.post<FindAnswer>("find", question ? { question } : {});
      const learned = resources.map((resource): Item => ({ id: resource.resource_id, resource, call: null }));
      const asked = calls.map((call): Item => ({ id: call.call_id, resource: null, call }));
      return [...learned, ...asked].slice(0, MOST);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      return null;
    }
  }

  private show(answered: string | null, items: Item[]): void {
    this.answered = answered;
    this.found = items;
    this.changed.emit();
  }
}
