import { HandlerError, type Handlers } from "../handlers";
import { Signal } from "../signal";
import type { FoundResource, HelpedAnswer, Resource, ResourceAnswer } from "../wire";
import type { Box } from "./box";

/** What helped, and the words that she had typed when it did. */
export interface Thanked {
  resource: FoundResource;
  text: string;
}

/** The resource that she has open in place, and that one of them helped, which ends the question there. */
export class Reading {
  readonly changed = new Signal();
  opened: FoundResource | null = null;
  thanked: Thanked | null = null;
  private readonly whole = new Map<string, Resource>();
  private readonly missing = new Set<string>();
  private busy = false;

  constructor(
    private readonly handlers: Handlers,
    private readonly box: Box,
  ) {}

  /** The opened one as it is read, null as long as it is on its way or where it did not come. */
  get resource(): Resource | null {
    return this.whole.get(this.opened?.resource_id ?? "") ?? null;
  }

  /** The opened one did not come: its short answer and the way to its page are all there is. */
  get failed(): boolean {
    return this.missing.has(this.opened?.resource_id ?? "");
  }

  /** Open it in place; whoever helps later sees that she did. */
  async open(resource: FoundResource): Promise<void> {
    const { resource_id: id } = resource;
    this.opened = resource;
    this.box.read.add(id);
    this.missing.delete(id);
    this.changed.emit();
    if (this.whole.has(id)) return;
    try {
      this.whole.set(id, (await this.handlers.post<ResourceAnswer>("resource_read", { resource_id: id })).resource);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.missing.add(id);
    }
    this.changed.emit();
  }

  close(): void {
    this.opened = null;
    this.changed.emit();
  }

  /** "This helped": her text is gone only once the server has counted it. Rejects with `HandlerError`. */
  async helped(): Promise<void> {
    const { opened: resource } = this;
    const { text } = this.box;
    if (!resource || !(await this.say(resource, text, false))) return;
    this.thanked = { resource, text };
    this.opened = null;
    // What she typed meanwhile is another question.
    if (this.box.text === text) this.box.type("");
    this.changed.emit();
  }

  /** It was a mistake: her words are back in the box, unless there are newer ones. Rejects with `HandlerError`. */
  async undo(): Promise<void> {
    const { thanked } = this;
    if (!thanked || !(await this.say(thanked.resource, thanked.text, true))) return;
    this.thanked = null;
    if (!this.box.text) this.box.type(thanked.text);
    void this.open(thanked.resource);
  }

  /** Other words stand in the box: there is nothing to be thanked for any more. */
  typed(): void {
    if (!this.thanked || !this.box.text.trim() || this.box.text === this.thanked.text) return;
    this.thanked = null;
    this.changed.emit();
  }

  /** Returns false for a second click while the first is on its way. */
  private async say({ resource_id: id }: FoundResource, question: string, undo: boolean): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      await this.handlers.post<HelpedAnswer>("resource_helped", { resource_id: id, question, ...(undo ? { undo } : {}) });
      return true;
    } finally {
      this.busy = false;
    }
  }
}
