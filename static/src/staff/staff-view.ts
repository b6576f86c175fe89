import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { RETURN } from "../shared/browser-page";
import { webAddress } from "../shared/browser-links";
import { pageStyles } from "../shared/page-styles";
import { theme } from "../shared/theme-styles";
import { staffStyles } from "./staff-styles";
import type { Tab, TabElement, TabPlace } from "./tabs-view";

const LOOK_MILLISECONDS = 10_000;

/**
 * The page of a course's staff: its head, a bar of tabs (ARIA Authoring Practices, "Tabs"), and what the chosen one shows. The
 * address has the tab behind `#`, so that a link leads to it.
 */
export class StaffPage extends LitElement {
  static override properties = { tabs: { attribute: false }, place: { attribute: false }, chosen: { state: true }, news: { state: true }, trouble: { state: true } };
  static override styles = [theme, pageStyles, staffStyles];

  declare tabs: Tab[];
  declare place: TabPlace;
  declare chosen: string;
  declare news: string;
  /** The chosen tab could not be loaded. */
  declare trouble: boolean;
  /** What the page is called where nothing waits. */
  private called = "";
  /** Where the news can be read; "" where that is nowhere. */
  private read = "";
  private stop = (): void => undefined;
  private looking = 0;
  private readonly made = new Map<string, TabElement>();

  constructor() {
    super();
    this.tabs = [];
    this.chosen = "";
    this.news = "";
    this.trouble = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener(RETURN, this.comeBack);
    window.addEventListener("hashchange", this.follow);
    this.called ||= document.title;
    this.stop = this.place.waiting.changed.subscribe(() => this.requestUpdate());
    this.looking = window.setInterval(() => document.hidden || void this.place.waiting.look(), LOOK_MILLISECONDS);
    void this.place.waiting.look();
    this.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
    window.clearInterval(this.looking);
    window.removeEventListener(RETURN, this.comeBack);
    window.removeEventListener("hashchange", this.follow);
  }

  /** Tell what was done, above the tabs, and where that can be read. */
  say(words: string, url = ""): void {
    this.read = webAddress(url);
    this.news = words;
  }

  protected override render(): TemplateResult {
    const { t } = this.place.texts;
    const { course } = this.place.data;
    return html`<div class="page">
      <h1 tabindex="-1">${t("Staff page")}</h1>
      <p class="course small quiet"><bdi>${course}</bdi></p>
      <div class="tabs" role="tablist" aria-label=${t("Staff page")} @keydown=${this.pressed}>${this.tabs.map((tab) => this.renderTab(tab))}</div>
      <p class="news small" role="status">${this.news}${this.news && this.read ? html` <a href=${this.read} target="_blank" rel="noopener">${t("Read it")}</a>` : nothing}</p>
      <div class="panel" role="tabpanel" id="panel" tabindex="0" aria-labelledby=${`tab-${this.chosen}`}>${this.renderPanel()}</div>
      ${this.renderWays()}
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { waiting, texts } = this.place;
    document.title = (waiting.all > 0 ? `(${texts.count(waiting.all)}) ` : "") + this.called;
    if (!changed.has("chosen")) return;
    this.chosenTab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  private renderTab({ id, label, count: many }: Tab): TemplateResult {
    const count = many?.(this.place) ?? 0;
    const chosen = id === this.chosen;
    return html`<button
      role="tab"
      id=${`tab-${id}`}
      aria-selected=${chosen}
      aria-controls="panel"
      tabindex=${chosen ? 0 : -1}
      @click=${() => this.choose(id)}
    >
      ${label(this.place.texts)}${count > 0 ? html` <span class="count">${this.place.texts.count(count)}<span class="hidden"> ${this.place.texts.n("waits", "wait", count)}</span></span>` : nothing}
    </button>`;
  }

  private renderPanel(): TemplateResult | TabElement {
    const { t } = this.place.texts;
    if (this.trouble) {
      return html`<p class="error" role="alert">
        ${t("This part of the page could not be loaded.")} <button @click=${() => void this.load()}>${t("Try again")}</button>
      </p>`;
    }
    return this.made.get(this.chosen) ?? html`<p class="quiet">${t("Loading…")}</p>`;
  }

  private renderWays(): TemplateResult | typeof nothing {
    const ways = this.place.data.ways.filter(({ url }) => webAddress(url));
    return ways.length > 0 ? html`<footer class="small">${ways.map(({ url, words }) => html`<p><a href=${url}>${words}</a></p>`)}</footer>` : nothing;
  }

  /** Go to the tab that the address names, where it names none to the one that the page was opened at, or to the first one. */
  private readonly follow = (): void => {
    const named = decodeURIComponent(location.hash.slice(1).split("?")[0] ?? "");
    const tab = this.tabs.find(({ id }) => id === (named || this.place.data.tab)) ?? this.tabs[0];
    if (!tab || tab.id === this.chosen) return;
    this.news = "";
    this.chosen = tab.id;
    void this.load();
  };

  private choose(id: string): void {
    if (id === this.chosen) {
      this.made.get(id)?.refresh?.();
      return;
    }
    // In place of the address: the way back leads out of the page, and not through the tabs.
    history.replaceState(history.state, "", `#${id}`);
    this.follow();
  }

  private async load(): Promise<void> {
    const tab = this.tabs.find(({ id }) => id === this.chosen);
    this.trouble = false;
    if (!tab || this.made.has(tab.id)) return;
    try {
      const { makeTab } = await tab.load();
      if (!this.made.has(tab.id)) this.made.set(tab.id, makeTab(this.place));
      this.requestUpdate();
    } catch {
      if (tab.id === this.chosen) this.trouble = true;
    }
  }

  private readonly comeBack = (): void => this.made.get(this.chosen)?.refresh?.();

  private readonly pressed = (event: KeyboardEvent): void => {
    const at = this.tabs.findIndex(({ id }) => id === this.chosen);
    const forth = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const to: Record<string, number> = { ArrowRight: at + forth, ArrowLeft: at - forth, Home: 0, End: -1 };
    const next = to[event.key];
    const tab = next === undefined ? undefined : this.tabs.at(next % this.tabs.length);
    if (!tab || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.choose(tab.id);
    void this.updateComplete.then(() => this.chosenTab?.focus());
  };

  private get chosenTab(): HTMLElement | null {
    return this.renderRoot.querySelector('[aria-selected="true"]');
  }
}
