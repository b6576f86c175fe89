import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../../shared/browser-links";
import { failureWords } from "../../shared/failure";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { inline } from "../../shared/inline-view";
import type { KeptText } from "../../shared/kept-text";
import type { MenuItem } from "../../shared/menu-view";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { LibraryResource, LibraryShelf } from "../../shared/wire";
import { type Deed, type Library, SHELVES } from "./library";
import { libraryStyles } from "./library-styles";
import { countWords, deedName, firstDeed, shelfName, stateWords } from "./library-words";
import type { Merging } from "./merging";

const TYPING_MILLISECONDS = 400;

/** All resources of the course: looked through by state, unit and words; one button a row, the rest behind ⋯. */
export class LibraryView extends LitElement {
  static override properties = {
    library: { attribute: false },
    texts: { attribute: false },
    hiding: { state: true },
    together: { state: true },
  };
  static override styles = [theme, libraryStyles];

  declare library: Library;
  declare texts: Texts;
  /** Which one is to be hidden, while the reader says why. */
  declare hiding: LibraryResource | null;
  /** Which two are to become one, while that is looked at. */
  declare together: Merging | null;
  merging!: (one: LibraryResource) => Merging;
  reason!: KeptText;
  say!: (words: string) => void;
  private stop = (): void => undefined;
  private typing = 0;

  constructor() {
    super();
    this.texts = new Texts();
    this.hiding = this.together = null;
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.library.changed.subscribe(() => this.requestUpdate());
    this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.typing);
    this.stop();
  }

  refresh(): void {
    void this.library.look();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<h2 class="hidden" tabindex="-1">${t("Resources")}</h2>
      ${this.renderFilter()} ${this.renderFailure()}
      <div aria-busy=${this.library.busy ? "true" : "false"}>${this.renderRows()}</div>
      ${this.renderHiding()} ${this.renderMerging()}`;
  }

  private renderFilter(): TemplateResult {
    const { t } = this.texts;
    const { filter, units } = this.library;
    return html`<form role="search" @submit=${this.search}>
      <label class="wide">${t("Search")} <input type="search" dir="auto" autocomplete="off" .value=${filter.query} @input=${this.typed} /></label>
      <label
        >${t("Show")}
        <select id="show" @change=${(event: Event) => void this.library.choose({ show: chosen(event) as LibraryShelf })}>
          ${SHELVES.map((shelf) => html`<option value=${shelf} ?selected=${shelf === filter.show}>${shelfName(this.texts, shelf)}</option>`)}
        </select></label
      >
      <label class="unit"
        >${t("Unit")}
        <select id="unit" @change=${(event: Event) => void this.library.choose({ unit: chosen(event) })}>
          <option value="" ?selected=${filter.unit === ""}>${t("All units")}</option>
          ${units.map(({ unit, title }) => html`<option value=${unit} ?selected=${unit === filter.unit}>${title}</option>`)}
        </select></label
      >
    </form>`;
  }

  private renderFailure(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { error } = this.library;
    return error ? html`<p class="error" role="alert">${failureWords(t, error)}</p>` : nothing;
  }

  private renderRows(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { rows, next, busy, filtered } = this.library;
    if (rows === null) return this.library.error ? nothing : html`<p class="quiet">${t("Loading…")}</p>`;
    if (rows.length === 0 && filtered) {
      return html`<p class="quiet">${t("None of the resources is like that.")}</p>
        <p class="more"><button @click=${this.showAll}>${t("Show all")}</button></p>`;
    }
    if (rows.length === 0) return html`<p class="quiet">${t("There are no resources yet. When learners leave a talk, they can make one of it; your answers become some where you publish them, in the tab “For you”.")}</p>`;
    return html`<ul class="rows">
        ${repeat(rows, ({ resource_id: id }) => id, (row) => html`<li>${this.renderRow(row)}</li>`)}
      </ul>
      ${next ? html`<p class="more"><button ?disabled=${busy} @click=${() => void this.library.more()}>${t("Show more")}</button></p>` : nothing}`;
  }

  private renderRow(row: LibraryResource): TemplateResult {
    const { t } = this.texts;
    const { resource_id: id, title, unit } = row;
    const place = this.library.units.find((one) => one.unit === unit)?.title ?? "";
    const deed = firstDeed(row);
    const label = t("More");
    return html`<div>
        <h3 id=${`title-${id}`} dir="auto"><a href=${webAddress(row.url)} target="_blank" rel="noopener">${title ? inline(title) : t("Without a question yet")}</a></h3>
        <p class="small quiet">${stateWords(this.texts, row)}${place ? html` · <bdi>${place}</bdi>` : nothing} · ${countWords(this.texts, row)}</p>
      </div>
      ${deed
        ? html`<button aria-describedby=${`title-${id}`} ?disabled=${this.library.busy} @click=${() => void this.act(deed, row)}>
            ${deedName(this.texts, deed, row)}
          </button>`
        : html`<span></span>`}
      <chatxblock-menu .label=${label} .items=${this.items(row)}
        ><button aria-haspopup="menu" aria-expanded="false" aria-label=${label} aria-describedby=${`title-${id}`}>⋯</button></chatxblock-menu
      >`;
  }

  private items(row: LibraryResource): MenuItem[] {
    const { t } = this.texts;
    const found: MenuItem[] = [{ label: t("Open"), url: webAddress(row.url) }];
    if (row.edit_url) found.push({ label: t("Edit and earlier texts"), url: webAddress(row.edit_url) });
    if (row.state === "merged") return found;
    found.push({ label: t("Put together with another…"), run: () => this.begin(row) });
    if (row.state === "published" || row.state === "review") found.push({ label: t("Hide…"), run: () => void (this.hiding = row) });
    return found;
  }

  private renderHiding(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const row = this.hiding;
    if (!row) return nothing;
    return html`<chatxblock-dialog
      .heading=${t("Hide it from learners?")}
      .text=${t("“{title}”: learners no longer find or read it. Who wrote it still sees it, and you can publish it again. Your colleagues read why.", { title: row.title })}
      .field=${t("Why?")}
      .value=${this.reason.value}
      .confirm=${t("Hide it")}
      .cancel=${t("Keep it")}
      .busy=${this.library.busy}
      @typed=${({ detail }: CustomEvent<string>) => void (this.reason.value = detail)}
      @confirmed=${({ detail }: CustomEvent<string>) => void this.hide(row, detail)}
      @dismissed=${() => void (this.hiding = null)}
    ></chatxblock-dialog>`;
  }

  private renderMerging(): TemplateResult | typeof nothing {
    if (!this.together) return nothing;
    return html`<chatxblock-merging .merging=${this.together} .texts=${this.texts} @merged=${this.merged} @dismissed=${() => void (this.together = null)}></chatxblock-merging>`;
  }

  private begin(row: LibraryResource): void {
    this.together = this.merging(row);
    void this.together.look();
  }

  private readonly merged = (): void => {
    const { t } = this.texts;
    const title = this.together?.stays?.title ?? "";
    this.together = null;
    this.say(t("Put together. Whoever opens the one that went reads “{title}”.", { title }));
    void this.library.look();
  };

  private async act(deed: Deed, row: LibraryResource): Promise<void> {
    const { t } = this.texts;
    if (!(await this.library.act(deed, row))) return;
    this.say(deed === "verify" ? t("Verified: “{title}”.", { title: row.title }) : t("Published: “{title}”.", { title: row.title }));
  }

  private async hide(row: LibraryResource, reason: string): Promise<void> {
    this.hiding = null;
    if (!(await this.library.act("hide", row, reason))) return;
    this.reason.value = "";
    this.say(this.texts.t("Hidden: “{title}”.", { title: row.title }));
  }

  private readonly showAll = (): void => void this.library.choose({ show: "all", unit: "", query: "" });

  private readonly typed = (event: Event): void => {
    const query = (event.target as HTMLInputElement).value;
    window.clearTimeout(this.typing);
    this.typing = window.setTimeout(() => void this.library.choose({ query }), TYPING_MILLISECONDS);
  };

  private readonly search = (event: SubmitEvent): void => {
    event.preventDefault();
    window.clearTimeout(this.typing);
    void this.library.choose({ query: this.renderRoot.querySelector("input")?.value ?? "" });
  };
}

function chosen(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}
