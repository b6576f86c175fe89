import type { KeyValue, Timers } from "../../shared/ports";
import type { Locks, WindowsChannel } from "../../shared/windows";

export interface ClaimsParts {
  /** Whose claims: two people in one browser do not share them. */
  name: string;
  locks: Locks | null;
  channel: WindowsChannel | null;
  storage: KeyValue | null;
  timers: Timers;
}

const REMEMBER_MILLISECONDS = 24 * 3_600_000;
const MOST = 200;
/** For so long the lock is held after a claim, so that the others have heard of it when they get the lock. */
const TELL_MILLISECONDS = 200;
/** For so long bids are gathered where there is no lock. */
const BID_MILLISECONDS = 150;

type Message = { claimed: string } | { bid: string; value: number };

/** Decides over all windows of a browser which one does something, and that it is done once. */
export class Claims {
  private readonly known = new Map<string, number>();
  private readonly rivals = new Map<string, number>();

  constructor(private readonly parts: ClaimsParts) {
    parts.channel?.received.subscribe((message) => this.hear(message as Message));
  }

  /** Return true in one window alone, and only the first time that `what` is claimed. */
  async claim(what: string): Promise<boolean> {
    if (this.has(what)) return false;
    const { locks, channel } = this.parts;
    if (locks) return this.claimLocked(locks, what);
    if (channel && !(await this.outbid(channel, what))) return false;
    return this.mark(what);
  }

  private claimLocked(locks: Locks, what: string): Promise<boolean> {
    return new Promise((resolve) => {
      const inside = async (): Promise<void> => {
        const mine = this.mark(what);
        resolve(mine);
        if (mine) await this.wait(TELL_MILLISECONDS);
      };
      // A browser may refuse locks, as in a frame without storage: then each window decides for itself.
      locks.request(`chatxblock:${this.parts.name}:${what}`, inside).catch(() => resolve(this.mark(what)));
    });
  }

  /** The highest bid wins; whoever bids later than the others heard has lost. */
  private async outbid(channel: WindowsChannel, what: string): Promise<boolean> {
    const value = this.parts.timers.random();
    channel.post({ bid: what, value });
    await this.wait(BID_MILLISECONDS);
    const rival = this.rivals.get(what) ?? -1;
    this.rivals.delete(what);
    return rival < value && !this.has(what);
  }

  private mark(what: string): boolean {
    if (this.has(what)) return false;
    this.remember(what);
    this.parts.channel?.post({ claimed: what });
    return true;
  }

  private hear(message: Message): void {
    if ("claimed" in message) this.known.set(message.claimed, this.parts.timers.now());
    else if ("bid" in message) this.rivals.set(message.bid, Math.max(message.value, this.rivals.get(message.bid) ?? -1));
  }

  private has(what: string): boolean {
    return this.known.has(what) || this.stored().some(([one]) => one === what);
  }

  private remember(what: string): void {
    const now = this.parts.timers.now();
    this.known.set(what, now);
    const kept = this.stored().filter(([, at]) => Math.abs(now - at) < REMEMBER_MILLISECONDS);
    try {
      this.parts.storage?.setItem(this.key, JSON.stringify([...kept, [what, now]].slice(-MOST)));
    } catch {
      return;
    }
  }

  private stored(): [string, number][] {
    try {
      const kept: unknown = JSON.parse(this.parts.storage?.getItem(this.key) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isMark) : [];
    } catch {
      return [];
    }
  }

  private get key(): string {
    return `chatxblock:claims:${this.parts.name}`;
  }

  private wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.parts.timers.after(milliseconds, resolve));
  }
}

function isMark(value: unknown): value is [string, number] {
  return Array.isArray(value) && typeof value[0] === "string" && typeof value[1] === "number";
}
