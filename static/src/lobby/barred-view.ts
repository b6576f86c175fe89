import { html, LitElement, nothing, type TemplateResult } from "lit";
import { barStyles, renderBar } from "../shared/bar-view";
import type { Clock } from "../shared/clock";
import { Texts } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import type { Asking } from "./asking";

/** Why she cannot ask right now, until when, and in which words, in place of the button. What she typed stays. */
export class BarredNotice extends LitElement {
  static override properties = { texts: { attribute: false } };
  static override styles = [theme, barStyles];

  declare texts: Texts;
  declare asking: Asking;
  declare clock: Clock;
  private stop = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    this.stop = this.asking.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult {
    const { bar } = this.asking;
    return html`<div role="status">${bar ? renderBar(this.texts, bar, this.clock.now()) : nothing}</div>`;
  }
}
