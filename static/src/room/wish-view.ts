/** The dialogs of a room window, loaded when the first of them is opened, or before. */
import { html, LitElement, type TemplateResult } from "lit";
import { Dialog } from "../shared/dialog-view";
import { FeedbackQuestions } from "../shared/feedback/feedback-view";
import { ReportDialog } from "../shared/reporting/report-view";
import type { Texts } from "../shared/texts";
import type { KeptText } from "../shared/kept-text";
import { ExportDialog, goesOn } from "./export-view";
import { leavingOf } from "./leaving/browser-leaving";
import { LeavingDialog } from "./leaving/leaving-view";
import { asksAnything, type Talk } from "./leaving/talk";
import { wordsOf, type Question, type Wish, type Words } from "./wishes";

/** Asks whether the reader means it, and does it. Tells its owner `granted`, and `dismissed` where nothing is to be done. */
export class WishDialog extends LitElement {
  static override properties = { wish: { attribute: false }, failure: { state: true }, busy: { state: true } };

  declare wish: Wish;
  declare failure: string;
  declare busy: boolean;
  texts!: Texts;
  conversation!: Talk;
  /** What stands in the field for a name. */
  invited!: KeptText;
  /** What is said about a wish; a place that is no chat has words of its own. */
  words: (texts: Texts, wish: Question) => Words = wordsOf;

  constructor() {
    super();
    this.failure = "";
    this.busy = false;
  }

  protected override render(): TemplateResult {
    const { conversation, texts, wish } = this;
    if (wish.kind === "export") {
      return html`<chatxblock-export .texts=${texts} .url=${wish.url} .note=${wish.note ?? goesOn(texts)} @dismissed=${() => this.tell("dismissed")}></chatxblock-export>`;
    }
    if (wish.kind === "report") {
      const { callId, handlers } = conversation;
      return html`<chatxblock-report .texts=${texts} .handlers=${handlers} .reported=${{ ...wish, callId }} @dismissed=${() => this.tell("dismissed")}></chatxblock-report>`;
    }
    if (wish.kind === "leave" && asksAnything(leavingOf(conversation).wanted)) {
      return html`<chatxblock-leaving .texts=${texts} .talk=${conversation} @granted=${() => this.tell("granted")} @dismissed=${() => this.tell("dismissed")}></chatxblock-leaving>`;
    }
    const words = this.words(texts, wish);
    return html`<chatxblock-dialog
      .heading=${words.heading}
      .text=${words.text}
      .confirm=${words.confirm}
      .cancel=${words.cancel}
      .danger=${words.danger ?? false}
      .field=${words.field}
      .value=${this.invited.value}
      .error=${this.failure}
      .busy=${this.busy}
      @typed=${({ detail }: CustomEvent<string>) => (this.invited.value = detail)}
      @dismissed=${() => this.tell("dismissed")}
      @confirmed=${({ detail }: CustomEvent<string>) => void this.grant(wish, detail)}
    ></chatxblock-dialog>`;
  }

  /** Do what the dialog asked about; a refusal is said in the dialog, which stays open. */
  private async grant(wish: Question, value: string): Promise<void> {
    this.busy = true;
    if (wish.kind === "leave") void leavingOf(this.conversation).leave();
    else this.failure = await this.words(this.texts, wish).carryOut(this.conversation, value);
    this.busy = false;
    if (this.failure) return;
    if (wish.kind === "invite") this.invited.value = "";
    this.tell("granted");
  }

  private tell(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

customElements.define("chatxblock-dialog", Dialog);
customElements.define("chatxblock-export", ExportDialog);
customElements.define("chatxblock-feedback", FeedbackQuestions);
customElements.define("chatxblock-leaving", LeavingDialog);
customElements.define("chatxblock-report", ReportDialog);
customElements.define("chatxblock-wish", WishDialog);
