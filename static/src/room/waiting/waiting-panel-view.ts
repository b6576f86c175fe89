import { html, LitElement, nothing, type TemplateResult } from "lit";
import { ToneBell } from "../../shared/browser-bell";
import { storage } from "../../shared/browser-page";
import { failureWords } from "../../shared/failure";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import { Attention, type Awaited } from "../../shared/attention";
import { PageComingNotice } from "../../shared/browser-coming-notice";
import type { Box } from "../../shared/finding/box";
import type { Call } from "../../shared/wire";
import { AskedBox } from "./asked-box";
import { usualWait } from "./usual-wait";
import { waitingPanelStyles } from "./waiting-panel-styles";

/** A conversation whose asker may give up waiting for it. */
export interface Waited extends Awaited {
  /** What was said; missing in a place where nothing is written. */
  readonly entries?: readonly { kind: string }[] | undefined;
  act(handler: string): Promise<void>;
}

type Wish = "leave_question" | "cancel";

/**
 * What an asker sees while nobody has come: what she can read, that we call her, what else she can do, and below all that, where
 * a change moves nothing away from under her eyes, how things stand. Tells its owner: `passed` when it goes while the focus is in
 * it.
 */
export class WaitingPanel extends LitElement {
  static override properties = {
    texts: { attribute: false },
    conversation: { attribute: false },
    wish: { state: true },
    failure: { state: true },
    busy: { state: true },
    list: { state: true },
  };
  static override styles = [theme, waitingPanelStyles];

  declare texts: Texts;
  declare conversation: Waited;
  declare wish: Wish | null;
  declare failure: string;
  declare busy: boolean;
  /** Loads what she can read while she waits; without it she waits as always. */
  found: ((box: Box) => Promise<HTMLElement>) | undefined;
  attention: Attention | null = null;
  declare list: HTMLElement | null;
  private looksUp = false;
  private stops: (() => void)[] = [];
  private hadFocus = false;

  constructor() {
    super();
    this.texts = new Texts();
    this.wish = null;
    this.failure = "";
    this.busy = false;
    this.list = null;
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.attention ??= new Attention({
      conversation: this.conversation,
      bell: new ToneBell(),
      notice: new PageComingNotice(this.texts),
      hidden: () => document.hidden || !document.hasFocus(),
      storage: storage("localStorage"),
      now: () => Date.now(),
    });
    const update = (): void => this.requestUpdate();
    this.stops = [this.conversation.changed.subscribe(update), this.attention.changed.subscribe(update)];
    this.attention.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
    this.attention?.stop();
  }

  protected override willUpdate(): void {
    this.hadFocus = Boolean(this.shadowRoot?.activeElement);
    // Who comes answers the question whether to go on waiting.
    if (!this.conversation.waiting) this.wish = null;
  }

  protected override updated(): void {
    if (this.conversation.waiting && this.conversation.call) this.lookUp();
    if (this.hadFocus && !this.conversation.waiting) this.dispatchEvent(new CustomEvent("passed"));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { call, waiting } = this.conversation;
    if (!waiting || !call) return nothing;
    const { t } = this.texts;
    return html`<section aria-label=${t("While you wait")} tabindex="-1">
      ${this.list ?? nothing}
      <p>${this.promise}</p>
      <div class="actions">
        ${this.attention?.canAskForMore
          ? html`<button class="primary" @click=${() => void this.attention?.askForMore()}>${t("Tell me when somebody comes")}</button>`
          : nothing}
        <button @click=${() => this.open("leave_question")}>${t("Leave it for the teachers")}</button>
      </div>
      ${this.writes ? html`<p class="quiet">${t("Write what you tried; whoever comes reads it.")}</p>` : nothing}
      <div class="links">
        ${this.renderSound()}
        <button class="plain" @click=${() => this.open("cancel")}>${t("Take it back")}</button>
      </div>
      ${this.renderDetails(call)}
      ${this.renderDialog()}
    </section>`;
  }

  /** Something can be written here, and nothing is yet. */
  private get writes(): boolean {
    const { entries } = this.conversation;
    return entries !== undefined && !entries.some(({ kind }) => kind === "line");
  }

  /** Once: what others learned from the same question. */
  private lookUp(): void {
    if (this.looksUp) return;
    this.looksUp = true;
    this.found?.(new AskedBox(this.conversation)).then(
      (list) => {
        list.addEventListener("take-back", () => this.open("cancel"));
        this.list = list;
      },
      () => undefined,
    );
  }

  private get promise(): string {
    const { t } = this.texts;
    const sentences = {
      both: t("You can leave this window open and go on working: we call you by sound and by a notice of your browser when somebody comes."),
      sound: t("You can leave this window open and go on working: we call you by sound when somebody comes."),
      notice: t("You can leave this window open and go on working: a notice of your browser tells you when somebody comes."),
      none: t("You can leave this window open and go on working: its title tells you when somebody comes."),
    };
    return sentences[this.attention?.means ?? "none"];
  }

  /** How things stand, which the window around it says. */
  private renderDetails(call: Call): TemplateResult {
    const likely = !call.exhausted && (call.invited > 0 || call.next_round_at !== null);
    // Where nobody is around, how long it usually takes would be no news from here.
    const usual = likely ? usualWait(this.texts, call.usual_wait) : "";
    return html`<div class="small quiet details" aria-live="polite">
      ${usual ? html`<span>${usual} </span>` : nothing}
      <slot></slot>
    </div>`;
  }

  private renderSound(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { attention } = this;
    if (!attention?.canBeHeard) return nothing;
    return html`<button class="plain" @click=${() => attention.quieten(attention.sounding)}>
      ${attention.sounding ? t("Turn the sound off") : t("Turn the sound on")}
    </button>`;
  }

  private renderDialog(): TemplateResult | typeof nothing {
    if (!this.wish) return nothing;
    const { t } = this.texts;
    const { call } = this.conversation;
    const leaves = this.wish === "leave_question";
    return html`<chatxblock-dialog
      .heading=${leaves ? t("Leave it for the teachers?") : t("Take your question back?")}
      .text=${leaves
        ? t("Your question is kept and shown to the teachers as unanswered. When one of them answers, you find the answer where you asked. This room closes now.")
        : call?.room
          ? t("Nobody else is asked, and this room closes. What was written here is kept in the log.")
          : t("Nobody else is asked, and this room closes.")}
      .confirm=${leaves ? t("Leave it for the teachers") : t("Take it back")}
      .cancel=${t("Keep waiting")}
      .danger=${!leaves}
      .error=${this.failure}
      .busy=${this.busy}
      @confirmed=${() => void this.grant()}
      @dismissed=${() => (this.wish = null)}
    ></chatxblock-dialog>`;
  }

  private open(wish: Wish): void {
    this.failure = "";
    this.wish = wish;
  }

  /** Do what the dialog asked about; a refusal is said in the dialog, which stays open. */
  private async grant(): Promise<void> {
    const { wish } = this;
    if (!wish || this.busy) return;
    this.busy = true;
    try {
      await this.conversation.act(wish);
      this.wish = null;
    } catch (error) {
      this.failure = failureWords(this.texts.t, error);
    } finally {
      this.busy = false;
    }
  }
}
