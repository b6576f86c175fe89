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
import { AskedBox } from "./asked-box";
import { usualWait } from "./usual-wait";
import { waitingPanelStyles } from "./waiting-panel-styles";

/** A conversation whose asker may give up waiting for it. */
export interface Waited extends Awaited {
  act(handler: string): Promise<void>;
}

type Wish = "leave_question" | "cancel";

/**
 * What an asker sees while nobody has come: how long it usually takes, that we call her, and what else she can do. Tells its
 * owner: `passed` when it goes while the focus is in it.
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
    // Where nobody is around it would be no news from here.
    const likely = call.invited > 0 || call.next_round_at !== null;
    const usual = likely ? usualWait(this.texts, call.usual_wait) : "";
    return html`<section aria-label=${t("While you wait")} tabindex="-1">
      <slot></slot>
      ${usual ? html`<p>${usual}</p>` : nothing}
      <p>${this.promise}</p>
      <div class="actions">
        ${this.renderAttention()}
        <button @click=${() => this.open("leave_question")}>${t("Leave it for the teachers")}</button>
        <button @click=${() => this.open("cancel")}>${t("Take it back")}</button>
      </div>
      ${this.list ?? nothing} ${this.renderDialog()}
    </section>`;
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

  private renderAttention(): TemplateResult {
    const { t } = this.texts;
    const { attention } = this;
    if (!attention) return html``;
    return html`${attention.canAskForMore
      ? html`<button @click=${() => void attention.askForMore()}>${t("Tell me when somebody comes")}</button>`
      : nothing}
    ${attention.canBeHeard
      ? html`<button class="plain" @click=${() => attention.quieten(attention.sounding)}>
          ${attention.sounding ? t("Turn the sound off") : t("Turn the sound on")}
        </button>`
      : nothing}`;
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
