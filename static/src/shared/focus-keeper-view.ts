import type { LitElement, ReactiveController } from "lit";

/** Keeps the keyboard's place when what had the focus goes away: it moves to the element's `[tabindex="-1"]`. */
export class FocusKeeper implements ReactiveController {
  private had = false;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.had = this.focused !== null;
  }

  hostUpdated(): void {
    if (!this.had || this.focused) return;
    this.host.renderRoot.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  private get focused(): Element | null {
    return this.host.shadowRoot?.activeElement ?? null;
  }
}
