import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { webAddress } from "../shared/browser-links";
import type { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { OfferedFile, ShownFile } from "../shared/wire";
import type { EditorActions } from "./editor-actions";

/** A file, the talk that offers it, if one does, and how the resource shows it, if it does. */
interface Choice {
  file: ShownFile;
  offer: (OfferedFile & { call_id: string }) | null;
  shown: ShownFile | null;
}

const PICTURES = new Set(["jpeg", "png", "gif", "webp"]);

/** The pictures and files of the talks: none is shown to others but those that the writer ticks, each with what is to be seen. */
export class TalkFiles extends LitElement {
  static override styles = [
    theme,
    css`
      h3 {
        font-size: 1rem;
        line-height: 1.4;
        margin: 1rem 0 0.5rem;
      }
      li {
        margin-bottom: 0.375rem;
        padding: 0.375rem 0.625rem;
        border: 1px solid var(--edge);
        border-radius: 0.5rem;
        overflow-wrap: anywhere;
      }
      .in {
        border-color: var(--good);
        background: var(--good-ground);
      }
      .still {
        border-style: dashed;
        background: var(--raised);
        color: var(--quiet);
      }
      .choice {
        display: flex;
        align-items: center;
        gap: 0.625rem;
        min-height: 2.75rem;
        cursor: pointer;
      }
      input[type="checkbox"] {
        flex: none;
        width: 1.25rem;
        height: 1.25rem;
        margin: 0;
        accent-color: var(--accent);
      }
      img {
        flex: none;
        width: 4.5rem;
        height: 3.5rem;
        object-fit: contain;
        border-radius: 0.25rem;
        background: var(--raised);
      }
      .name {
        flex: 1;
        min-width: 0;
      }
      .alt {
        display: block;
        margin: 0.25rem 0;
      }
      .alt input {
        width: 100%;
        font: inherit;
        color: inherit;
        padding: 0.375rem 0.5rem;
        border: 1px solid var(--field);
        border-radius: 0.375rem;
        background: var(--ground);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 0.5rem;
      }
    `,
  ];

  texts!: Texts;
  actions!: EditorActions;
  private readonly stops: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    for (const one of [this.actions, this.actions.writing]) this.stops.push(one.changed.subscribe(() => this.requestUpdate()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops.splice(0)) stop();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const choices = this.choices();
    if (choices.length === 0) return nothing;
    return html`<h3 id="title">${t("Pictures and files: tick what others may see")}</h3>
      <ul aria-labelledby="title">
        ${choices.map((choice) => this.renderChoice(choice))}
      </ul>`;
  }

  /** What was refused is not ticked, whatever the browser shows. */
  protected override updated(): void {
    const shown = new Set(this.actions.writing.resource.files.map(({ file_id }) => file_id));
    for (const box of this.renderRoot.querySelectorAll<HTMLInputElement>("[type=checkbox]")) {
      if (!this.actions.busy) box.checked = shown.has(box.value);
    }
  }

  /** What the talks offer, and then what it shows of talks that are no longer kept. */
  private choices(): Choice[] {
    const { files } = this.actions.writing.resource;
    const offers = this.actions.talks.flatMap((talk) => talk.files.map((file) => ({ ...file, call_id: talk.call_id })));
    const offered = new Set(offers.map(({ file_id }) => file_id));
    return [
      ...offers.map((offer) => ({ file: offer, offer, shown: files.find(({ file_id }) => file_id === offer.file_id) ?? null })),
      ...files.filter(({ file_id }) => !offered.has(file_id)).map((file) => ({ file, offer: null, shown: file })),
    ];
  }

  private renderChoice(choice: Choice): TemplateResult {
    const { file, offer, shown } = choice;
    const may = !offer || offer.quotable || shown;
    return html`<li class=${shown ? "in" : may ? "" : "still"}>
      ${may
        ? html`<label class="choice"
            ><input type="checkbox" value=${file.file_id} ?disabled=${this.actions.busy} @change=${(event: Event) => this.tick(event)} />${this.renderFile(choice)}</label
          >`
        : html`<div class="choice">${this.renderFile(choice)}</div>`}
      ${shown && PICTURES.has(file.kind) ? this.renderAlt(shown) : nothing} ${offer && !offer.quotable ? this.renderAsking(offer) : nothing}
    </li>`;
  }

  private renderFile({ file, shown }: Choice): TemplateResult {
    const picture = PICTURES.has(file.kind);
    const alt = shown && picture ? "" : (shown ?? file).alt;
    // Its name stands beside it, and what is to be seen in it there or in the field below.
    return html`${picture ? html`<img src=${webAddress(file.url)} alt="" loading="lazy" decoding="async" />` : nothing}
      <span class="name" dir="auto">${file.name}${alt ? html`<br /><span class="small quiet">${alt}</span>` : nothing}</span>`;
  }

  private renderAlt({ file_id, name, alt }: ShownFile): TemplateResult {
    const { t } = this.texts;
    const words = t("What is to be seen, for those who do not see it");
    return html`<label class="alt small"
      >${words}<input
        dir="auto"
        autocomplete="off"
        maxlength="255"
        aria-label=${`${words}: ${name}`}
        .value=${alt}
        @change=${(event: Event) => void this.actions.show(file_id, true, (event.target as HTMLInputElement).value.trim())}
    /></label>`;
  }

  private renderAsking({ call_id, line, speaker, asked }: OfferedFile & { call_id: string }): TemplateResult {
    const { t } = this.texts;
    return html`<div class="foot small">
      <span>${t("{speaker} has not said yes to being quoted.", { speaker })}</span>
      ${asked
        ? html`<strong>${t("Asked")}</strong>`
        : html`<button class="plain small" aria-label=${t("Ask {speaker} for a yes", { speaker })} @click=${() => void this.actions.ask(call_id, line, speaker)}>
            ${t("Ask")}
          </button>`}
    </div>`;
  }

  private tick(event: Event): void {
    const { value, checked } = event.target as HTMLInputElement;
    void this.actions.show(value, checked);
  }
}
