import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { isolated, Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { Outgoing, Sending } from "./sending";
import { trayStyles } from "./tray-styles";

const TAKEN = "image/*,application/pdf,text/*,.txt,.md,.csv,.py,.tex";

/**
 * Where files wait above the box: looked at, described and sent, with how far each is and what went wrong. Tells its owner
 * `done` when nothing is left in it.
 */
export class Tray extends LitElement {
  static override properties = { sending: { attribute: false }, texts: { attribute: false }, off: { state: true }, asks: { state: true }, long: { state: true } };
  static override styles = [theme, trayStyles];

  declare sending: Sending;
  declare texts: Texts;
  /** Files can be sent here. */
  takes = true;
  /** Nothing can be sent here, and somebody tried. */
  declare off: boolean;
  /** On a phone it is asked whether to take a photo or to choose. */
  declare asks: boolean;
  /** A long text that was pasted, about which it is asked whether to send it as a file; "" for none. */
  declare long: string;
  private stop = (): void => undefined;
  private wasFilled = false;
  /** What is taken in is to be led to, once some of it is there: not when all of it is, for by then she may be writing. */
  private leads = false;

  constructor() {
    super();
    this.texts = new Texts();
    this.off = this.asks = false;
    this.long = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.sending.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  /** Let files be chosen; on a phone, or taken by its camera. */
  async ask(byTouch: boolean): Promise<void> {
    this.asks = byTouch;
    await this.updateComplete;
    if (byTouch) this.renderRoot.querySelector<HTMLElement>(".ways button")?.focus();
    else this.input(".all")?.click();
  }

  /** Ask whether a long text is to be sent as a file; nothing of it is lost either way. */
  async askLong(text: string): Promise<void> {
    this.long = text;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".ways button")?.focus();
  }

  /** Take files in, and lead there. */
  async take(files: readonly File[]): Promise<void> {
    this.asks = false;
    if (files.length === 0) return;
    this.leads = true;
    await this.sending.add(files);
  }

  protected override updated(): void {
    for (const item of this.sending.items) {
      const place = this.renderRoot.querySelector(`[data-id="${item.id}"]`);
      if (item.picture && place && !place.contains(item.picture.canvas)) place.prepend(item.picture.canvas);
    }
    const filled = this.sending.items.length > 0;
    if (this.leads && filled) {
      this.leads = false;
      this.renderRoot.querySelector<HTMLElement>("input:not([type=file]), .send")?.focus();
    }
    if (this.wasFilled && !filled) this.dispatchEvent(new CustomEvent("done"));
    this.wasFilled = filled;
  }

  protected override render(): TemplateResult {
    const { t, n } = this.texts;
    const { items, surplus, unsaid } = this.sending;
    const chosen = items.filter(({ state }) => state === "chosen").length;
    const going = items.filter(({ state }) => state === "sending" || state === "queued").length;
    const refused = items.filter(({ state }) => state === "refused");
    const shown = items.length > 0 || surplus.length > 0 || unsaid || this.off || this.asks || this.long !== "";
    return html`<input type="file" class="all" multiple accept=${TAKEN} aria-hidden="true" tabindex="-1" @change=${this.picked} />
      <input type="file" class="photo" accept="image/*" capture="environment" aria-hidden="true" tabindex="-1" @change=${this.picked} />
      <p class="hidden" role="status">${going > 0 ? n("Sending {n} file.", "Sending {n} files.", going) : ""}</p>
      ${shown
        ? html`<section aria-label=${t("Pictures and files")}>
            ${this.renderWords(surplus, unsaid)} ${this.asks ? this.renderWays() : nothing} ${this.long ? this.renderLong() : nothing}
            ${items.length > 0 ? html`<ul>${repeat(items, ({ id }) => id, (item) => this.renderItem(item))}</ul>` : nothing}
            ${chosen > 0 || refused.length > 1
              ? html`<div class="ways">
                  ${chosen > 0 ? html`<button class="send" @click=${() => this.sending.send()}>${n("Send it", "Send {n} files", chosen)}</button>` : nothing}
                  ${refused.length > 1
                    ? html`<button class="plain" @click=${() => refused.forEach(({ id }) => this.sending.drop(id))}>${n("Take {n} away", "Take {n} away", refused.length)}</button>`
                    : nothing}
                </div>`
              : nothing}
          </section>`
        : nothing}`;
  }

  private renderWords(surplus: string[], unsaid: boolean): TemplateResult | typeof nothing {
    const { t, n } = this.texts;
    const [first] = surplus;
    const words = [
      this.off && t("Pictures and files cannot be sent here. Write it instead."),
      first !== undefined && n("{n} more does not fit into this talk: {name}.", "{n} more do not fit into this talk, from {name} on.", surplus.length, { name: isolated(first) }),
      unsaid && t("The talk ended before this was seen. The file is kept with it."),
    ].filter(Boolean);
    if (words.length === 0) return nothing;
    return html`<p role="alert">${words.join(" ")} <button class="plain" @click=${this.close}>${t("Close")}</button></p>`;
  }

  private renderWays(): TemplateResult {
    const { t } = this.texts;
    return html`<div class="ways">
      <button @click=${() => this.input(".photo")?.click()}>${t("Take a photo")}</button>
      <button @click=${() => this.input(".all")?.click()}>${t("Choose pictures or files")}</button>
      <button class="plain" @click=${this.close}>${t("Cancel")}</button>
    </div>`;
  }

  private renderLong(): TemplateResult {
    const { t, n } = this.texts;
    const text = this.long;
    const asFile = (): void => {
      this.long = "";
      void this.take([new File([text], "text.txt", { type: "text/plain" })]);
    };
    const asText = (): void => {
      this.long = "";
      this.dispatchEvent(new CustomEvent("written", { detail: text }));
    };
    const leave = (): void => {
      this.long = "";
      this.dispatchEvent(new CustomEvent("done"));
    };
    const advice = this.takes ? t("As a file it is easier to read.") : t("Files cannot be sent here. Copy the few lines that matter, and say what is wrong with them.");
    return html`<p role="alert">${n("That is {n} line of text.", "That is {n} lines of text.", text.split("\n").length)} ${advice}</p>
      <div class="ways">
        ${this.takes ? html`<button @click=${asFile}>${t("Send it as a file")}</button>` : nothing}
        <button @click=${asText}>${t("Put it into the box")}</button>
        <button class="plain" @click=${leave}>${t("Cancel")}</button>
      </div>`;
  }

  private renderItem(item: Outgoing): TemplateResult {
    const { t } = this.texts;
    const { id, name, state, blob, bad, why } = item;
    const away = t("Take {name} away", { name });
    return html`<li>
      <div data-id=${id}>
        ${item.picture ? nothing : html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 2h8l5 5v15H5V2zm7 1v5h5" /></svg>`}
      </div>
      <div>
        <p class="name"><bdi translate="no" title=${name}>${name}</bdi> <span class="small quiet">${this.size(blob.size, Math.ceil)}</span></p>
        ${this.renderState(item)}
      </div>
      <div>
        ${(state === "refused" && why && !bad) || state === "waiting" ? html`<button class="plain" @click=${() => this.sending.again(id)}>${t("Try again")}</button>` : nothing}
        <button class="plain" aria-label=${away} title=${away} @click=${() => this.sending.drop(id)}>✕</button>
      </div>
    </li>`;
  }

  private renderState({ id, alt, blob, name, picture, share, state, why }: Outgoing): TemplateResult | typeof nothing {
    const { t } = this.texts;
    if (state === "chosen") {
      if (!picture) return nothing;
      return html`<label
        >${t("What is to be seen? Say it for those who cannot see it, if you like.")}
        <input
          .value=${alt}
          maxlength="250"
          enterkeyhint="send"
          dir="auto"
          @input=${({ target }: Event) => this.sending.describe(id, (target as HTMLInputElement).value)}
          @keydown=${this.pressed}
      /></label>`;
    }
    if (state === "refused") {
      const { mostBytes } = this.sending;
      // Where another server stands before ours, its limit is not known.
      const words = blob.size > mostBytes ? t("This file is too large: {limit} at most.", { limit: this.size(mostBytes, Math.floor) }) : t("This file is too large.");
      return html`<p class="small error" role="alert">${why || words}</p>`;
    }
    if (state === "waiting") return html`<p class="small" role="alert">${why || t("Not sent yet: no connection.")} ${t("It is tried again by itself.")}</p>`;
    const label = t("{name} is being sent", { name });
    return html`<progress max="1" .value=${share} aria-label=${label}></progress>
      <p class="small quiet">${state === "queued" ? t("Its turn comes.") : t("sending…")}</p>`;
  }

  /** Write so many bytes for people to read; rounded so that what is too large never looks as if it fitted. */
  private size(bytes: number, round: (value: number) => number): string {
    const { t } = this.texts;
    const kilobytes = round(bytes / 1_000);
    return kilobytes < 1_000 ? t("{size} kB", { size: kilobytes }) : t("{size} MB", { size: round(bytes / 100_000) / 10 });
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    this.sending.send();
  };

  private readonly picked = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = "";
    void this.take(files);
  };

  private readonly close = (): void => {
    this.off = this.asks = false;
    this.sending.forgetNotes();
    this.dispatchEvent(new CustomEvent("done"));
  };

  private input(name: string): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(name);
  }
}
