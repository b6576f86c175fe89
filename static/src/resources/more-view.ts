import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import type { Times } from "../shared/browser-times";
import type { Clock } from "../shared/clock";
import { named } from "../shared/named-view";
import { isolated, type Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { Revision } from "../shared/wire";
import type { EditorActions } from "./editor-actions";

/** What is seldom done: taking it back, a teacher's word that it is right, and earlier texts. */
export class MoreActions extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        max-width: 76rem;
        margin: 0 auto;
        padding: 0 1.25rem 1.5rem;
      }
      h2 {
        font-size: 1.0625rem;
        margin: 1.25rem 0 0.5rem;
      }
      h2:focus {
        outline: none;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: center;
      }
      li {
        border-top: 1px solid var(--edge);
      }
      summary {
        padding: 0.5rem 0;
        cursor: pointer;
        overflow-wrap: anywhere;
      }
      .text {
        max-height: 20rem;
        margin-bottom: 0.5rem;
        padding: 0.75rem 1rem;
        border-radius: 0.5rem;
        background: var(--raised);
        overflow: auto;
      }
      li button {
        margin-bottom: 0.75rem;
      }
    `,
  ];

  texts!: Texts;
  times!: Times;
  clock!: Clock;
  actions!: EditorActions;

  override connectedCallback(): void {
    super.connectedCallback();
    this.actions.changed.subscribe(() => this.requestUpdate());
    this.actions.writing.changed.subscribe(() => this.requestUpdate());
  }

  protected override firstUpdated(): void {
    const heading = this.renderRoot.querySelector<HTMLElement>("h2");
    heading?.focus({ preventScroll: true });
    this.scrollIntoView?.({ block: "nearest" });
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { resource } = this.actions.writing;
    const seen = resource.state === "published" || resource.state === "review";
    return html`<h2 tabindex="-1">${t("What else can be done")}</h2>
      <div class="actions">
        ${resource.verified ? html`<span>✓ ${t("Verified by the teachers")}</span>` : nothing}
        ${resource.may_review && !resource.verified
          ? html`<button @click=${() => void this.actions.verify()}>${t("This text is right: verify it")}</button>`
          : nothing}
        ${seen ? html`<button @click=${() => void this.actions.hide()}>${resource.may_review ? t("Hide it from learners") : t("Take it back")}</button>` : nothing}
        <a class="button" href=${resource.url}>${t("See the page")}</a>
      </div>
      <h2>${t("Earlier texts")}</h2>
      ${resource.revisions.length > 0
        ? html`<ol>
            ${resource.revisions.map((one) => this.renderRevision(one, one.rev === resource.rev))}
          </ol>`
        : html`<p class="quiet">${t("There are none yet.")}</p>`}`;
  }

  private renderRevision({ rev, title, answer, body, tags, by, at }: Revision, present: boolean): TemplateResult {
    const { t } = this.texts;
    const when = this.times.ago(Date.parse(at), this.clock.now());
    const who = isolated(by);
    const { may_review } = this.actions.writing.resource;
    return html`<li>
      <details>
        <summary>${named(present ? t("{when}, by {who}: the present text", { when, who }) : t("{when}, by {who}", { when, who }))}</summary>
        <div class="text words" tabindex="0" role="group" aria-label=${t("The text of then")} dir="auto">
          ${[title, answer, body, tags.join(", ")].filter((part) => part !== "").join("\n\n")}
        </div>
        ${may_review && !present ? html`<button @click=${() => void this.actions.restore(rev)}>${t("Restore this text")}</button>` : nothing}
      </details>
    </li>`;
  }
}
