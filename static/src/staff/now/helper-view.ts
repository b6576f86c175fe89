import { html, nothing, type TemplateResult } from "lit";
import { Times } from "../../shared/browser-times";
import { face } from "../../shared/face-view";
import type { Texts } from "../../shared/texts";
import type { StaffHelper } from "../../shared/wire";

/** Somebody who is on duty: who, since when, until when, where, and how much they have. */
export function renderHelper(texts: Texts, helper: StaffHelper, now: number): TemplateResult {
  const { t, n } = texts;
  const { name, since, until, units, more_units: more, offers, calls, staff } = helper;
  const times = new Times(texts);
  const at = [
    since ? t("since {time}", { time: times.brief(Date.parse(since), now) }) : "",
    until ? t("until {time}", { time: times.brief(Date.parse(until), now) }) : "",
    staff ? t("course staff") : "",
  ].filter(Boolean);
  const load = [...(calls > 0 ? [n("in {n} room", "in {n} rooms", calls)] : []), ...(offers > 0 ? [n("{n} question waits for an answer", "{n} questions wait for an answer", offers)] : [])];
  return html`${face(helper)}
    <div class="helper">
      <h3><bdi translate="no" title=${name}>${name}</bdi></h3>
      <p class="small quiet">${[...at, ...load].join(" · ")}</p>
      ${units.length > 0 ? html`<p class="small quiet">${units.map((unit, place) => html`${place > 0 ? ", " : nothing}<bdi>${unit}</bdi>`)}${more > 0 ? n(" and {n} more unit", " and {n} more units", more) : nothing}</p>` : nothing}
    </div>`;
}
