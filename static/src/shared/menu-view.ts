import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { theme } from "./theme-styles";

/** One thing that a menu offers: something to do, or a page that opens in a window of its own. */
export interface MenuItem {
  label: string;
  /** What it is called where it is not seen: it begins with the label. */
  name?: string;
  run?: () => void;
  url?: string;
}

/**
 * A menu behind the button that stands in it (ARIA Authoring Practices, "Menu Button"): the keyboard goes through it by arrows,
 * Escape and choosing give the focus back to the button, and it closes when the focus goes elsewhere.
 */
export class Menu extends LitElement {
  static override properties = { items: { attribute: false }, label: {}, open: { type: Boolean } };
  static override styles = [
    theme,
    css`
      :host {
        position: relative;
        flex: none;
      }
      ul {
        position: absolute;
        z-index: 2;
        inset-inline-end: 0;
        top: calc(100% + 0.25rem);
        width: max-content;
        max-width: min(20rem, 80vw);
        padding: 0.25rem;
        border: 1px solid var(--field);
        border-radius: 0.5rem;
        background: var(--ground);
        box-shadow: 0 4px 16px rgb(10 20 30 / 0.2);
      }
      :host(.aside) ul {
        inset-inline-end: calc(100% + 0.25rem);
        top: 0;
      }
      [role="menuitem"] {
        width: 100%;
        justify-content: start;
        border-color: transparent;
        text-align: start;
        font-weight: 400;
      }
      [role="menuitem"]:hover,
      [role="menuitem"]:focus {
        background: var(--raised);
      }
      [role="menuitem"]:focus-visible {
        outline-offset: -3px;
      }
    `,
  ];

  declare items: MenuItem[];
  declare label: string;
  declare open: boolean;
  private readonly away = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.open = false;
  };

  constructor() {
    super();
    this.items = [];
    this.label = "";
    this.open = false;
    this.addEventListener("keydown", (event) => this.pressed(event));
    this.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !this.contains(relatedTarget) && !this.renderRoot.contains(relatedTarget)) this.open = false;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.away);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.away);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("open")) return;
    this.button?.setAttribute("aria-expanded", String(this.open));
    if (this.open) this.entries[0]?.focus();
  }

  protected override render(): TemplateResult {
    return html`<slot @click=${() => (this.open = !this.open)}></slot>${this.open
        ? html`<ul role="menu" aria-label=${this.label}>
            ${this.items.map((item) => html`<li role="none">${this.renderItem(item)}</li>`)}
          </ul>`
        : nothing}`;
  }

  protected renderItem({ label, name, url, run }: MenuItem): TemplateResult {
    const chosen = (): void => {
      this.close();
      run?.();
    };
    return url
      ? html`<a class="button" role="menuitem" tabindex="-1" href=${url} target="_blank" rel="noopener" @click=${chosen}>${label}</a>`
      : html`<button role="menuitem" tabindex="-1" aria-label=${name ?? nothing} @click=${chosen}>${label}</button>`;
  }

  private pressed(event: KeyboardEvent): void {
    const { entries } = this;
    const at = entries.findIndex((entry) => entry === this.shadowRoot?.activeElement);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const next = to[event.key];
    if (event.key === "Escape" && this.open) this.close();
    else if (this.open && next !== undefined) entries.at(next % entries.length)?.focus();
    else if (!this.open && event.key === "ArrowDown") this.open = true;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected close(): void {
    this.open = false;
    this.button?.focus();
  }

  protected get button(): HTMLElement | null {
    return this.querySelector("button");
  }

  protected get entries(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>("[role=menuitem]")];
  }
}
