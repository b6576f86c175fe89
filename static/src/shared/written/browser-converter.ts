import type { Answer, Question } from "./serving";
import { NotShown } from "./limits";

/** A slow phone needs a tenth of it for the longest formula that is allowed. */
const ANSWER_MILLISECONDS = 1_000;
const READY_MILLISECONDS = 10_000;
const UNREACHABLE = "This cannot be shown in this browser.";
const SLOW = "This takes too long to be shown.";

interface Job {
  question: Question;
  done: (answer: unknown) => void;
  failed: (error: NotShown) => void;
}

/**
 * Something that works in a worker, one question after the other. What takes too long is ended, and the next one has a new
 * worker. The script is text that came with a script of ours; a worker by an address could not come from a CDN.
 */
export class Converter {
  private readonly jobs: Job[] = [];
  private worker: Worker | null = null;
  private ready = false;
  private timer = 0;
  private broken = false;

  constructor(private readonly script: () => Promise<string>) {}

  /** Ask. Rejects with `NotShown`. */
  ask(question: Question): Promise<unknown> {
    return new Promise((done, failed) => {
      this.jobs.push({ question, done, failed });
      if (this.jobs.length === 1) void this.next();
    });
  }

  private async next(): Promise<void> {
    const job = this.jobs[0];
    if (!job) return;
    if (this.broken) return this.settle({ reason: UNREACHABLE });
    if (!this.worker) return this.begin();
    if (!this.ready) return;
    this.limit(ANSWER_MILLISECONDS, SLOW);
    this.worker.postMessage(job.question);
  }

  private async begin(): Promise<void> {
    try {
      const url = URL.createObjectURL(new Blob([await this.script()], { type: "text/javascript" }));
      this.worker = new Worker(url);
      this.worker.onmessage = ({ data }: MessageEvent<Answer | "ready">): void => this.heard(data, url);
      this.worker.onerror = (): void => this.fail(UNREACHABLE);
      this.limit(READY_MILLISECONDS, UNREACHABLE);
    } catch {
      this.fail(UNREACHABLE);
    }
  }

  private heard(data: Answer | "ready", url: string): void {
    window.clearTimeout(this.timer);
    if (data !== "ready") return this.settle(data);
    URL.revokeObjectURL(url);
    this.ready = true;
    void this.next();
  }

  private settle(answer: Answer): void {
    const job = this.jobs.shift();
    if ("answer" in answer) job?.done(answer.answer);
    else job?.failed(new NotShown(answer.reason));
    void this.next();
  }

  private limit(milliseconds: number, reason: string): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.fail(reason), milliseconds);
  }

  private fail(reason: string): void {
    window.clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = null;
    // A worker that never began will not begin for the next one either.
    this.broken ||= !this.ready;
    this.ready = false;
    this.settle({ reason });
  }
}
