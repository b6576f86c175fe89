import type { Badge } from "./ringer";

const COUNTED = /^\(\d+\)(?: |$)/;

/** Shows how many wait before the title of the page and, where there is one, on the icon of the app. */
export class PageBadge implements Badge {
  private shown = 0;

  constructor(
    private readonly page: { title: string },
    private readonly icon: Partial<Pick<Navigator, "setAppBadge" | "clearAppBadge">>,
  ) {}

  show(count: number): void {
    if (count === this.shown && count === 0) return;
    const title = this.page.title.replace(COUNTED, "");
    const wanted = count > 0 ? `(${count}) ${title}` : title;
    if (this.page.title !== wanted) this.page.title = wanted;
    if (count !== this.shown) this.mark(count);
    this.shown = count;
  }

  /** Only an installed app has an icon to mark; elsewhere the browser says no, which is fine. */
  private mark(count: number): void {
    const done = count > 0 ? this.icon.setAppBadge?.(count) : this.icon.clearAppBadge?.();
    done?.catch(() => undefined);
  }
}
