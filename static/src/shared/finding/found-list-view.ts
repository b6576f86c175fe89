import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../browser-links";
import { openRoom, roomName } from "../browser-room-window";
import { failureWords } from "../failure";
import { FocusKeeper } from "../focus-keeper-view";
import { inline } from "../inline-view";
import { Texts } from "../texts";
import { followPage, theme } from "../theme-styles";
import type { FoundCall, FoundResource } from "../wire";
import type { Box } from "./box";
import type { Finding, Item } from "./finding";
import { findingStyles } from "./finding-styles";
import type { Follows } from "./follows";
import { callFacts, foundWords, joinWords } from "./found-words";
import type { Joins } from "./joins";
import type { Reading } from "./reading";

/** What the list shows and does, tied together by its entry. */
export interface FoundParts {
  box: Box;
  finding: Finding;
  reading: Reading;
  follows: Follows;
  joins: Joins;
}

/**
 * What others learned and who asks the same: a line each, opened in place. Tells its owner: `ask-on` when somebody who has
 * read one wants to ask anyway, `take-back` when it helped and a question is open.
 */
export class FoundList extends LitElement {
  static override properties = { texts: { attribute: false }, shown: { state: true }, failure: { state: true } };
  static override styles = [theme, findingStyles];

  declare texts: Texts;
  /** What stands on the screen; nothing moves as long as `isHeld`. */
  declare shown: readonly Item[];
  declare failure: string;
  listed!: FoundParts;
  /** Runs when the list first can be seen; returns what stops waiting for it. */
  whenSeen: (run: () => void) => () => void = () => () => undefined;
  /** The pointer is where a change would move something away from under it. */
  isHeld: () => boolean = () => false;
  private announced = "";
  private news = "";
  private stops: (() => void)[] = [];

  constructor() {
    super();
    this.texts = new Texts();
    this.shown = [];
    this.failure = "";
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    const { box, finding, reading, follows, joins } = this.listed;
    const follow = (): void => {
      finding.typed(box.text);
      reading.typed();
      this.requestUpdate();
    };
    const typed = (): void => {
      if (box.text) finding.begin(); // whoever types has come here, though what is found may stand below the screen's edge
      follow();
    };
    const signals = [finding, reading, follows, joins].map(({ changed }) => changed.subscribe(() => this.requestUpdate()));
    document.addEventListener("pointermove", this.release);
    this.stops = [...signals, box.changed.subscribe(typed), this.whenSeen(() => finding.open()), () => document.removeEventListener("pointermove", this.release)];
    follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
  }

  protected override willUpdate(): void {
    const { finding } = this.listed;
    if (this.isStale && this.isHeld()) return;
    this.shown = finding.items;
    const ids = finding.answered ? this.shown.map(({ id }) => id).join() : "";
    // Once per change, and only of what was looked for: the unit's best are nobody's news.
    if (ids !== this.announced) this.news = ids ? foundWords(this.texts, this.shown)[0] : "";
    this.announced = ids;
  }

  protected override render(): TemplateResult {
    return html`<p class="hidden" role="status">${this.news}</p>
      ${this.renderAll()}`;
  }

  private renderAll(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { finding, reading } = this.listed;
    if (reading.thanked) return this.renderThanks();
    if (this.shown.length === 0) return nothing;
    return html`<section aria-labelledby="title" tabindex="-1">
      <p id="title" class="small quiet title">${finding.answered ? foundWords(this.texts, this.shown)[1] : t("What helped others here:")}</p>
      <ul class="list">
        ${repeat(this.shown, ({ id }) => id, (item) => (item.resource ? this.renderResource(item, item.resource) : this.renderCall(item, item.call)))}
      </ul>
      <p class="error" role="alert">${this.failure}</p>
    </section>`;
  }

  private renderThanks(): TemplateResult {
    const { t } = this.texts;
    const open = this.listed.box.call !== null;
    return html`<section tabindex="-1">
      <div class="thanks">
        <p role="status">
          ${open ? t("Thank you. Your question is still open.") : t("Thank you. The next learner with this question finds it sooner.")}
        </p>
        <div class="actions">
          ${open ? html`<button @click=${() => this.dispatchEvent(new CustomEvent("take-back"))}>${t("Take my question back")}</button>` : nothing}
          <button @click=${() => void this.attempt(() => this.listed.reading.undo())}>${t("Undo")}</button>
        </div>
      </div>
      <p class="error" role="alert">${this.failure}</p>
    </section>`;
  }

  private renderResource(item: Item, resource: FoundResource): TemplateResult {
    const { t } = this.texts;
    const { opened } = this.listed.reading;
    const open = opened?.resource_id === item.id;
    const helped = resource.helped > 0 ? t("helped {count}", { count: resource.helped }) : "";
    return html`<li @keydown=${(event: KeyboardEvent) => this.escape(event, item)}>
      <button class="line" data-id=${item.id} aria-expanded=${open} @click=${() => this.turn(item, resource, open)}>
        <bdi class="what">${inline(resource.title)}</bdi>
        <span class="facts small quiet">
          ${resource.verified ? html`<bdi class="verified">✓ ${t("verified")}</bdi>${helped ? " · " : nothing}` : nothing}${helped}
        </span>
      </button>
      ${open ? this.renderOpened(item, resource) : nothing}
    </li>`;
  }

  private renderOpened(item: Item, resource: FoundResource): TemplateResult {
    const { box, reading } = this.listed;
    return html`<chatxblock-opened-resource
      .texts=${this.texts}
      .found=${resource}
      .resource=${reading.resource}
      .failed=${reading.failed}
      .waiting=${box.call !== null}
      @helped=${() => void this.attempt(() => reading.helped())}
      @ask-on=${() => this.askOn(item)}
    ></chatxblock-opened-resource>`;
  }

  private renderCall(item: Item, call: FoundCall | null): TemplateResult | typeof nothing {
    if (!call) return nothing;
    const { t } = this.texts;
    const follow = this.listed.follows.of(call);
    const joining = this.listed.joins.of(call.call_id);
    const told = joinWords(this.texts, joining) || callFacts(this.texts, call, follow.followers);
    return html`<li class="call row">
      <div class="asked">
        <p class="small" role="status">${follow.following ? t("You will be told when it is answered.") : told}</p>
        ${follow.following && joining ? html`<p class="small" role="status">${told}</p>` : nothing}
        <p id="q-${item.id}" class="question words small quiet" dir="auto">${inline(call.question)}</p>
      </div>
      ${this.renderJoin(item, call)}
      <button class=${follow.following ? "plain" : ""} aria-describedby="q-${item.id}" @click=${() => this.follow(item, call, follow.following)}>
        ${follow.following ? t("Undo") : t("I have this too")}
      </button>
    </li>`;
  }

  private renderJoin(item: Item, call: FoundCall): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const joining = this.listed.joins.of(item.id);
    const url = webAddress(joining?.url ?? "");
    if (joining?.state === "admitted" && url) {
      const go = (event: Event): void => {
        if (openRoom(url, item.id)) event.preventDefault();
      };
      return html`<a class="button primary" href=${url} target=${roomName(item.id)} @click=${go}>${t("Go to the room")}</a>`;
    }
    const over = joining && joining.state !== "sending" && joining.state !== "failed";
    if (over || !call.can_join || this.listed.box.call) return nothing;
    return html`<button aria-describedby="q-${item.id}" ?disabled=${joining?.state === "sending"} @click=${() => this.join(item)}>
      ${t("Ask to join")}
    </button>`;
  }

  private turn(item: Item, resource: FoundResource, open: boolean): void {
    const { finding, reading } = this.listed;
    this.failure = "";
    if (reading.opened) finding.unpin(reading.opened.resource_id);
    if (open) reading.close();
    else {
      finding.pin(item);
      void reading.open(resource);
    }
  }

  private join(item: Item): void {
    this.listed.finding.pin(item);
    void this.listed.joins.join(item.id);
  }

  private follow(item: Item, call: FoundCall, undo: boolean): void {
    if (!undo) this.listed.finding.pin(item);
    void this.attempt(() => this.listed.follows.follow(call, undo));
  }

  /** She reads on elsewhere; where she can ask, the keyboard's place is there. */
  private askOn(item: Item): void {
    this.close(item);
    this.dispatchEvent(new CustomEvent("ask-on"));
  }

  private escape(event: KeyboardEvent, item: Item): void {
    if (event.key !== "Escape" || this.listed.reading.opened?.resource_id !== item.id) return;
    // What lies around it, a dialog, is closed by the next one.
    event.preventDefault();
    event.stopPropagation();
    this.close(item);
  }

  private close(item: Item): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-id="${item.id}"]`)?.focus();
    this.listed.finding.unpin(item.id);
    this.listed.reading.close();
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.failure = "";
    try {
      await act();
    } catch (error) {
      this.failure = failureWords(this.texts.t, error);
    }
  }

  private get isStale(): boolean {
    const { items } = this.listed.finding;
    return items.length !== this.shown.length || items.some(({ id }, index) => id !== this.shown[index]?.id);
  }

  private readonly release = (): void => {
    if (this.isStale && !this.isHeld()) this.requestUpdate();
  };
}

