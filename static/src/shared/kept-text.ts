import type { Drafts } from "./drafts";

/** A text that somebody is writing: kept from key to key, so that whatever becomes of the window, it is not lost. */
export class KeptText {
  private text: string;

  constructor(
    readonly drafts: Drafts,
    readonly place: string,
  ) {
    this.text = drafts.load(place).text;
  }

  get value(): string {
    return this.text;
  }

  set value(text: string) {
    this.text = text;
    this.drafts.save(this.place, { text, id: "" });
  }
}
