import { css, html, nothing, type TemplateResult } from "lit";
import { Modal } from "../../shared/dialog-view";
import { failureWords } from "../../shared/failure";
import { inline } from "../../shared/inline-view";
import { named } from "../../shared/named-view";
import { isolated, type Texts } from "../../shared/texts";
import type { Person } from "../../shared/wire";
import { leavingOf, type Leaving } from "./browser-leaving";
import type { Talk } from "./talk";

/**
 * What somebody sees who leaves a talk: a few questions, none of which she has to answer. Escape leaves, and nothing waits for
 * the server. Tells its owner `granted` once she has left, and `dismissed` if she stays.
 */
export class LeavingDialog extends Modal {
  static override properties = { failure: { state: true }, later: { state: true } };
  static override styles = [
    ...Modal.styles,
    css`
      dialog {
        width: min(37rem, calc(100vw - 2rem));
      }
      h2:focus {
        outline: none;
      }
      .asks {
        display: grid;
        gap: 1rem;
        margin-top: 1rem;
      }
      .draft {
        display: grid;
        gap: 0.5rem;
        padding: 1rem;
        border-radius: 0.5rem;
        background: var(--raised);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      q {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        line-clamp: 2;
        overflow: hidden;
        font-weight: 600;
      }
      .error:empty {
        display: none;
      }
      @media (max-width: 37.5rem) {
        .asks {
          gap: 0.75rem;
          margin-top: 0.75rem;
        }
        .draft {
          padding: 0.75rem;
        }
      }
    `,
  ];

  declare failure: string;
  /** She does not want to look at the draft now. */
  declare later: boolean;
  texts!: Texts;
  talk!: Talk;
  private way: "leave" | "stay" | "draft" = "leave";
  private stop = (): void => undefined;

  constructor() {
    super();
    this.failure = "";
    this.later = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.talk.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { helped, quote, ready, thanks } = this.leaving.wanted;
    const wished = this.talk.call?.mine?.asked_to_quote ?? false;
    return html`<dialog aria-labelledby="heading" aria-describedby="text" @close=${this.closed}>
      <h2 id="heading" tabindex="-1" autofocus>${t("Before you go")}</h2>
      <p id="text" class="small quiet">${t("You don't have to answer.")} ${this.talk.entries ? t("What was said is kept.") : nothing}</p>
      <div class="asks">
        <chatxblock-feedback
          .texts=${this.texts}
          .feedback=${this.leaving.feedback}
          .helped=${helped}
          .quote=${quote}
          .wished=${wished}
          >${thanks.length > 0 ? this.renderThanks(thanks) : nothing}</chatxblock-feedback
        >
        <p class="error" role="alert">${this.failure}</p>
        ${ready ? this.renderDraft() : nothing}
      </div>
      <div class="actions">
        <button @click=${() => this.close("stay")}>${t("Stay")}</button>
        <button class=${ready && !this.later ? "" : "primary"} @click=${() => this.close("leave")}>${t("Leave")}</button>
      </div>
    </dialog>`;
  }

  /** One thank for all who came. */
  private renderThanks(helpers: Person[]): TemplateResult {
    const { t, n, list } = this.texts;
    const open = helpers.filter(({ jid }) => !this.talk.thanked.has(jid));
    const [only] = open;
    if (!only) {
      const names = list(helpers.map(({ name }) => name));
      return html`<span class="small quiet" role="status">${named(t("You thanked {name}.", { name: names }))}</span>`;
    }
    const words = open.length === 1 ? t("Thank {name}", { name: isolated(only.name) }) : n("Thank {n} helper", "Thank all {n} helpers", open.length);
    return html`<button @click=${() => void this.thank(open)}><span>${named(words)}</span></button>`;
  }

  private renderDraft(): TemplateResult {
    const { t } = this.texts;
    if (this.later) return html`<p class="quiet" role="status">${t("You find the draft in this window, also after you have left.")}</p>`;
    return html`<div class="draft">
      <p>${t("A draft for the next learner is ready:")} <q dir="auto">${inline(this.talk.call?.question ?? "")}</q></p>
      <div class="row">
        <button class="primary" @click=${() => this.close("draft")}>${t("Look at it and publish")}</button>
        <button class="plain" @click=${this.putOff}>${t("Later")}</button>
      </div>
    </div>`;
  }

  /** The keyboard's place goes on with what is next. */
  private readonly putOff = (): void => {
    this.later = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(".primary")?.focus());
  };

  private get leaving(): Leaving {
    return leavingOf(this.talk);
  }

  private close(way: LeavingDialog["way"]): void {
    this.way = way;
    this.dialog?.close();
  }

  /** By a button, or by Escape. */
  private readonly closed = (): void => {
    const { way, leaving } = this;
    if (way === "stay") {
      if (leaving.feedback.pending) void leaving.feedback.send();
      this.dispatchEvent(new CustomEvent("dismissed"));
      return;
    }
    const left = leaving.leave();
    if (way === "draft") void left.then(() => leaving.draft((url) => location.assign(url)));
    this.dispatchEvent(new CustomEvent("granted"));
  };

  private async thank(helpers: Person[]): Promise<void> {
    this.failure = "";
    try {
      for (const { jid } of helpers) {
        await this.talk.act("thank", { person: jid });
        this.talk.thanked.add(jid);
      }
    } catch (error) {
      this.failure = failureWords(this.texts.t, error);
    }
    this.requestUpdate();
  }
}
