import { html, LitElement, nothing, type TemplateResult } from "lit";
import { webAddress } from "../shared/browser-links";
import { roomName } from "../shared/browser-room-window";
import { Times } from "../shared/browser-times";
import { exportOf, formsStyles } from "../shared/export-forms-view";
import { failureWords } from "../shared/failure";
import type { Handlers } from "../shared/handlers";
import { inline } from "../shared/inline-view";
import { written } from "../shared/written-view";
import { reach } from "../shared/reach-view";
import { alone } from "../shared/soon";
import { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { HistoryTalk, Me } from "../shared/wire";
import type { Log } from "./history";
import { outcomeWords, roleWords } from "./history-words";
import type { Said } from "../shared/said-lines";
import { talkStyles } from "./talk-styles";

/** One talk: its question, how it ended and what was made of it; what was said folds out, and is read only then. */
export class TalkCard extends LitElement {
  static override properties = {
    texts: { attribute: false },
    talk: { attribute: false },
    log: { attribute: false },
    me: { attribute: false },
    own: { type: Boolean },
    now: { attribute: false },
    unfolded: { state: true },
  };
  static override styles = [theme, formsStyles, talkStyles];

  declare texts: Texts;
  declare talk: HistoryTalk;
  declare log: Log | undefined;
  /** Whose history it is. */
  declare me: Me;
  /** Whether that is the reader. */
  declare own: boolean;
  declare now: number;
  declare unfolded: boolean;
  /** To report what was said by. */
  handlers!: Pick<Handlers, "post">;
  /** Reads what was said. */
  read!: (anew: boolean) => void;

  constructor() {
    super();
    this.texts = new Texts();
    this.own = this.unfolded = false;
    this.now = 0;
  }

  protected override scheduleUpdate(): Promise<void> {
    return alone(() => super.scheduleUpdate());
  }

  protected override render(): TemplateResult {
    const { texts, talk } = this;
    const { t } = texts;
    const [outcome, tone] = outcomeWords(texts, talk);
    const times = new Times(texts);
    const asked = Date.parse(talk.asked_at);
    const url = webAddress(talk.url);
    const place = talk.title || url;
    return html`<article aria-labelledby="question">
      <p class="facts small">
        <span class="outcome ${tone}">${outcome}</span>
        <span class="quiet">${roleWords(texts, talk, this.own)}</span>
        <time class="quiet" datetime=${talk.asked_at} title=${times.long(asked)}>${times.brief(asked, this.now)}</time>
        ${place ? html`<bdi class="quiet">${url ? html`<a href=${url}>${place}</a>` : place}</bdi>` : nothing}
      </p>
      <h4 id="question" class="question words" dir="auto" ${reach()}>${inline(talk.question)}</h4>
      ${this.renderBeside()}
      <div class="actions small">
        <button aria-expanded=${this.unfolded ? "true" : "false"} aria-controls="said" aria-describedby="question" @click=${this.fold}>${this.foldWords}</button>
        <a href=${talk.window_url} target=${roomName(talk.call_id)} aria-describedby="question">${talk.outcome === "open" ? t("Go to the room") : t("Open its page")}</a>
        ${exportOf(texts, talk.transcript_url, "question")}
      </div>
      <div id="said" ?hidden=${!this.unfolded}>${this.unfolded ? this.renderLog() : nothing}</div>
    </article>`;
  }

  private renderBeside(): TemplateResult {
    const { t } = this.texts;
    const { resource, answer } = this.talk;
    const url = webAddress(resource?.url ?? "");
    return html`${resource && url
      ? html`<p class="beside small">
          ${resource.state === "published" ? t("What others can read of it:") : t("What is being written of it:")}
          <a href=${url} target="_blank" rel="noopener"><bdi>${inline(resource.title)}</bdi></a>
        </p>`
      : nothing}
    ${answer
      ? html`<div class="beside">
          <p class="small quiet"><bdi translate="no" title=${answer.name}>${answer.name}</bdi> · <time datetime=${answer.at}>${new Times(this.texts).brief(Date.parse(answer.at), this.now)}</time></p>
          <blockquote class="words" dir="auto">${written(answer.answer)}</blockquote>
        </div>`
      : nothing}`;
  }

  private get foldWords(): string {
    const { t, n } = this.texts;
    if (this.unfolded) return t("Hide what was said");
    const { lines } = this.talk;
    return lines === null || lines === 0 ? t("Read what was said") : n("Read what was said ({n} line)", "Read what was said ({n} lines)", lines);
  }

  private renderLog(): TemplateResult {
    const { t } = this.texts;
    const { log } = this;
    if (log?.state === "there") return this.renderSaid(log.said);
    if (log?.state !== "failed") return html`<p class="said small quiet" role="status">${t("Reading what was said…")}</p>`;
    return html`<p class="said small error" role="alert">
      ${failureWords(t, log.error, t("What was said cannot be read right now."))} <button class="plain" @click=${() => this.read(true)}>${t("Try again")}</button>
    </p>`;
  }

  private renderSaid(said: Said): TemplateResult {
    const { texts, talk, me, own, now, handlers } = this;
    return html`<chatxblock-said .texts=${texts} .said=${said} .talk=${talk} .me=${me} .own=${own} .now=${now} .handlers=${handlers}></chatxblock-said>`;
  }

  private readonly fold = (): void => {
    this.unfolded = !this.unfolded;
    // What goes on has more to read than when it was last unfolded.
    if (this.unfolded) this.read(this.talk.outcome === "open");
  };
}
