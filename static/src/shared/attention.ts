import type { Bell } from "./bell";
import type { KeyValue } from "./ports";
import { Signal } from "./signal";
import type { Call } from "./wire";

/** `unasked`: she may be asked for it. `missing`: this browser or place has no notifications. */
export type Permission = "granted" | "denied" | "unasked" | "missing";

/** The browser's notification that somebody came. */
export interface ComingNotice {
  readonly permission: Permission;
  readonly changed: Signal;
  /** Ask for the permission, in a click. */
  ask(): Promise<void>;
  show(name: string, question: string): void;
  /** Take it away; nothing if it is not there. */
  close(): void;
}

/** The part of a conversation that tells whether somebody comes. */
export interface Awaited {
  readonly changed: Signal;
  readonly waiting: boolean;
  readonly coming: string[];
  readonly call: Call | null;
  readonly end: unknown;
}

/** For so long another window of this browser that told her is believed to have been heard. */
const TOLD_MILLISECONDS = 20_000;

export interface AttentionParts {
  conversation: Awaited;
  bell: Bell;
  notice: ComingNotice;
  /** Whether she looks at something else. */
  hidden: () => boolean;
  storage: KeyValue | null;
  /** Milliseconds since 1970 by this machine's clock. */
  now: () => number;
}

const SILENT = "chatxblock:waiting:silent";
const TOLD = "chatxblock:waiting:told";

/** Calls an asker who went on working when somebody comes to help: by sound, and by a notice where she looks elsewhere. */
export class Attention {
  readonly changed = new Signal();
  private waited: boolean;
  private silent: boolean;
  /** What this window wrote down when it told her last, by the means. */
  private readonly told: Partial<Record<"sound" | "notice", string>> = {};
  private stops: (() => void)[] = [];

  constructor(private readonly parts: AttentionParts) {
    this.waited = parts.conversation.waiting;
    this.silent = read(parts.storage, SILENT) === "yes";
  }

  /** What will tell her, besides this window and its title. */
  get means(): "both" | "sound" | "notice" | "none" {
    const notice = this.parts.notice.permission === "granted";
    if (this.sounding) return notice ? "both" : "sound";
    return notice ? "notice" : "none";
  }

  /** She wants the sound, and the browser lets us make it. */
  get sounding(): boolean {
    return !this.silent && this.parts.bell.ready;
  }

  /** The browser lets us sound, if she wants it. */
  get canBeHeard(): boolean {
    return this.parts.bell.ready;
  }

  /** A click could bring another way to tell her. */
  get canAskForMore(): boolean {
    return this.parts.notice.permission === "unasked" || (!this.silent && !this.parts.bell.ready);
  }

  start(): void {
    const { conversation, bell, notice } = this.parts;
    this.stops = [
      conversation.changed.subscribe(() => this.look()),
      bell.changed.subscribe(() => this.changed.emit()),
      notice.changed.subscribe(() => this.changed.emit()),
    ];
    this.look();
  }

  stop(): void {
    for (const stop of this.stops) stop();
    this.parts.notice.close();
  }

  /** "Tell me when somebody comes", in a click: the sound is heard once, so that she knows it. */
  async askForMore(): Promise<void> {
    const { bell, notice } = this.parts;
    // Both belong into the click: neither may wait for the other.
    const wanted = [bell.ready || this.silent ? null : bell.unlock(), notice.permission === "unasked" ? notice.ask() : null];
    await Promise.all(wanted);
    this.changed.emit();
  }

  /** Turn the sound off, or on again, for this browser. */
  quieten(silent: boolean): void {
    this.silent = silent;
    // Where nothing can be written it holds for this window.
    write(this.parts.storage, SILENT, silent ? "yes" : "");
    this.changed.emit();
  }

  private look(): void {
    const { conversation, notice } = this.parts;
    const waits = conversation.waiting;
    const name = conversation.coming[0];
    if (this.waited && !waits && !conversation.end && name !== undefined) this.tell(name);
    if (waits && !this.waited) notice.close();
    this.waited = waits;
  }

  private tell(name: string): void {
    const { bell, notice, hidden, conversation, storage } = this.parts;
    // She may have turned the sound off in another window since this one opened.
    if (this.sounding && read(storage, SILENT) !== "yes" && this.isFirst("sound")) bell.ring();
    if (hidden() && notice.permission === "granted" && this.isFirst("notice")) notice.show(name, conversation.call?.question ?? "");
  }

  /**
   * The unit and the room may both be open: one of them tells her, whichever hears of it first. Each means goes by
   * itself, as a window in a frame may be able to sound and not to show.
   */
  private isFirst(means: "sound" | "notice"): boolean {
    const { storage, conversation, now } = this.parts;
    const key = `${TOLD}:${means}`;
    const told = read(storage, key) ?? "";
    const [id, at] = told.split(" ");
    const recent = id === conversation.call?.id && Math.abs(now() - Number(at)) < TOLD_MILLISECONDS;
    if (recent && told !== this.told[means]) return false;
    this.told[means] = `${conversation.call?.id ?? ""} ${now()}`;
    write(storage, key, this.told[means]);
    return true;
  }
}

function read(storage: KeyValue | null, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Write something down, or strike it out with "". */
function write(storage: KeyValue | null, key: string, value: string): void {
  try {
    if (value) storage?.setItem(key, value);
    else storage?.removeItem(key);
  } catch {
    return;
  }
}
