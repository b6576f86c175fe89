import { css, html, type TemplateResult } from "lit";
import { dates } from "./intl";
import type { Texts } from "./texts";
import type { Bar } from "./wire";

const DAY = 86_400_000;

/** Say what somebody may not do in this course for now, until when, and what the teachers say to it. */
export function renderBar(texts: Texts, bar: Bar, now: number): TemplateResult {
  return html`<p class="barred">${barWords(texts, bar, now)}</p>
    <p class="barred-words" dir="auto">${bar.words}</p>`;
}

/** The sentence above the teachers' own words. */
export function barWords(texts: Texts, { doing, until }: Bar, now: number): string {
  const { t } = texts;
  const time = until ? whenEnds(texts.language, Date.parse(until), now) : "";
  if (doing === "asking") return time ? t("You can't ask questions in this course until {time}.", { time }) : t("You can't ask questions in this course for now.");
  return time ? t("You can't help in this course until {time}.", { time }) : t("You can't help in this course for now.");
}

/** The time of day, with the weekday or the date if it is on another day. */
export function whenEnds(language: string, at: number, now: number): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  const day: Intl.DateTimeFormatOptions = at - now < 6 * DAY ? { weekday: "long" } : { weekday: "long", day: "numeric", month: "long" };
  return dates(language, { ...(today ? {} : day), hour: "2-digit", minute: "2-digit" }).format(at);
}

export const barStyles = css`
  .barred {
    font-weight: 600;
  }
  .barred-words {
    margin-top: 0.25rem;
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--edge);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
`;
