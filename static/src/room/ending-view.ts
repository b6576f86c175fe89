import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { Backoff } from "../shared/backoff";
import { webAddress } from "../shared/browser-links";
import { HandlerError } from "../shared/handlers";
import type { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { RoomData } from "../shared/wire";
import type { ArchivedLine, Entry } from "./chat/log";
import type { End } from "./end";
import { goesOn } from "./export-view";
import { leavingOf } from "./leaving/browser-leaving";
import type { Talk } from "./leaving/talk";

/** A conversation in which nothing is written any more, or not by this reader. */
export interface Ended extends Talk {
  readonly end: End | null;
  readonly entries: Entry[];
  readonly pending: readonly unknown[];
  readonly hasOlder: boolean;
  showKept(lines: ArchivedLine[]): void;
}

/** The ends after which the whole talk is there to be read. */
const READABLE = ["left", "over", "stopped", "kept", "solved"];

/** The states of a call in which others may still talk. */
const RUNNING = ["waiting", "answered"];

/**
 * In the place of the box: the way back to the course, the way to a resource, the log, and what was written and can be sent nowhere
 * any more.
 */
export class Ending extends LitElement {
  static override properties = { draft: {}, failure: { state: true }, reading: { state: true }, copied: { state: true }, exporting: { state: true } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        border-top: 1px solid var(--edge);
        background: var(--raised);
      }
      .all {
        display: grid;
        gap: 0.75rem;
        max-width: 46rem;
        margin-inline: auto;
        padding: 1rem;
      }
      .all:focus {
        outline: none;
      }
      .ways,
      .links {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      .links {
        gap: 0.25rem 1rem;
        font-size: 0.875rem;
      }
      .kept {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0.25rem 0.75rem;
        align-items: end;
      }
      .kept label,
      .kept span {
        grid-column: 1 / -1;
      }
      .kept span:empty {
        display: none;
      }
      textarea {
        display: block;
        max-height: 20vh;
        resize: none;
        field-sizing: content;
      }
      @media (max-width: 37.5rem) {
        .all {
          gap: 0.5rem;
          padding: 0.75rem 1rem;
        }
        .ways > a {
          flex: 1 0 100%;
        }
        .ways > button {
          flex: 1 1 auto;
          padding-inline: 0.5rem;
        }
      }
    `,
  ];

  declare failure: string;
  declare reading: boolean;
  declare copied: boolean;
  declare exporting: boolean;
  /** What stood in the box. */
  declare draft: string;
  texts!: Texts;
  conversation!: Ended;
  /** Where the log is to be had; "" before the call is there. */
  logUrl = "";
  /** What leads on: the page on which it was asked, the reader's own talks, what is kept of people. */
  data!: Pick<RoomData, "handlers" | "history_url" | "page">;
  /** The reader's address, "" where it is not known. */
  me = "";
  /** Reads an address. */
  get = (url: string): Promise<Response> => fetch(url, { credentials: "same-origin" });
  private readonly patience = new Backoff(Math.random, 1_000, 30_000);
  private begun = false;
  private timer = 0;
  private stop = (): void => undefined;

  constructor() {
    super();
    this.failure = this.draft = "";
    this.reading = this.copied = this.exporting = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.conversation.changed.subscribe(() => this.follow());
    this.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
    window.clearTimeout(this.timer);
  }

  protected override firstUpdated(): void {
    // Who wrote when it ended has no box any more: the keyboard's place is here.
    if (document.hasFocus() && document.activeElement === document.body) this.renderRoot.querySelector<HTMLElement>(".all")?.focus();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { pending } = this.conversation;
    return html`<div class="all" role="group" aria-label=${t("How it goes on")} tabindex="-1">
      ${this.draft ? this.renderDraft() : nothing}
      ${pending.length > 0 ? html`<p class="error">${t("What is marked above was not sent any more.")}</p>` : nothing} ${this.renderWays()}
      <p class="small quiet" role="status" ?hidden=${!this.reading}>${this.reading ? t("Reading what was said…") : ""}</p>
      <p class="error" role="alert" ?hidden=${!this.failure}>${this.failure}</p>
      ${this.renderLinks()}
    </div>`;
  }

  /** The one way that stands out leads back; the rest is beside it. */
  private renderWays(): TemplateResult {
    const { t } = this.texts;
    const { end, call } = this.conversation;
    const other = end?.other?.window_url ?? "";
    const course = end ? webAddress(call?.context.url || this.data.page.url) : "";
    const mayExport = this.logUrl !== "" && !other && end?.why !== "removed";
    const talked = READABLE.includes(end?.why ?? "");
    if (!other && !course && !mayExport) return html`<p>${t("You can close this window.")}</p>`;
    return html`<div class="ways">
      ${other ? html`<a class="button primary" href=${other}>${t("Back to your room")}</a>` : nothing}
      ${course ? html`<a class="button ${other ? "" : "primary"}" href=${course}>${t("Back to the course")}</a>` : nothing}
      ${talked && leavingOf(this.conversation, this.me).wanted.draft
        ? html`<chatxblock-draft-button .texts=${this.texts} .talk=${this.conversation}></chatxblock-draft-button>`
        : nothing}
      ${mayExport ? this.renderExport() : nothing}
    </div>`;
  }

  /** What the menu above had, which is gone with the talk. */
  private renderLinks(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    if (!this.conversation.end) return nothing;
    const history = webAddress(this.data.history_url);
    const privacy = this.data.handlers["privacy"];
    if (!history && !privacy) return nothing;
    return html`<div class="links">
      ${history ? html`<a href=${history}>${t("Your questions and talks")}</a>` : nothing}
      ${privacy ? html`<a href=${privacy} target="_blank" rel="noopener">${t("What is kept of you")}</a>` : nothing}
    </div>`;
  }

  private renderExport(): TemplateResult {
    const { t } = this.texts;
    return html`<button @click=${() => (this.exporting = true)}>${t("Export the log")}</button>
      ${this.exporting
        ? html`<chatxblock-export
            .texts=${this.texts}
            .url=${this.logUrl}
            .note=${this.note}
            @dismissed=${() => (this.exporting = false)}
          ></chatxblock-export>`
        : nothing}`;
  }

  /** Who has left does not hear any more whether others are still there. */
  private get note(): string {
    const { end, call } = this.conversation;
    if (!RUNNING.includes(call?.state ?? "")) return "";
    if (!end) return goesOn(this.texts);
    return end.why === "left" ? this.texts.t("If others are still talking, the file has what was said so far.") : "";
  }

  private renderDraft(): TemplateResult {
    const { t } = this.texts;
    return html`<div class="kept">
      <label class="small" for="draft">${t("You had written this. It was not sent:")}</label>
      <textarea id="draft" rows="1" readonly dir="auto" .value=${this.draft}></textarea>
      <button @click=${() => void this.copy()}>${t("Copy")}</button>
      <span class="small quiet" role="status">${this.copied ? t("Copied.") : ""}</span>
    </div>`;
  }

  private follow(): void {
    this.requestUpdate();
    if (this.begun || !this.needsLog) return;
    this.begun = true;
    void this.read();
  }

  /** Who left by herself had it all before her; who comes back to it, or was away at the end, reads the kept one. */
  private get needsLog(): boolean {
    const { end, call, entries, hasOlder } = this.conversation;
    if (!end || !call || !this.logUrl || !READABLE.includes(end.why)) return false;
    return end.why !== "left" || hasOlder || !entries.some((entry) => entry.kind === "line");
  }

  private async read(): Promise<void> {
    this.reading = true;
    try {
      const { readKeptLog } = await import("./kept-log").catch(() => {
        throw new HandlerError(0, "unreadable", "");
      });
      this.conversation.showKept(await readKeptLog(this.get, this.logUrl));
      this.failure = "";
      this.reading = false;
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      this.failure = error.passing ? this.texts.t("What was said cannot be read right now. We try again.") : error.message;
      this.reading = error.passing;
      if (error.passing && this.isConnected) this.timer = window.setTimeout(() => void this.read(), this.patience.next());
    }
  }

  private async copy(): Promise<void> {
    this.renderRoot.querySelector("textarea")?.select();
    await navigator.clipboard?.writeText(this.draft).then(
      () => (this.copied = true),
      () => undefined,
    );
  }
}
