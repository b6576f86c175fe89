import { HandlerError, type Handlers } from "../shared/handlers";
import { Signal } from "../shared/signal";
import type { ExercisesAnswer, Marked, ShownExercise } from "../shared/wire";

/** Characters of what was marked that are sent along. */
const MOST_MARKED = 500;

/** The box that the question stands in. */
interface Box {
  readonly changed: Signal;
  readonly text: string;
  readonly along: Marked | null;
  type(text: string, along: Marked | null): void;
}

/** What may go with a question: words that she marked on the page, an exercise of it, and what she answered to that. */
export class Along {
  readonly changed = new Signal();
  /** The exercises of the unit; null before they were asked for. */
  exercises: ShownExercise[] | null = null;
  /** They could not be had. */
  failure: unknown = null;
  /** She looks at what may go with her question. */
  open: boolean;
  /** The exercise that she looks at, by its key; "" for none. */
  key = "";
  private loading = false;

  constructor(
    private readonly handlers: Handlers,
    private readonly box: Box,
  ) {
    this.open = Boolean(box.along);
    box.changed.subscribe(() => this.changed.emit());
  }

  /** What goes with the question as it stands. */
  get along(): Marked {
    return this.box.along ?? {};
  }

  /** Show what may go along, with the exercises as they stand now: she may have answered since. */
  async show(): Promise<void> {
    this.open = true;
    this.changed.emit();
    if (this.loading) return;
    this.loading = true;
    this.failure = null;
    try {
      this.exercises = (await this.handlers.post<ExercisesAnswer>("exercises", {})).exercises;
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.failure = error;
    } finally {
      this.loading = false;
      this.changed.emit();
    }
  }

  /** Take the words that she marked, in the exercise of that key where they stand in one. */
  mark(words: string, key: string): void {
    const shown = [...words.trim()];
    const excerpt = shown.length > MOST_MARKED ? `${shown.slice(0, MOST_MARKED - 1).join("")}…` : shown.join("");
    this.put({ ...this.along, excerpt });
    if (key) this.key = key;
    void this.show();
  }

  unmark(): void {
    this.put({ ...this.along, excerpt: "" });
  }

  /** The exercise that goes along, as it stands in the unit; undefined for none. */
  get chosen(): ShownExercise | undefined {
    const { exercise } = this.along;
    return exercise ? this.exercises?.find((one) => one.text === exercise) : undefined;
  }

  /** Send an exercise along, or none. What she answered to another goes no more. */
  choose(exercise: ShownExercise | null): void {
    this.key = exercise?.key ?? "";
    this.put({ ...this.along, exercise: exercise?.text ?? "", last_answer: "" });
  }

  /** Send what she answered along as well, or not. */
  answerToo(answer: string): void {
    this.put({ ...this.along, last_answer: answer });
  }

  /** Nothing goes along. */
  drop(): void {
    this.open = false;
    this.key = "";
    this.put({});
  }

  private put(along: Marked): void {
    const kept = Object.fromEntries(Object.entries(along).filter(([, words]) => words)) as Marked;
    this.box.type(this.box.text, Object.keys(kept).length > 0 ? kept : null);
  }
}
