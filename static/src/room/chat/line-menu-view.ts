import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Menu, type MenuItem } from "../../shared/menu-view";

/** A sign that can be set at a line, in the first row of its menu. */
export interface SignItem {
  sign: string;
  /** What it says. */
  name: string;
  set: boolean;
  run: () => void;
}

/** The menu of one line: put at it when it is asked for, and gone when it is closed. */
export class LineMenu extends Menu {
  static override styles = [
    ...[Menu.styles].flat(),
    css`
      :host {
        position: absolute;
        inset: 0;
        pointer-events: none;
      }
      ul {
        pointer-events: auto;
        inset: var(--top) var(--right) var(--bottom) var(--left);
      }
      .signs {
        display: flex;
      }
      .signs [role="menuitemcheckbox"] {
        min-width: 2.75rem;
        min-height: 2.75rem;
        padding: 0.25rem;
        border-color: transparent;
        font-size: 1.25rem;
      }
      .signs [aria-checked="true"] {
        border-color: var(--accent);
        background: var(--own);
      }
    `,
  ];

  signs: SignItem[] = [];
  /** The button that it belongs to. */
  anchor: HTMLElement | null = null;

  private readonly stay = (): void => {
    if (this.anchor) place(this, this.anchor);
    // On a phone that lies on its side neither part of the log has room for all of it. The log itself moves in the same frame.
    requestAnimationFrame(() => requestAnimationFrame(() => this.renderRoot.querySelector("ul")?.scrollIntoView({ block: "nearest" })));
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("resize", this.stay);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("resize", this.stay);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (changed.has("open") && this.open) this.stay();
    if (changed.has("open") && changed.get("open") && !this.open) this.remove();
  }

  protected override render(): TemplateResult {
    if (!this.open) return html``;
    return html`<ul role="menu" aria-label=${this.label}>
      ${this.signs.length > 0 ? html`<li class="signs" role="none">${this.signs.map((one) => this.renderSign(one))}</li>` : nothing}
      ${this.items.map((item) => html`<li role="none">${this.renderItem(item)}</li>`)}
    </ul>`;
  }

  private renderSign({ sign, name, set, run }: SignItem): TemplateResult {
    const chosen = (): void => {
      this.close();
      run();
    };
    return html`<button role="menuitemcheckbox" aria-checked=${set ? "true" : "false"} tabindex="-1" aria-label=${`${sign} ${name}`} title=${name} @click=${chosen}>${sign}</button>`;
  }

  protected override get button(): HTMLElement | null {
    return this.anchor;
  }

  protected override get entries(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  }
}

/** Show a menu at a line, above its button where there is more room. */
export function showMenu(anchor: HTMLElement, label: string, signs: SignItem[], items: MenuItem[]): void {
  const line = anchor.closest("li");
  const open = line?.querySelector<LineMenu>("chatxblock-line-menu");
  if (open) open.remove();
  if (!line || open) return;
  const menu = document.createElement("chatxblock-line-menu") as LineMenu;
  Object.assign(menu, { anchor, label, signs, items, open: true });
  line.append(menu);
}

/** Open it into the larger part of what is seen of the log. */
function place(menu: HTMLElement, anchor: HTMLElement): void {
  const whole = anchor.closest("li") ?? anchor;
  const [button, line, log] = [anchor, whole, anchor.closest("[role=log]") ?? whole].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect, DOMRect];
  const up = button.top - log.top > log.bottom - button.bottom;
  const back = button.left - log.left > log.right - button.right;
  const places = {
    top: up ? "auto" : `${button.bottom - line.top}px`,
    bottom: up ? `${line.bottom - button.top}px` : "auto",
    left: back ? "auto" : `${button.left - line.left}px`,
    right: back ? `${line.right - button.right}px` : "auto",
  };
  // Where it stands is told by the whole line, whatever the grid does with what belongs to it.
  Object.assign(menu.style, { gridArea: "auto", placeSelf: "stretch" });
  for (const [side, where] of Object.entries(places)) menu.style.setProperty(`--${side}`, where);
}
