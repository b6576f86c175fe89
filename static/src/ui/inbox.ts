import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Clock } from "../chat/clock";
import type { InboxEntry, InboxFeed } from "../chat/inbox-feed";
import { HandlerError } from "../chat/handlers";
import type { Invitation } from "../chat/types";
import { webAddress } from "./links";
import { Texts } from "./texts";
import { followPage, theme } from "./theme";
import { Times } from "./times";

const MINUTE = 60_000;

/** What a helper sees: the open questions that she was asked to answer, and two buttons for each. */
export class Inbox extends LitElement {
  static override properties = { feed: { attribute: false }, texts: { attribute: false } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        max-width: 44rem;
        margin-bottom: 1rem;
      }
      section {
        padding: 1.5rem;
        border: 1px solid var(--edge);
        border-radius: 0.75rem;
        background: var(--ground);
      }
      h2 {
        font-size: 1.25rem;
        line-height: 1.3;
      }
      li {
        padding-top: 1rem;
        margin-top: 1rem;
        border-top: 1px solid var(--edge);
      }
      li.gone .question {
        color: var(--quiet);
      }
      .question {
        font-weight: 600;
        max-height: 12rem;
        overflow: auto;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-top: 0.75rem;
      }
      .empty,
      .offline,
      .error {
        margin-top: 0.75rem;
      }
    `,
  ];

  declare feed: InboxFeed;
  declare clock: Clock;
  declare texts: Texts;
  private failure = "";
  private stop = (): void => undefined;
  private timer = 0;
  private readonly watcher = new IntersectionObserver((changes) => {
    for (const change of changes) {
      if (change.isIntersecting) this.feed.seen((change.target as HTMLElement).dataset["call"] ?? "");
    }
  });

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    this.stop = this.feed.changed.subscribe(() => this.requestUpdate());
    this.feed.connect();
    this.timer = window.setInterval(() => this.requestUpdate(), MINUTE);
    window.addEventListener("online", this.wake);
    document.addEventListener("visibilitychange", this.wake);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
    this.feed.disconnect();
    this.watcher.disconnect();
    window.clearInterval(this.timer);
    window.removeEventListener("online", this.wake);
    document.removeEventListener("visibilitychange", this.wake);
  }

  protected override updated(): void {
    this.watcher.disconnect();
    for (const item of this.renderRoot.querySelectorAll("li:not(.gone)")) this.watcher.observe(item);
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { entries, loaded } = this.feed;
    return html`<section aria-labelledby="title">
      <h2 id="title">${t("Questions for you")}</h2>
      <div aria-live="polite">
        ${entries.length > 0
          ? html`<ul>
              ${repeat(
                entries,
                (entry) => entry.invitation.call_id,
                (entry) => this.renderEntry(entry),
              )}
            </ul>`
          : html`<p class="empty quiet">${loaded ? t("No one needs help right now. You can keep working: we will tell you here.") : t("Looking for questions…")}</p>`}
        ${this.failure ? html`<p class="error" dir="auto">${this.failure}</p>` : nothing}
      </div>
      ${loaded && (this.feed.troubled || !this.feed.live) ? this.renderOffline() : nothing}
    </section>`;
  }

  private renderEntry({ invitation, farewell }: InboxEntry): TemplateResult {
    return html`<li class=${farewell ? "gone" : ""} data-call=${invitation.call_id}>
      <p class="question words" dir="auto">${invitation.question}</p>
      <p class="small quiet">${this.renderFacts(invitation)}</p>
      ${farewell ? html`<p class="small">${this.reason(farewell)}</p>` : this.renderActions(invitation)}
    </li>`;
  }

  private renderFacts(invitation: Invitation): TemplateResult {
    const ago = this.times.ago(Date.parse(invitation.asked_at), this.clock.now());
    const { title } = invitation.context;
    const url = webAddress(invitation.context.url);
    const where = url ? html`<a href=${url} target="_blank" rel="noopener">${title || url}</a>` : title;
    return html`<bdi>${invitation.asker.name}</bdi> · ${ago}${title || url ? html` · <bdi>${where}</bdi>` : nothing}`;
  }

  private renderActions(invitation: Invitation): TemplateResult {
    const { t, n, list } = this.texts;
    const { helpers, accepted, asker, window_url: url } = invitation;
    const there = n("{names} is there, you can still come.", "{names} are there, you can still come.", helpers.length, {
      names: list(helpers),
    });
    return html`${helpers.length > 0 && !accepted ? html`<p class="small">${there}</p>` : nothing}
      <div class="actions">
        <a class="button primary" href=${url} target="_blank" rel="noopener">
          ${accepted ? t("Back to the room") : t("Help {name}", { name: asker.name })}
        </a>
        ${accepted
          ? nothing
          : html`<button @click=${() => void this.decline(invitation.call_id)}>${t("Not now")}</button>`}
      </div>`;
  }

  private renderOffline(): TemplateResult {
    return html`<p class="offline small quiet" role="status">
      ${this.texts.t("The live connection is lost. We look for new questions every few seconds.")}
    </p>`;
  }

  private reason(farewell: string): string {
    const { t } = this.texts;
    if (farewell === "declined") return t("You said not now. Others were asked too.");
    if (farewell === "full") return t("Enough helpers are there now.");
    return t("This question is over or was withdrawn.");
  }

  private get times(): Times {
    return new Times(this.texts);
  }

  private async decline(callId: string): Promise<void> {
    try {
      this.failure = "";
      await this.feed.decline(callId);
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.failure = error.passing ? this.texts.t("That did not get through. Try again in a moment.") : error.message;
    }
    this.requestUpdate();
  }

  private readonly wake = (): void => {
    if (!document.hidden) this.feed.wake();
  };
}
