import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { failureWords } from "../../shared/failure";
import { firstLine } from "../../shared/first-line";
import { named } from "../../shared/named-view";
import { isolated, Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { Person } from "../../shared/wire";
import { leavingOf, type Leaving } from "./browser-leaving";
import type { Talk } from "./talk";

/**
 * What somebody sees who leaves a talk: a few questions, none of which she has to answer. Escape leaves, and nothing waits for
 * the server. Tells its owner `granted` once she has left, and `dismissed` if she stays.
 */
export class LeavingDialog extends LitElement {
  static override properties = { failure: { state: true }, later: { state: true } };
  static override styles = [
    theme,
    css`
      dialog {
        width: min(34rem, calc(100vw - 1rem));
        max-height: calc(100dvh - 1rem);
        padding: 1.5rem 1.5rem 0;
        border: 1px solid var(--edge);
        border-radius: 0.75rem;
        background: var(--ground);
        color: var(--ink);
        overflow: auto;
        overflow-wrap: anywhere;
      }
      dialog::backdrop {
        background: rgb(10 20 30 / 0.45);
      }
      h2 {
        font-size: 1.25rem;
        line-height: 1.3;
      }
      h2:focus {
        outline: none;
      }
      .asks {
        display: grid;
        gap: 1rem;
        margin-top: 1rem;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .draft {
        display: grid;
        gap: 0.5rem;
        padding: 1rem;
        border-radius: 0.5rem;
        background: var(--raised);
      }
      q {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        line-clamp: 2;
        overflow: hidden;
        font-weight: 600;
      }
      .end {
        position: sticky;
        inset-block-end: 0;
        justify-content: flex-end;
        margin: 0.5rem -1.5rem 0;
        padding: 1rem 1.5rem;
        background: var(--ground);
      }
      .error:empty {
        display: none;
      }
      @media (max-width: 37.5rem) {
        dialog {
          padding: 1rem 1rem 0;
        }
        .asks {
          gap: 0.75rem;
          margin-top: 0.75rem;
        }
        .draft {
          padding: 0.75rem;
        }
        .end {
          margin-inline: -1rem;
          padding: 0.5rem 1rem;
        }
        button {
          min-height: 2.25rem;
          padding: 0.25rem 0.75rem;
          font-size: 0.875rem;
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

  override firstUpdated(): void {
    this.dialog?.showModal();
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
        ></chatxblock-feedback>
        ${thanks.length > 0 ? html`<div class="row">${thanks.map((helper) => this.renderThanks(helper))}</div>` : nothing}
        <p class="error" role="alert">${this.failure}</p>
        ${ready ? this.renderDraft() : nothing}
      </div>
      <div class="row end">
        <button @click=${() => this.close("stay")}>${t("Stay")}</button>
        <button class=${ready && !this.later ? "" : "primary"} @click=${() => this.close("leave")}>${t("Leave")}</button>
      </div>
    </dialog>`;
  }

  private renderThanks(helper: Person): TemplateResult {
    const { t } = this.texts;
    const { jid } = helper;
    const name = isolated(helper.name);
    if (this.talk.thanked.has(jid)) return html`<span role="status">${named(t("You thanked {name}.", { name }))}</span>`;
    return html`<button @click=${() => void this.thank(helper)}><span>${named(t("Thank {name}", { name }))}</span></button>`;
  }

  private renderDraft(): TemplateResult {
    const { t } = this.texts;
    if (this.later) return html`<p class="quiet" role="status">${t("You find the draft in this window, also after you have left.")}</p>`;
    return html`<div class="draft">
      <p>${t("A draft for the next learner is ready:")} <q dir="auto">${firstLine(this.talk.call?.question ?? "")}</q></p>
      <div class="row">
        <button class="primary" @click=${() => this.close("draft")}>${t("Look at it and publish")}</button>
        <button @click=${() => (this.later = true)}>${t("Later")}</button>
      </div>
    </div>`;
  }

  private get leaving(): Leaving {
    return leavingOf(this.talk);
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
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

  private async thank({ jid }: Person): Promise<void> {
    this.failure = "";
    try {
      await this.talk.act("thank", { person: jid });
      this.talk.thanked.add(jid);
    } catch (error) {
      this.failure = failureWords(this.texts.t, error);
    }
    this.requestUpdate();
  }
}
