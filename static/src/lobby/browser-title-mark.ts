/** How many wait in an inbox stands before all else in a title. */
const COUNTED = /^(\(\d+\) )?/;

/** Words before the title of the page, as long as they hold; what others make of the title meanwhile stays. */
export class TitleMark {
  private shown = "";

  constructor(private readonly page: { title: string }) {}

  /** Show these words, or none with "". */
  show(words: string): void {
    const mark = words && `● ${words} – `;
    const bare = this.shown ? this.page.title.replace(this.shown, "") : this.page.title;
    const wanted = bare.replace(COUNTED, (counted) => counted + mark);
    if (wanted !== this.page.title) this.page.title = wanted;
    this.shown = mark;
  }
}
