/** Times in the reader's zone and language. */
import { dates } from "./intl";
import type { Texts } from "./texts";

const short = { hour: "2-digit", minute: "2-digit" } as const;
const FORMS = {
  short,
  dated: { day: "numeric", month: "short", ...short },
  full: { dateStyle: "full", timeStyle: "long" },
} as const;

/** Made when they are asked for, once for the whole page: each takes a slow phone some 20 ms. */
const made = new Map<string, Intl.DateTimeFormat>();

export class Times {
  constructor(
    private readonly texts: Texts,
    private readonly preferred: readonly string[] = navigator.languages ?? [],
  ) {}

  /** The time of day, with the date if it was another day. */
  brief(at: number, now: number): string {
    const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
    return this.write(sameDay ? "short" : "dated", at);
  }

  long(at: number): string {
    return this.write("full", at);
  }

  /** "just now", "4 minutes ago", "2 hours ago", or the date. */
  ago(at: number, now: number): string {
    const { t, n } = this.texts;
    const minutes = Math.floor((now - at) / 60_000);
    if (minutes < 1) return t("just now");
    if (minutes < 60) return n("{n} minute ago", "{n} minutes ago", minutes);
    if (minutes < 24 * 60) return n("{n} hour ago", "{n} hours ago", Math.floor(minutes / 60));
    return this.write("dated", at);
  }

  private write(form: keyof typeof FORMS, at: number): string {
    const language = regional(this.texts.language, this.preferred);
    const key = `${form} ${language}`;
    let writer = made.get(key);
    if (!writer) made.set(key, (writer = dates(language, FORMS[form])));
    return writer.format(at);
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
