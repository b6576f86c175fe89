import type { Awaited } from "../shared/attention";
import type { Signal } from "../shared/signal";
import type { Call } from "../shared/wire";
import type { Asking } from "./asking";

/** Her open question as somebody who waits sees it: whether anybody comes. */
export class AwaitedCall implements Awaited {
  constructor(private readonly asking: Pick<Asking, "call" | "changed">) {}

  get changed(): Signal {
    return this.asking.changed;
  }

  get call(): Call | null {
    return this.asking.call;
  }

  get coming(): string[] {
    return this.call?.helpers ?? [];
  }

  get waiting(): boolean {
    return this.call !== null && !this.call.solved && this.coming.length === 0;
  }

  get end(): boolean {
    return this.call === null;
  }
}
