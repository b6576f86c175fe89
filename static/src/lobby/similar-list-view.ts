import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../shared/browser-links";
import { openRoom, roomName } from "../shared/browser-room-window";
import { FocusKeeper } from "../shared/focus-keeper-view";
import { Texts } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import type { SimilarCall } from "../shared/wire";
import type { Asking } from "./asking";
import type { Similar } from "./similar";

/** Below the box of the lobby: who is asking something like this right now, and the wish to join them. */
export class SimilarList extends LitElement {
  static override properties = { texts: { attribute: false }, similar: { attribute: false }, asking: { attribute: false } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      section {
        margin-top: 1rem;
      }
      [tabindex="-1"]:focus {
        outline: none;
      }
      li {
        padding: 0.75rem 0;
        border-bottom: 1px solid var(--edge);
      }
      .question {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        line-clamp: 3;
        overflow: hidden;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        margin-top: 0.25rem;
      }
      button,
      .button {
        min-height: 2.25rem;
        padding: 0.25rem 0.75rem;
        font-size: 0.875rem;
      }
    `,
  ];

  declare texts: Texts;
  declare similar: Similar;
  declare asking: Asking;
  private stops: (() => void)[] = [];

  constructor() {
    super();
    this.texts = new Texts();
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    const follow = (): void => this.similar.typed(this.asking.call ? "" : this.asking.text);
    this.stops = [this.asking.changed.subscribe(follow), this.similar.changed.subscribe(() => this.requestUpdate())];
    follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
    this.similar.stop();
  }

  protected override render(): TemplateResult {
    const { calls } = this.similar;
    const title = this.texts.t("Somebody is asking something like this right now:");
    return html`<p class="hidden" role="status">${calls.length > 0 ? `${title} ${this.news(calls)}` : ""}</p>
      ${calls.length === 0
        ? nothing
        : html`<section aria-labelledby="title" tabindex="-1">
            <p id="title" class="small quiet">${title}</p>
            <ul>
              ${repeat(calls, ({ call_id: id }) => id, (call, index) => this.renderCall(call, index))}
            </ul>
          </section>`}`;
  }

  private renderCall(call: SimilarCall, index: number): TemplateResult {
    const { t, n } = this.texts;
    const there = call.helpers > 0 ? n("{n} helper is there.", "{n} helpers are there.", call.helpers) : t("They are waiting for a helper.");
    return html`<li>
      <p id="q${index}" class="question words" dir="auto">${call.question}</p>
      <div class="actions">
        <span class="small quiet">${this.words(call) || there}</span>
        ${this.renderAction(call, index)}
      </div>
    </li>`;
  }

  private renderAction(call: SimilarCall, index: number): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const joining = this.similar.joining(call.call_id);
    const url = webAddress(joining?.url ?? "");
    if (joining?.state === "admitted" && url) {
      const go = (event: Event): void => {
        if (openRoom(url, call.call_id)) event.preventDefault();
      };
      return html`<a class="button primary" href=${url} target=${roomName(call.call_id)} @click=${go}>${t("Go to the room")}</a>`;
    }
    if (joining && joining.state !== "sending" && joining.state !== "failed") return nothing;
    return html`<button type="button" aria-describedby="q${index}" ?disabled=${joining?.state === "sending"} @click=${() => void this.similar.join(call)}>
      ${t("Ask to join")}
    </button>`;
  }

  /** What became of her wish, "" before she had it. */
  private words(call: SimilarCall): string {
    const { t } = this.texts;
    const joining = this.similar.joining(call.call_id);
    if (!joining || joining.state === "sending") return "";
    const words = {
      asked: t("We asked them. You can go on here meanwhile."),
      admitted: t("They let you in."),
      over: t("This conversation is over."),
      no: joining.sentence || t("They can't let you in right now. Ask a helper yourself."),
      failed: t("That did not get through. Try again in a moment."),
    };
    return words[joining.state];
  }

  /** The newest word about any of them, for who does not see the screen. */
  private news(calls: SimilarCall[]): string {
    return calls.map((call) => this.words(call)).filter(Boolean).join(" ");
  }
}
