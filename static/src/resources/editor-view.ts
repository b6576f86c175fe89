import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Times } from "../shared/browser-times";
import type { Clock } from "../shared/clock";
import { inline } from "../shared/inline-view";
import type { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { EditorActions } from "./editor-actions";
import { editorStyles } from "./editor-styles";
import { refusalWords, savingWords, stateWords } from "./editor-words";
import type { Preview } from "./preview";
import { excess, left, longTag, MOST, MOST_TAG, MOST_TAGS, tagsIn, tooManyTags } from "./text";

type Tab = "text" | "talk" | "seen";
type Field = keyof typeof MOST;

/** The editor's page: left the text, right the talk, below both how it will be read; on a phone one of them at a time. */
export class ResourceEditor extends LitElement {
  static override properties = { tab: { state: true }, narrow: { state: true }, told: { state: true }, more: { state: true }, beside: { state: true }, seldom: { state: true } };
  static override styles = [theme, editorStyles];

  declare tab: Tab;
  declare narrow: boolean;
  /** What was last said of saving, for those who do not see it. */
  declare told: string;
  /** What is seldom needed is open. */
  declare more: boolean;
  /** The elements of what stands beside the text are there. */
  declare beside: boolean;
  /** Those of what is seldom needed are. */
  declare seldom: boolean;
  texts!: Texts;
  times!: Times;
  clock!: Clock;
  actions!: EditorActions;
  preview!: Preview;
  /** The teachers look at it before others read it. */
  review = false;
  loadBeside!: () => Promise<unknown>;
  loadSeldom!: () => Promise<unknown>;
  private readonly phone = matchMedia("(max-width: 60rem)");
  private shownBody = "";
  private shownRefusal = "";

  constructor() {
    super();
    this.tab = "text";
    this.told = "";
    this.narrow = this.phone.matches;
    this.more = this.beside = this.seldom = false;
    this.phone.addEventListener("change", () => (this.narrow = this.phone.matches));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { writing } = this.actions;
    for (const one of [writing, this.actions]) one.changed.subscribe(() => this.requestUpdate());
    if (writing.broughtBack) this.preview.show(writing.text.answer, writing.text.body);
  }

  protected override firstUpdated(): void {
    this.loadNext();
  }

  protected override willUpdate(): void {
    const { writing } = this.actions;
    const words = savingWords(this.texts, writing, this.times.ago(writing.savedAt, this.clock.now()));
    if (words || writing.standing === "untouched") this.told = words;
    if (writing.theirs) this.loadMore();
  }

  protected override updated(): void {
    const { writing } = this.actions;
    // Only what came from elsewhere is put into the fields, so that the caret stays where it is.
    for (const name of ["title", "answer", "body"] as const) {
      const field = this.field(name);
      if (field && field.value !== writing.text[name]) field.value = writing.text[name];
    }
    const tags = this.renderRoot.querySelector<HTMLInputElement>("#tags");
    if (tags && tagsIn(tags.value).join() !== writing.text.tags.join()) tags.value = writing.text.tags.join(", ");
    const text = writing.text.answer + "\0" + writing.text.body;
    if (this.shownBody && this.shownBody !== text) this.preview.show(writing.text.answer, writing.text.body);
    this.shownBody = text;
    void this.lead();
  }

  protected override render(): TemplateResult {
    const { writing, talks } = this.actions;
    const { t } = this.texts;
    if (writing.theirs && this.seldom) return this.renderTwoTexts();
    return html`<div class="page ${talks.length > 0 ? "" : "alone"}">
        <header>
          <h1>${t("Write a learning resource")}</h1>
          ${this.renderNotes()}
        </header>
        ${this.narrow ? this.renderTabs() : nothing}
        <section id="text" ?hidden=${this.isAway("text")} role=${this.narrow ? "tabpanel" : nothing} aria-labelledby=${this.narrow ? "tab-text" : nothing}>
          ${this.renderFields()}
        </section>
        ${talks.length > 0
          ? html`<section id="talk" ?hidden=${this.isAway("talk")} role=${this.narrow ? "tabpanel" : nothing} aria-labelledby=${this.narrow ? "tab-talk" : "talk-title"}>
              ${this.renderTalks()}
            </section>`
          : nothing}
        <section id="seen" ?hidden=${this.isAway("seen")} role=${this.narrow ? "tabpanel" : nothing} aria-labelledby=${this.narrow ? "tab-seen" : "seen-title"}>
          <h2 id="seen-title" class=${this.narrow ? "hidden" : ""}>${t("How it will be read")}</h2>
          ${this.beside ? html`<chatxblock-seen .texts=${this.texts} .preview=${this.preview} .writing=${writing}></chatxblock-seen>` : nothing}
        </section>
      </div>
      ${this.more && this.seldom ? html`<chatxblock-more .texts=${this.texts} .times=${this.times} .actions=${this.actions} .clock=${this.clock}></chatxblock-more>` : nothing}
      ${this.renderBar()}`;
  }

  private renderTwoTexts(): TemplateResult {
    return html`<chatxblock-two-texts .texts=${this.texts} .writing=${this.actions.writing}></chatxblock-two-texts>`;
  }

  private renderNotes(): TemplateResult {
    const { t, n } = this.texts;
    const { writing, published, like, whole } = this.actions;
    const { resource } = writing;
    const state = published && resource.state === "review" ? t("Thank you. The teachers look at it first; then others can read it.") : stateWords(this.texts, resource);
    const looked = this.review && resource.state === "draft";
    return html`${writing.broughtBack
      ? html`<p class="note" role="status">${t("What you had written here was not saved yet. It is here again.")}</p>`
      : nothing}
    ${writing.putAside
      ? html`<p class="note">${t("Your own text is put aside.")} <button class="plain" @click=${() => writing.takeBack()}>${t("Put mine back")}</button></p>`
      : nothing}
    <div role="status">
      ${looked ? html`<p class="note">${t("When you publish it, the teachers look at it first; then others can read it.")}</p>` : nothing}
      ${state ? html`<p class="note ${published ? "good" : "trouble"}">${state}</p>` : nothing}
      ${published && resource.state === "published"
        ? html`<p class="note good">${t("Published: others can read it now.")} <a href=${resource.url}>${t("Read it")}</a></p>`
        : nothing}
      ${whole ? html`<p class="note good">${t("Put together.")} <a href=${whole.url}>${inline(whole.title)}</a></p>` : nothing}
      ${like.length > 0 && !whole
        ? html`<div class="note">
            ${n("{n} like this exists: add to it?", "{n} like this exist: add to one?", like.length)}
            <ul>
              ${like.map(
                (one) => html`<li dir="auto">
                  <a href=${one.url} target="_blank" rel="noopener">${inline(one.title)}</a>
                  ${resource.may_review
                    ? html`<button class="plain" @click=${() => void this.actions.merge(one.resource_id)}>${t("Put this into it")}</button>`
                    : nothing}
                </li>`,
              )}
            </ul>
          </div>`
        : nothing}
    </div>`;
  }

  private renderTabs(): TemplateResult {
    const { t } = this.texts;
    const tabs: [Tab, string][] = [
      ["text", t("Text")],
      ["talk", t("The talk")],
      ["seen", t("Preview")],
    ];
    const there = tabs.filter(([tab]) => tab !== "talk" || this.actions.talks.length > 0);
    return html`<div role="tablist" @keydown=${this.moved}>
      ${there.map(
        ([tab, words]) => html`<button
          role="tab"
          id=${`tab-${tab}`}
          aria-controls=${tab}
          aria-selected=${tab === this.tab}
          tabindex=${tab === this.tab ? 0 : -1}
          @click=${() => this.open(tab)}
        >
          ${words}
        </button>`,
      )}
    </div>`;
  }

  private open(tab: Tab): void {
    this.tab = tab;
    this.loadNext();
  }

  private readonly moved = (event: KeyboardEvent): void => {
    const tabs = [...this.renderRoot.querySelectorAll<HTMLElement>("[role=tab]")];
    const forth = getComputedStyle(this).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const at = tabs.indexOf(event.target as HTMLElement);
    const step = event.key === forth ? 1 : /^Arrow(Left|Right)$/.test(event.key) ? -1 : 0;
    const next = event.key === "Home" ? tabs[0] : event.key === "End" ? tabs.at(-1) : step ? tabs.at((at + step) % tabs.length) : undefined;
    if (!next) return;
    event.preventDefault();
    next.click();
    next.focus();
  };

  private renderFields(): TemplateResult {
    const { t } = this.texts;
    const { writing, refusal } = this.actions;
    const { tags } = writing.text;
    const long = longTag(tags);
    const trouble = tooManyTags(tags) ? t("At most {most} tags fit.", { most: MOST_TAGS }) : long ? t("“{tag}” is too long: {most} characters fit.", { tag: long, most: MOST_TAG }) : "";
    return html`${this.renderField("title", t("The question, in one line"), 1)} ${this.renderField("answer", t("Short answer"), 2)}
      ${this.renderLabel("body", t("Explanation"))} ${this.renderToolbar()}${this.renderBox("body", 10)}
      <p class="error small" role="alert" id="body-error">${this.excessWords("body")}</p>
      ${refusal === "quotes" && this.beside ? html`<chatxblock-quotes .texts=${this.texts} .actions=${this.actions}></chatxblock-quotes>` : nothing}
      <label for="tags">${t("Tags, with commas between them")}</label>
      <input id="tags" dir="auto" autocomplete="off" aria-describedby="tags-error" aria-invalid=${trouble !== ""} @input=${this.tagged} @blur=${this.leftField} />
      <p class="error small" role="alert" id="tags-error">${trouble}</p>`;
  }

  private renderField(name: Field, words: string, rows: number): TemplateResult {
    return html`${this.renderLabel(name, words)}${this.renderBox(name, rows)}
      <p class="error small" role="alert" id=${`${name}-error`}>${this.excessWords(name)}</p>`;
  }

  private renderLabel(name: Field, words: string): TemplateResult {
    const remaining = left(this.actions.writing.text, name);
    return html`<label for=${name}>
      ${words}${remaining === null ? nothing : html`<span class="small quiet">${this.texts.n("{n} character left", "{n} characters left", Math.max(0, remaining))}</span>`}
    </label>`;
  }

  private renderBox(name: Field, rows: number): TemplateResult {
    const wrong = excess(this.actions.writing.text, name) > 0;
    return html`<textarea
      id=${name}
      rows=${rows}
      dir="auto"
      aria-describedby=${`${name}-error`}
      aria-invalid=${wrong}
      @input=${this.typed}
      @blur=${this.leftField}
    ></textarea>`;
  }

  private excessWords(name: Field): string {
    const much = excess(this.actions.writing.text, name);
    return much ? this.texts.n("This is {n} character too long.", "This is {n} characters too long.", much) : "";
  }

  private renderToolbar(): TemplateResult {
    const { t } = this.texts;
    const buttons: [string, string, string | TemplateResult][] = [
      ["bold", t("Bold"), html`<b>B</b>`],
      ["code", t("Code"), "</>"],
      ["formula", t("Formula"), "∑"],
      ["unordered-list", t("List"), "•−"],
      ["link", t("Link"), "↗"],
      ["quote", t("Quote"), "❝"],
    ];
    return html`<markdown-toolbar for="body" aria-label=${t("What the marked words become")}>
      ${buttons.map(([kind, words, sign]) => html`<button type="button" tabindex="-1" data-md-button=${kind} aria-label=${words} title=${words}>${sign}</button>`)}
    </markdown-toolbar>`;
  }

  private renderTalks(): TemplateResult {
    return html`<h2 id="talk-title" class="small">${this.texts.t("The talk: click a line to put it into the text")}</h2>
    ${this.beside ? html`<chatxblock-talks .texts=${this.texts} .actions=${this.actions} .field=${() => this.field("body")}></chatxblock-talks>` : nothing}`;
  }

  private renderBar(): TemplateResult {
    const { t } = this.texts;
    const { writing, busy, refusal } = this.actions;
    const { state, may_review } = writing.resource;
    const mayPublish = state === "draft" || state === "hidden" || (state === "review" && may_review);
    const words = savingWords(this.texts, writing, this.times.ago(writing.savedAt, this.clock.now()));
    const troubled = words !== "" && writing.standing !== "saved";
    const saving = !words && writing.standing === "unsaved";
    return html`<div class="bar">
      <div>
        <p class="error small" role="alert" ?hidden=${!refusal}>${refusalWords(this.texts, this.actions)}</p>
        <p class="saving small ${troubled ? "troubled" : "quiet"}">
          <span role="status" class=${saving ? "hidden" : ""}>${this.told}</span>
          ${saving ? html`<span aria-hidden="true">${t("Saving…")}</span>` : nothing}
        </p>
        <button aria-expanded=${this.more} @click=${() => this.openMore()}>${t("More")}</button>
        ${state === "published" ? html`<a class="button" href=${writing.resource.url}>${t("Read it")}</a>` : nothing}
        ${mayPublish ? html`<button class="primary" ?disabled=${busy} @click=${() => void this.actions.publish()}>${t("Publish")}</button>` : nothing}
      </div>
    </div>`;
  }

  /** Bring what was refused before the reader's eyes: the field that is empty, or the words that may not stand there. */
  private async lead(): Promise<void> {
    const { refusal, writing } = this.actions;
    if (refusal === this.shownRefusal) return;
    this.shownRefusal = refusal;
    if (refusal !== "unready" && refusal !== "quotes") return;
    this.tab = "text";
    await this.updateComplete;
    if (refusal === "unready") this.field(writing.text.title.trim() ? "answer" : "title")?.focus();
    else this.renderRoot.querySelector("chatxblock-quotes")?.scrollIntoView({ block: "center" });
  }

  private isAway(tab: Tab): boolean {
    return this.narrow && tab !== this.tab;
  }

  private readonly typed = (event: Event): void => {
    const field = event.target as HTMLTextAreaElement;
    const { writing } = this.actions;
    // The title is one line, whatever is pasted.
    if (field.id === "title" && field.value.includes("\n")) field.value = field.value.replace(/\s*\n\s*/g, " ");
    writing.write(field.id as Field, field.value);
  };

  private readonly tagged = (event: Event): void => this.actions.writing.write("tags", tagsIn((event.target as HTMLInputElement).value));

  private readonly leftField = (): void => {
    this.loadNext();
    void this.actions.writing.flush();
  };

  private openMore(): void {
    this.more = !this.more;
    this.loadMore();
  }

  /** What cannot be loaded now is tried again with the next click or key. */
  private loadNext(): void {
    if (!this.beside) this.loadBeside().then(() => (this.beside = true), () => undefined);
  }

  private loadMore(): void {
    if (!this.seldom) this.loadSeldom().then(() => (this.seldom = true), () => undefined);
  }

  private field(name: Field): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector<HTMLTextAreaElement>(`#${name}`);
  }
}
