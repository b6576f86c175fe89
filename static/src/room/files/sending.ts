/** Files on their way into a talk, one after the other: chosen, sent with progress, tried again, or told why not. */
import type { Cancel, Timers } from "../../shared/ports";
import { Backoff } from "../../shared/backoff";
import { Signal } from "../../shared/signal";
import type { FilePutAnswer } from "../../shared/wire";

/** What stands between choosing a file and seeing it in the talk. */
export interface Outgoing {
  /** The same for each try: what is sent twice is kept once. */
  id: string;
  name: string;
  /** A picture is shown as it will be sent; null for what is none. */
  picture: Picture | null;
  blob: Blob;
  alt: string;
  state: "chosen" | "queued" | "sending" | "waiting" | "refused";
  /** How much is sent, 0 to 1. */
  share: number;
  /** Why it is not sent, in the server's words; "" where it is too large or nobody answered. */
  why: string;
  /** It is the file that is not taken: to try again helps nothing. */
  bad?: boolean;
}

/** What is shown of a picture before it is sent. */
export interface Picture {
  canvas: HTMLCanvasElement;
}

/** An answer that is no success: with a sentence of the server's, if there is one. */
export class NotSent extends Error {
  constructor(
    readonly sentence: string,
    /** Asked again, the answer would be the same. */
    readonly settled: boolean,
    /** The server's: `files-full` where the talk takes no more, `bad-file` where the file is not taken, today or ever. */
    readonly code = "",
  ) {
    super(sentence);
  }
}

export interface Sender {
  /** Make a picture smaller and free of all that tells of camera and place; other files stay as they are. */
  prepare(file: File): Promise<{ blob: Blob; picture: Picture | null }>;
  /** Raises `NotSent`. */
  put(item: Outgoing, progress: (share: number) => void, stop: AbortSignal): Promise<FilePutAnswer>;
  /** Say a line in the room; false where nothing can be said any more. */
  say(line: string): boolean;
  newId(): string;
  timers: Timers;
}

const AGAIN_MILLISECONDS = 2_000;

/** The queue. It goes on by itself as long as the storage, the network or the server is only away for a while. */
export class Sending {
  readonly changed = new Signal();
  items: Outgoing[] = [];
  /** The names of files that were more than fit. */
  surplus: string[] = [];
  /** A file was kept, and the talk was over before anybody could be told. */
  unsaid = false;
  private busy = false;
  private readonly stops = new Map<string, AbortController>();
  private cancelAgain: Cancel = () => undefined;
  private readonly patience: Backoff;
  private adding = Promise.resolve();
  /** How often files came, and up to which time they go as soon as they are ready. */
  private times = 0;
  private going = 0;

  constructor(
    private readonly sender: Sender,
    /** How many at once. */
    private readonly most: number,
    /** Bytes of one file. */
    readonly mostBytes = Infinity,
  ) {
    this.patience = new Backoff(() => sender.timers.random(), AGAIN_MILLISECONDS);
  }

  /** Take files in, as many as fit and behind those that are still being taken in, to be looked at before they are sent. */
  add(files: readonly File[]): Promise<void> {
    const time = ++this.times;
    const next = (): Promise<void> => this.taken(files, time);
    return (this.adding = this.adding.then(next, next));
  }

  private async taken(files: readonly File[], time: number): Promise<void> {
    const room = Math.max(0, this.most - this.items.length);
    this.surplus = files.slice(room).map(({ name }) => name);
    this.changed.emit();
    for (const file of files.slice(0, room)) {
      const { blob, picture } = await this.sender.prepare(file);
      const state = blob.size > this.mostBytes ? "refused" : time <= this.going ? "queued" : "chosen";
      this.items = [...this.items, { id: this.sender.newId(), name: file.name, picture, blob, alt: "", state, share: 0, why: "" }];
      if (state === "queued") void this.next();
      else this.changed.emit();
    }
  }

  describe(id: string, alt: string): void {
    for (const item of this.items) if (item.id === id) item.alt = alt;
  }

  /** Send all that was looked at. */
  send(): void {
    for (const item of this.items) if (item.state === "chosen") item.state = "queued";
    void this.next();
  }

  /** Send all that is here, and what is still being taken in as soon as it is ready. */
  sendAll(): void {
    this.going = this.times;
    this.send();
  }

  /** Try one again that was not sent. */
  again(id: string): void {
    for (const item of this.items) if (item.id === id) Object.assign(item, { state: "queued", why: "", share: 0 });
    void this.next();
  }

  /** Take one out, also while it is being sent. */
  drop(id: string): void {
    this.items = this.items.filter((item) => item.id !== id);
    this.stops.get(id)?.abort();
    this.changed.emit();
    void this.next();
  }

  /** What was said of files that did not fit, or were kept in silence, has been read. */
  forgetNotes(): void {
    this.surplus = [];
    this.unsaid = false;
    this.changed.emit();
  }

  /** Undo what is still going on. */
  stop(): void {
    this.cancelAgain();
    for (const one of this.stops.values()) one.abort();
  }

  private async next(): Promise<void> {
    this.changed.emit();
    const item = this.busy ? undefined : this.items.find(({ state }) => state === "queued" || state === "waiting");
    if (!item) return;
    this.busy = true;
    this.cancelAgain();
    const later = await this.sent(item);
    this.busy = false;
    this.changed.emit();
    if (later) this.cancelAgain = this.sender.timers.after(this.patience.next(), () => void this.next());
    else void this.next();
  }

  /** Send one; true where it has to be tried again later. */
  private async sent(item: Outgoing): Promise<boolean> {
    const stop = new AbortController();
    this.stops.set(item.id, stop);
    Object.assign(item, { state: "sending", share: 0 });
    this.changed.emit();
    try {
      const { file } = await this.sender.put(
        item,
        (share) => {
          item.share = share;
          this.changed.emit();
        },
        stop.signal,
      );
      this.patience.reset();
      if (!this.sender.say(file.line)) this.unsaid = true;
      this.items = this.items.filter((one) => one !== item);
      return false;
    } catch (error) {
      if (stop.signal.aborted) return false;
      if (!(error instanceof NotSent)) throw error;
      const told = { state: error.settled ? "refused" : "waiting", why: error.sentence, bad: error.code === "bad-file" };
      // Where a talk is full, the others are spared the way.
      for (const one of this.items) if (one === item || (error.code === "files-full" && one.state === "queued")) Object.assign(one, told);
      return !error.settled;
    } finally {
      this.stops.delete(item.id);
    }
  }
}
