/** What an inbox says beside its questions: what went wrong, and what her browser keeps from her. */
import { html, nothing, type TemplateResult } from "lit";
import type { Texts } from "../../shared/texts";
import type { LeftActs } from "./left-questions-view";
import type { PageNotices } from "../ringing/browser-notices";
import type { Ringer } from "../ringing/ringer";
import type { InboxFeed } from "./inbox-feed";

/** What makes an inbox work; begins when it is shown, ends when it is taken off the page. */
export interface Live {
  readonly left: LeftActs;
  feed: InboxFeed;
  ringer: Ringer;
  notices: PageNotices;
  start(): void;
  stop(): void;
  /** The reader is back, or the network. */
  wake(): void;
  /** The page is back out of the browser's cache. */
  back(): void;
  /** "Not now". Rejects with `HandlerError`. */
  decline(callId: string): Promise<void>;
}

/** `failure`: what became of the reader's last click, "" if it went well. */
export function renderTroubles({ t }: Texts, { feed, ringer }: Live, failure: string): TemplateResult {
  const offline = feed.loaded && !feed.loggedOut && !feed.stranger && (feed.troubled || feed.broken);
  const words = feed.stranger
    ? t("Somebody else is logged in in this browser now. Reload this page.")
    : feed.loggedOut
      ? t("Log in again in another tab. We go on by ourselves then.")
      : failure || feed.refused;
  return html`<div role="alert">
      ${words ? html`<p class="error">${words}</p>` : nothing}
    </div>
    ${offline
      ? html`<p class="offline small quiet" role="status">
          ${t("The live connection is lost. We look for new questions every few seconds.")}
        </p>`
      : nothing}
    ${ringer.blocked
      ? html`<p class="offline small quiet">
          ${t("Your browser keeps this page silent until you click in it.")}
          <button class="plain" @click=${() => void ringer.unlock()}>${t("Turn the sound on")}</button>
        </p>`
      : nothing}`;
}

/** A part of the page is gone, as after a deploy: without it nothing comes live. */
export function renderMissing({ t }: Texts): TemplateResult {
  return html`<div class="hint small">
    <p role="alert">${t("Part of this page could not be loaded. Reload it: what you typed is kept.")}</p>
    <button @click=${() => location.reload()}>${t("Reload")}</button>
  </div>`;
}

/** The browser's notifications, where an inbox stands in a window of its own. */
export function renderPermission({ t }: Texts, { notices, feed }: Live): TemplateResult | typeof nothing {
  if (!feed.duty.state?.on_duty) return nothing;
  if (notices.permission === "unasked") {
    return html`<p class="offline small quiet">
      ${t("Your browser can tell you of a question while you look at something else.")}
      <button class="plain" @click=${() => void notices.ask()}>${t("Allow notifications")}</button>
    </p>`;
  }
  if (notices.permission !== "denied") return nothing;
  return html`<p class="offline small quiet">
    ${t("Notifications are switched off for this site in your browser. Questions still show here.")}
  </p>`;
}
