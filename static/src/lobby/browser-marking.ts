/** What a reader marks on the page around the lobby. The only file that reads a selection. */
import type { Cancel, Timers } from "../shared/ports";
import { Signal } from "../shared/signal";

/** A selection has come to rest when it has not changed for so long. */
const REST_MILLISECONDS = 250;
/** A word is worth asking about; a slip of the finger is not. */
const FEWEST = 2;
/** The attributes by which the platform, and the workbench, say which block something belongs to. */
const BLOCK = "[data-usage-id], [data-usage]";

/** Words that are marked, and where they end on the screen. */
export interface Mark {
  words: string;
  /** The key of the block that they stand in; "" where that is not said. */
  key: string;
  x: number;
  y: number;
}

export class Marking {
  readonly changed = new Signal();
  /** What is marked now. */
  mark: Mark | null = null;
  /** What was marked last. */
  last: Mark | null = null;
  private cancel: Cancel = () => undefined;

  constructor(
    private readonly owner: Element,
    private readonly timers: Timers,
  ) {}

  begin(): void {
    document.addEventListener("selectionchange", this.moved);
    window.addEventListener("scroll", this.moved, { passive: true, capture: true });
    window.addEventListener("resize", this.moved);
    this.moved(); // something may be marked already
  }

  stop(): void {
    this.cancel();
    document.removeEventListener("selectionchange", this.moved);
    window.removeEventListener("scroll", this.moved, { capture: true });
    window.removeEventListener("resize", this.moved);
  }

  /** What was marked was taken, or is not wanted. */
  forget(): void {
    this.mark = this.last = null;
    this.changed.emit();
  }

  private readonly moved = (): void => {
    this.cancel();
    if (this.mark) {
      this.mark = null;
      this.changed.emit();
    }
    this.cancel = this.timers.after(REST_MILLISECONDS, this.look);
  };

  private readonly look = (): void => {
    this.mark = this.read();
    if (!this.mark) return;
    this.last = this.mark;
    this.changed.emit();
  };

  private read(): Mark | null {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const words = selection.toString().trim();
    const range = selection.getRangeAt(0);
    const within = range.commonAncestorContainer;
    const element = within instanceof Element ? within : within.parentElement;
    if (words.length < FEWEST || !element || !this.isHers(element)) return null;
    const block = element.closest<HTMLElement>(BLOCK);
    const place = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect();
    return { words, key: block?.dataset["usageId"] ?? block?.dataset["usage"] ?? "", x: place.right, y: place.bottom };
  }

  /** Whether it belongs to the page and not to a chat, and this chat is the one that it is asked by: the next one below it, else the last above. */
  private isHers(element: Element): boolean {
    const own = this.owner.closest(".chatxblock");
    if (!own || element.closest(".chatxblock, input, textarea")) return false;
    const all = [...document.querySelectorAll(".chatxblock")];
    const below = all.find((one) => element.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    return (below ?? all.at(-1)) === own;
  }
}
