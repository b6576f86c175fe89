import { html, LitElement, nothing, type TemplateResult } from "lit";
import { webAddress } from "../browser-links";
import { renderedStyles } from "../rendered-styles";
import { Texts } from "../texts";
import { followPage, theme } from "../theme-styles";
import type { FoundResource, Resource } from "../wire";
import { drawn } from "./drawn-view";
import { findingStyles } from "./finding-styles";

/** A resource that is opened in place: the answer first. Tells its owner: `helped`, and `ask-on` when it was not enough. */
export class OpenedResource extends LitElement {
  static override properties = {
    texts: { attribute: false },
    found: { attribute: false },
    resource: { attribute: false },
    failed: { attribute: false },
    waiting: { attribute: false },
  };
  static override styles = [theme, renderedStyles, findingStyles];

  declare texts: Texts;
  declare found: FoundResource;
  /** The whole of it, null until it came. */
  declare resource: Resource | null;
  declare failed: boolean;
  /** She has asked already, and waits. */
  declare waiting: boolean;
  private made: { of: Resource; answer: HTMLElement; body: HTMLElement } | null = null;

  constructor() {
    super();
    this.texts = new Texts();
    this.resource = null;
    this.failed = this.waiting = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<div class="read">
      ${this.renderText()}
      <div class="actions">
        <button @click=${() => this.tell("helped")}>${t("This helped")}</button>
        <button @click=${() => this.tell("ask-on")}>${this.waiting ? t("I still want help") : t("I still want to ask")}</button>
        ${this.renderWay(t("Report a mistake"))}
      </div>
    </div>`;
  }

  private renderText(): TemplateResult {
    const { t } = this.texts;
    const { resource } = this;
    if (!resource) {
      return html`<p class="answer words" dir="auto">${this.found.answer}</p>
        <p class="small quiet" role="status">${this.failed ? html`${t("The rest could not be loaded.")} ${this.renderWay(t("Read it on its page"))}` : t("Loading the rest…")}</p>`;
    }
    const { answer, body } = this.nodesOf(resource);
    return html`<div class="text" role="group" tabindex="0" aria-label=${resource.title}>
      ${resource.answer_html ? html`<div class="answer">${answer}</div>` : nothing}${body}
    </div>`;
  }

  private nodesOf(resource: Resource): { answer: HTMLElement; body: HTMLElement } {
    if (this.made?.of !== resource) this.made = { of: resource, answer: drawn(resource.answer_html, this), body: drawn(resource.html + resource.files_html, this) };
    return this.made;
  }

  private renderWay(words: string): TemplateResult | typeof nothing {
    const url = webAddress(this.found.url);
    return url ? html`<a class="small" href=${url} target="_blank" rel="noopener">${words}</a>` : nothing;
  }

  private tell(name: "helped" | "ask-on"): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}
