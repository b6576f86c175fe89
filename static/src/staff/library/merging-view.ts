import { css, html, nothing, type TemplateResult } from "lit";
import { Modal } from "../../shared/dialog-view";
import { failureWords } from "../../shared/failure";
import { inline } from "../../shared/inline-view";
import { Texts } from "../../shared/texts";
import type { LibraryResource } from "../../shared/wire";
import { countWords, stateWords } from "./library-words";
import type { Merging } from "./merging";

/**
 * Choose the other of two resources, look at which of them stays, and put them together. Tells its owner `merged`, or
 * `dismissed` where it was closed.
 */
export class MergingDialog extends Modal {
  static override properties = { merging: { attribute: false }, texts: { attribute: false } };
  static override styles = [
    ...Modal.styles,
    css`
      dialog {
        width: min(36rem, calc(100vw - 2rem));
      }
      label {
        display: block;
        font-weight: 600;
        margin-top: 1rem;
      }
      .found {
        margin-top: 0.5rem;
      }
      .found button {
        display: block;
        width: 100%;
        margin-top: 0.5rem;
        text-align: start;
      }
      .found small {
        display: block;
        font-weight: 400;
        color: var(--quiet);
      }
      h3 {
        margin-top: 1rem;
        font-size: 0.875rem;
        color: var(--quiet);
      }
      .stays {
        padding-inline-start: 0.75rem;
        border-inline-start: 3px solid var(--accent);
      }
      .goes {
        padding-inline-start: 0.75rem;
        border-inline-start: 3px dashed var(--field);
      }
      .title {
        font-weight: 600;
      }
      .turn {
        min-height: 2.75rem;
        padding-inline: 0;
      }
      .after {
        margin-top: 0.5rem;
      }
    `,
  ];

  declare merging: Merging;
  declare texts: Texts;
  private stop = (): void => undefined;

  constructor() {
    super();
    this.texts = new Texts();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.merging.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { error, other } = this.merging;
    return html`<dialog aria-labelledby="heading" @close=${() => this.dispatchEvent(new CustomEvent("dismissed"))}>
      <h2 id="heading">${other ? t("Which of the two stays?") : t("Put together with which?")}</h2>
      ${other ? this.renderPreview() : this.renderChoice()}
      <p class="error" role="alert">${error ? failureWords(t, error) : nothing}</p>
      <div class="actions">
        ${other
          ? html`<button @click=${() => this.merging.choose(null)}>${t("Choose another")}</button>
              <button class="primary" ?disabled=${this.merging.busy} @click=${this.merge}>${t("Put together")}</button>`
          : html`<button @click=${() => this.dialog?.close()}>${t("Cancel")}</button>`}
      </div>
    </dialog>`;
  }

  private renderChoice(): TemplateResult {
    const { t } = this.texts;
    const { one, query, found, busy } = this.merging;
    const said = query.trim() ? t("None has these words.") : t("None is like it. Look for its words.");
    return html`<p class="words" dir="auto">${inline(one.title)}</p>
      <label for="query">${t("Those like it, or with these words")}</label>
      <input id="query" type="search" autocomplete="off" dir="auto" @input=${this.typed} />
      <div class="found" role="status" aria-busy=${busy ? "true" : "false"}>
        ${found?.length === 0 ? html`<p class="quiet">${said}</p>` : nothing}
        ${found?.map((other) => html`<button @click=${() => this.merging.choose(other)}><span dir="auto">${inline(other.title)}</span> <small>${this.facts(other)}</small></button>`)}
      </div>`;
  }

  private renderPreview(): TemplateResult | typeof nothing {
    const { t, n } = this.texts;
    const { stays, goes } = this.merging;
    if (!stays || !goes) return nothing;
    const talks = n("{n} talk", "{n} talks", stays.sources + goes.sources);
    return html`<div role="status">
      <h3>${t("This one stays")}</h3>
      <div class="stays">${this.renderOne(stays)}</div>
      <h3>${t("This one becomes part of it")}</h3>
      <div class="goes">${this.renderOne(goes)}</div>
      <button class="plain turn" @click=${() => this.merging.turn()}>${t("Keep the other one")}</button>
      <p class="after">
        ${t("Afterwards there is one, from {talks}, with all who wrote either. Whoever it helped, and whoever waits for an answer, is kept. The address of the one that goes leads to the one that stays, and its text is no longer read.", { talks })}
      </p>
      ${stays.state === "published" ? nothing : html`<p class="after"><strong>${t("The one that stays is not published: learners find neither of them.")}</strong></p>`}
    </div>`;
  }

  private renderOne(one: LibraryResource): TemplateResult {
    return html`<p class="title words" dir="auto">${inline(one.title)}</p>
      ${one.answer ? html`<p class="small words" dir="auto">${one.answer}</p>` : nothing}
      <p class="small quiet">${this.facts(one)}</p>`;
  }

  private facts(one: LibraryResource): string {
    return `${stateWords(this.texts, one)} · ${countWords(this.texts, one)}`;
  }

  private readonly typed = (event: Event): void => void this.merging.look((event.target as HTMLInputElement).value);

  private readonly merge = async (): Promise<void> => {
    if (await this.merging.merge()) this.dispatchEvent(new CustomEvent("merged"));
  };
}
