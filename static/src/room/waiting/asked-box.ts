import type { Box } from "../../shared/finding/box";
import type { Signal } from "../../shared/signal";
import type { Call } from "../../shared/wire";

/** A question that is asked and waits, as one for which something is found: it stands, whatever helps her meanwhile. */
export class AskedBox implements Box {
  readonly read = new Set<string>();

  constructor(private readonly conversation: { changed: Signal; call: Call | null }) {}

  get changed(): Signal {
    return this.conversation.changed;
  }

  get call(): Call | null {
    return this.conversation.call;
  }

  get text(): string {
    return this.call?.question ?? "";
  }

  type(): void {}
}
