import { HandlerError, type Handlers } from "../../shared/handlers";
import { Signal } from "../../shared/signal";
import type { FiguresAnswer } from "../../shared/wire";

export const BY = ["month", "hour", "round", "unit"] as const;
export type By = (typeof BY)[number];
/** Months that can be chosen, this one taken in. */
export const PERIODS = [1, 6, 12] as const;
export type Period = (typeof PERIODS)[number];

/** Which figures are looked at: they stand in the address, so that a link leads to the same ones. */
export interface Chosen {
  months: Period;
  by: By;
}

/** A course's figures over the months that are chosen, by what is chosen. */
export class CourseFigures {
  readonly changed = new Signal();
  /** null until the first answer. */
  answer: FiguresAnswer | null = null;
  busy = false;
  /** Why the last look did not come; null where it did. */
  error: unknown = null;
  private looks = 0;

  constructor(
    private readonly handlers: Handlers,
    public chosen: Chosen,
  ) {}

  /** Look at others. What is there stays until they have come. */
  async choose(change: Partial<Chosen>): Promise<void> {
    const before = this.chosen;
    this.chosen = { ...before, ...change };
    if (this.chosen.months === before.months) this.changed.emit();
    else await this.look();
  }

  async look(): Promise<void> {
    const look = ++this.looks;
    [this.busy, this.error] = [true, null];
    this.changed.emit();
    try {
      const answer = await this.handlers.post<FiguresAnswer>("staff_figures", { months: this.chosen.months });
      if (look === this.looks) this.answer = answer;
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      if (look === this.looks) this.error = error;
    } finally {
      if (look === this.looks) this.busy = false;
      this.changed.emit();
    }
  }
}

/** Return what an address names behind `#`, the usual where it names nothing that can be chosen. */
export function chosenIn(hash: string): Chosen {
  const told = new URLSearchParams(hash.split("?")[1] ?? "");
  const months = PERIODS.find((period) => String(period) === told.get("months"));
  return { months: months ?? 12, by: BY.find((by) => by === told.get("by")) ?? "month" };
}

/** Return how an address names them. */
export function hashOf({ months, by }: Chosen): string {
  return `#figures?months=${months}&by=${by}`;
}
