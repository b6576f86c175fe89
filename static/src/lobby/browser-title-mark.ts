/** How many wait in an inbox stands before all else in a title. */
const COUNTED = /^(\(\d+\) ?)?(.*)$/s;

/** Words before the title of the page, as long as they hold; what others make of the title meanwhile stays. */
export class TitleMark {
  private shown = "";

  constructor(private readonly page: { title: string }) {}

  /** Show these words, or none with "". */
  show(words: string): void {
    const mark = words && `● ${words}`;
    if (mark === this.shown) return;
    const { title } = this.page;
    // A page without a title of its own has the words alone.
    const bare = this.shown ? title.replace(`${this.shown} – `, "").replace(this.shown, "") : title;
    const [, count = "", rest = ""] = COUNTED.exec(bare) ?? [];
    this.page.title = count + [mark, rest].filter(Boolean).join(" – ");
    this.shown = mark;
  }
}
