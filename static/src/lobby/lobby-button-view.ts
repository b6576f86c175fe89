import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import type { Clock } from "../shared/clock";
import { named } from "../shared/named-view";
import { Texts } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import type { LobbyData } from "../shared/wire";
import type { Asking } from "./asking";
import { buttonWords } from "./button-words";
import { openingOf } from "./opening";

/** A button in the unit that tells of her question, and opens the lobby: as a dialog, or below itself where a frame would clip that. */
export class LobbyButton extends LitElement {
  static override properties = { data: { attribute: false }, asking: { attribute: false }, open: { state: true } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        max-width: 44rem;
      }
      .opener {
        gap: 0.5rem;
        max-width: 100%;
        text-align: start;
        overflow-wrap: anywhere;
      }
      .opener.good {
        border-color: transparent;
        background: var(--good-ground);
        color: var(--good);
      }
      .dot {
        flex: none;
        width: 0.625rem;
        height: 0.625rem;
        border-radius: 50%;
        background: currentcolor;
      }
      @media (forced-colors: active) {
        .dot {
          forced-color-adjust: none;
          background: CanvasText;
        }
      }
      dialog {
        position: static;
        width: 100%;
        max-width: none;
        margin: 0.75rem 0 0;
        padding: 0;
        border: 0;
        border-radius: 0.75rem;
        background: var(--ground);
        color: var(--ink);
      }
      dialog:modal {
        position: fixed;
        width: min(44rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 2rem);
        margin: auto;
        animation: appear 0.15s;
      }
      @keyframes appear {
        from {
          opacity: 0;
        }
      }
      dialog.placed {
        margin-top: var(--top);
      }
      dialog::backdrop {
        background: rgb(10 20 30 / 0.45);
      }
      .close {
        position: sticky;
        inset-block-start: 0.75rem;
        float: inline-end;
        width: 2.5rem;
        margin: 0.75rem;
        padding: 0;
        font-size: 1.25rem;
        color: var(--quiet);
      }
      @media (max-width: 37.5rem) {
        dialog:modal:not(.placed) {
          width: 100%;
          max-width: none;
          max-height: calc(100dvh - 1rem);
          margin: auto 0 0;
          border-end-start-radius: 0;
          border-end-end-radius: 0;
        }
        .close {
          margin: 0.5rem;
        }
      }
    `,
  ];

  declare data: LobbyData;
  declare asking: Asking;
  declare clock: Clock;
  declare open: boolean;
  lobby!: HTMLElement;
  private texts = new Texts();
  private stop = (): void => undefined;

  constructor() {
    super();
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    this.texts = new Texts(this.data.texts, this.data.language);
    this.stop = this.asking.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { call, ended, answered } = this.asking;
    const { text, good } = buttonWords(this.texts, { call, ended, answered: answered ?? this.data.answered }, this.clock.now());
    return html`<button
        class="opener ${good ? "good" : ""}"
        aria-haspopup="dialog"
        aria-expanded=${this.open ? "true" : "false"}
        @click=${() => (this.dialog?.open ? this.dialog.close() : this.show())}
      >
        ${good ? html`<span class="dot"></span>` : nothing}<span>${named(text)}</span>
      </button>
      <p class="hidden" role="status">${call && !this.open ? named(text) : ""}</p>
      <dialog aria-label=${this.data.title} @close=${this.closed} @keydown=${this.escape}>
        <button class="close plain" aria-label=${t("Close")} @click=${() => this.dialog?.close()}>×</button>
        <slot></slot>
      </dialog>`;
  }

  private show(): void {
    const { dialog } = this;
    if (!dialog) return;
    // It flows, to be measured.
    dialog.open = true;
    const opening = openingOf({
      framed: window !== window.parent,
      viewport: window.innerHeight,
      lobby: dialog.offsetHeight,
      button: this.getBoundingClientRect().top,
    });
    if (opening.as === "dialog") {
      dialog.open = false;
      dialog.classList.toggle("placed", opening.top !== null);
      dialog.style.setProperty("--top", `${opening.top ?? 0}px`);
      dialog.showModal();
    }
    this.open = true;
    // What she came for; once a question is open, the way to its room.
    const shadow = this.lobby.shadowRoot;
    (shadow?.querySelector<HTMLElement>("textarea, a") ?? dialog).focus();
  }

  /** Told in a task of its own, by when she may have it open again. */
  private readonly closed = (): void => {
    if (this.dialog?.open) return;
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>(".opener")?.focus();
  };

  /** A dialog closes by itself, also one that lies upon the lobby; what flows does not. */
  private readonly escape = (event: KeyboardEvent): void => {
    const { dialog } = this;
    const above = event.composedPath().some((one) => one instanceof HTMLDialogElement && one !== dialog);
    if (event.key !== "Escape" || event.defaultPrevented || above) return;
    event.preventDefault();
    dialog?.close();
  };

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }
}
