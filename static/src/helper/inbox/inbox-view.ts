import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../../shared/browser-links";
import { RETURN } from "../../shared/browser-page";
import type { Clock } from "../../shared/clock";
import { failureWords } from "../../shared/failure";
import { faceStyles } from "../../shared/face-view";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { named } from "../../shared/named-view";
import type { Signal } from "../../shared/signal";
import { Texts } from "../../shared/texts";
import { followPage, theme } from "../../shared/theme-styles";
import { openSmall } from "./browser-small-window";
import type { InboxFeed } from "./inbox-feed";
import { InboxNews } from "./inbox-news";
import { renderEntry } from "./inbox-question-view";
import { inboxStyles } from "./inbox-styles";
import { renderMissing, renderPermission, renderTroubles, type Live } from "./inbox-troubles-view";

const MINUTE = 60_000;
const WINDOW_NAME = "chatxblock-inbox";

/** Show the topmost inbox of the document, unless one is shown already. */
function elect(): void {
  if (Inbox.present.some((one) => one.working)) return;
  const follows = (one: Node, other: Node): number => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  [...Inbox.present].sort((one, other) => (follows(one, other) ? -1 : 1))[0]?.work();
}

/** The lobby beside it: whoever has a question open, or on its way, is not asked at the same time whether she would help. */
export interface Asker {
  readonly call: object | null;
  readonly sending: boolean;
  readonly changed: Signal;
}

/** What a helper sees: her duty, the open questions that she was asked to answer, and two buttons for each. */
export class Inbox extends LitElement {
  static override properties = {
    live: { attribute: false },
    texts: { attribute: false },
    own: { type: Boolean },
    missing: { state: true },
  };
  static override styles = [theme, faceStyles, inboxStyles];
  /** One document shows one inbox, however many blocks it has: the first; the next takes over when that one goes. */
  static readonly present: Inbox[] = [];

  declare live: Live;
  declare clock: Clock;
  declare texts: Texts;
  /** It stands in a window of its own: told by the attribute, which its styles go by. */
  declare own: boolean;
  /** A script did not come: after a deploy it may be gone. */
  declare missing: boolean;
  /** The lobby beside it, if there is one. */
  asking: Asker | null = null;
  windowUrl = "";
  pageUrl = "";
  /** The page with her own questions and talks: the unit in which an inbox stands has the way there itself. */
  historyUrl = "";
  /** For staff: the page with all that waits for them. */
  listUrl = "";
  /** Hears from the rooms that are open in this browser how many lines nobody has seen there; returns what stops it. */
  hear: (hear: (callId: string, lines: number) => void) => () => void = () => () => undefined;
  private failure = "";
  private blockedWindow = false;
  working = false;
  private readonly news = new InboxNews();
  private readonly unfolded = new Set<string>();
  private readonly unread = new Map<string, number>();
  private stops: (() => void)[] = [];
  private timer = 0;
  private readonly watcher = new IntersectionObserver((changes) => {
    for (const change of changes) {
      if (change.isIntersecting) this.live.feed.seen((change.target as HTMLElement).dataset["call"] ?? "");
    }
  });

  constructor() {
    super();
    this.own = this.missing = false;
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    Inbox.present.push(this);
    // Blocks load their inbox side by side: whichever comes first, the topmost of them is to be shown.
    setTimeout(elect);
    window.addEventListener("pagehide", this.hide);
    window.addEventListener("pageshow", this.show);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("pagehide", this.hide);
    window.removeEventListener("pageshow", this.show);
    this.rest();
    Inbox.present.splice(Inbox.present.indexOf(this), 1);
    elect();
  }

  protected override willUpdate(): void {
    if (this.working && this.live.feed.loaded) this.news.update(this.live.feed.entries, this.texts);
  }

  protected override updated(): void {
    this.watcher.disconnect();
    for (const item of this.renderRoot.querySelectorAll("li:not(.gone)")) this.watcher.observe(item);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { feed } = this.live;
    const { state } = feed.duty;
    const hidden = state && !state.may_help && !state.barred && feed.entries.length === 0 && !feed.refused && !feed.stranger;
    if (!this.working || (state?.helps === null && !state.on_duty && (this.asking?.call || this.asking?.sending))) return nothing;
    if (hidden) return this.own || feed.left.length > 0 ? html`<section>${this.own ? this.renderNever() : nothing}${this.renderLeft()}</section>` : nothing;
    const helping = !state || state.helps || state.on_duty || state.paused || feed.entries.length > 0;
    const title = this.texts.t("Questions for you");
    // A no is not to be argued with: what is left is a line without a box.
    const aside = !this.own && !helping && state.helps === false;
    return html`<section class=${aside ? "aside" : ""} aria-labelledby="title">
      ${this.own
        ? html`<h1 id="title" tabindex="-1">${title}</h1>`
        : html`<h2 id="title" class=${helping ? "" : "hidden"} tabindex="-1">${title}</h2>`}
      <chatxblock-duty .duty=${feed.duty} .texts=${this.texts} .now=${this.clock.now()} .pageUrl=${this.pageUrl}></chatxblock-duty>
      ${this.renderList()} ${renderTroubles(this.texts, this.live, this.failure)} ${this.missing ? renderMissing(this.texts) : nothing}
      ${this.own ? renderPermission(this.texts, this.live) : nothing}
      <p class="hidden" role="status">${named(this.news.text)}</p>
      ${this.own || (state?.may_help && (state.helps || state.on_duty)) ? this.renderFoot() : nothing} ${this.renderLeft()}
    </section>`;
  }

  /** Of a window of its own that somebody opened who is not asked to help. */
  private renderNever(): TemplateResult {
    const { t } = this.texts;
    return html`<h1 tabindex="-1">${t("Questions for you")}</h1>
      <p class="empty quiet">${t("In this course you are not asked to help.")}</p>`;
  }

  private renderLeft(): TemplateResult {
    const { feed } = this.live;
    return html`<chatxblock-left
      .texts=${this.texts}
      .left=${feed.left}
      .now=${this.clock.now()}
      .stranger=${feed.stranger}
      .acts=${this.live.left}
      .listUrl=${this.listUrl}
    ></chatxblock-left>`;
  }

  private renderList(): TemplateResult | typeof nothing {
    const { feed } = this.live;
    const { t } = this.texts;
    if (feed.entries.length === 0) {
      if (feed.duty.state && !feed.duty.reachable) return nothing;
      const words = t("No one needs help right now. We will tell you here, and where you wished.");
      return html`<p class="empty quiet">${feed.loaded ? words : t("Looking for questions…")}</p>`;
    }
    const options = {
      texts: this.texts,
      now: this.clock.now(),
      isNew: (one: Parameters<InboxFeed["isNew"]>[0]) => feed.isNew(one),
      decline: (callId: string) => void this.decline(callId),
      unfolded: (callId: string) => this.unfolded.has(callId),
      fold: (callId: string) => this.fold(callId),
      unread: (callId: string) => this.unread.get(callId) ?? 0,
    };
    return html`<ul>
      ${repeat(
        feed.entries,
        (entry) => entry.invitation.call_id,
        (entry) => renderEntry(entry, options),
      )}
    </ul>`;
  }

  private renderFoot(): TemplateResult {
    const { t } = this.texts;
    const page = webAddress(this.pageUrl);
    const list = webAddress(this.listUrl);
    const history = this.own ? webAddress(this.historyUrl) : "";
    const small = this.own ? "" : webAddress(this.windowUrl);
    return html`<footer class="small">
      ${small ? html`<button class="plain" @click=${() => this.keepOpen(small)}>${t("Keep this open")}</button>` : nothing}
      ${page ? html`<a href=${page} target="_blank" rel="noopener">${t("Helping others")}</a>` : nothing}
      ${history ? html`<a href=${history} target="_blank" rel="noopener">${t("Your questions and talks")}</a>` : nothing}
      ${list ? html`<a href=${list} target="_blank" rel="noopener">${t("Staff page")}</a>` : nothing}
      ${this.blockedWindow
        ? html`<p role="alert">
            ${t("Your browser did not let us open a window.")}
            <a href=${small} target=${WINDOW_NAME}>${t("Open it here")}</a>
          </p>`
        : nothing}
    </footer>`;
  }

  private fold(callId: string): void {
    if (!this.unfolded.delete(callId)) this.unfolded.add(callId);
    this.requestUpdate();
  }

  private keepOpen(url: string): void {
    this.blockedWindow = !openSmall(url, WINDOW_NAME);
    this.requestUpdate();
  }

  private async decline(callId: string): Promise<void> {
    try {
      this.failure = "";
      await this.live.decline(callId);
    } catch (error) {
      this.failure = failureWords(this.texts.t, error);
    }
    this.requestUpdate();
  }

  /** Be the one that is shown. */
  work(): void {
    if (this.working) return;
    this.working = true;
    const { feed, ringer, notices } = this.live;
    this.stops = [feed, ringer, notices, ...(this.asking ? [this.asking] : [])].map(({ changed }) => changed.subscribe(() => this.requestUpdate()));
    this.stops.push(
      this.hear((callId, lines) => {
        this.unread.set(callId, lines);
        this.requestUpdate();
      }),
    );
    this.live.start();
    this.timer = window.setInterval(() => {
      this.news.text = "";
      this.requestUpdate();
    }, MINUTE);
    window.addEventListener(RETURN, this.wake);
    this.requestUpdate();
  }

  private rest(): void {
    if (!this.working) return;
    this.working = false;
    for (const stop of this.stops) stop();
    this.live.stop();
    this.watcher.disconnect();
    window.clearInterval(this.timer);
    window.removeEventListener(RETURN, this.wake);
  }

  /** The page closes, or the browser puts it aside: she is not here any more. */
  private readonly hide = (): void => this.rest();

  private readonly show = (event: PageTransitionEvent): void => {
    if (!event.persisted) return;
    elect();
    if (this.working) this.live.back();
  };

  private readonly wake = (): void => this.live.wake();
}
