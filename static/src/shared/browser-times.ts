/** Times in the reader's zone and language. */
import { dates } from "./intl";
import type { Texts } from "./texts";

export class Times {
  private readonly short: Intl.DateTimeFormat;
  private readonly dated: Intl.DateTimeFormat;
  private readonly full: Intl.DateTimeFormat;

  constructor(
    private readonly texts: Texts,
    preferred: readonly string[] = navigator.languages ?? [],
  ) {
    const language = regional(texts.language, preferred);
    this.short = dates(language, { hour: "2-digit", minute: "2-digit" });
    this.dated = dates(language, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
    this.full = dates(language, { dateStyle: "full", timeStyle: "long" });
  }

  /** The time of day, with the date if it was another day. */
  brief(at: number, now: number): string {
    const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
    return (sameDay ? this.short : this.dated).format(at);
  }

  long(at: number): string {
    return this.full.format(at);
  }

  /** "just now", "4 minutes ago", "2 hours ago", or the date. */
  ago(at: number, now: number): string {
    const { t, n } = this.texts;
    const minutes = Math.floor((now - at) / 60_000);
    if (minutes < 1) return t("just now");
    if (minutes < 60) return n("{n} minute ago", "{n} minutes ago", minutes);
    if (minutes < 24 * 60) return n("{n} hour ago", "{n} hours ago", Math.floor(minutes / 60));
    return this.dated.format(at);
  }
}

/** Tell whether times are written in another way than before: those of yesterday have their date. */
export function isNewDay(now: number, before: number | undefined): boolean {
  return new Date(now).toDateString() !== new Date(before ?? NaN).toDateString();
}

/** The reader's own variety of the page's language: an English page shows 21:05 to a Briton. */
function regional(language: string, preferred: readonly string[]): string {
  return preferred.find((one) => one.split("-")[0] === language.split("-")[0]) ?? language;
}
