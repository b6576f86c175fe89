import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../../shared/browser-links";
import { openRoom } from "../../shared/browser-room-window";
import type { Clock } from "../../shared/clock";
import { failureWords } from "../../shared/failure";
import { faceStyles } from "../../shared/face-view";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { HandlerError, type Handlers } from "../../shared/handlers";
import { inline } from "../../shared/inline-view";
import type { MenuItem } from "../../shared/menu-view";
import { named } from "../../shared/named-view";
import { isolated, Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { StaffCall, StaffCallAnswer, StaffHelper } from "../../shared/wire";
import type { Pages } from "../pages";
import { holdRoom } from "./browser-held-room";
import { renderHelper } from "./helper-view";
import { nowStyles } from "./now-styles";
import { waitedWords } from "./waited";

const LOOK_MILLISECONDS = 10_000;
const TICK_MILLISECONDS = 1_000;
/** From here on a wait without anybody there is shown as a long one. */
const LONG_MILLISECONDS = 5 * 60_000;

/** What goes on in the course: who waits, for how long, who is there, and who is on duty. Looked at anew while it is seen. */
export class NowView extends LitElement {
  static override properties = { calls: { attribute: false }, helpers: { attribute: false }, texts: { attribute: false }, closing: { state: true }, failure: { state: true }, busy: { state: true } };
  static override styles = [theme, faceStyles, nowStyles];

  declare calls: Pages<StaffCall>;
  declare helpers: Pages<StaffHelper>;
  declare texts: Texts;
  /** The call that the open dialog asks about. */
  declare closing: StaffCall | null;
  /** Why the last deed was not done: in the dialog, or at the call of that id. */
  declare failure: { id: string; words: string };
  declare busy: boolean;
  clock!: Clock;
  handlers!: Handlers;
  say!: (words: string) => void;
  /** What is written into the dialog stays, whatever the dialog does. */
  private reason = "";
  private stops: (() => void)[] = [];
  private looking = 0;
  private ticking = 0;

  constructor() {
    super();
    this.texts = new Texts();
    this.closing = null;
    this.failure = { id: "", words: "" };
    this.busy = false;
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stops = [this.calls, this.helpers].map(({ changed }) => changed.subscribe(() => this.requestUpdate()));
    this.looking = window.setInterval(() => document.hidden || this.refresh(), LOOK_MILLISECONDS);
    this.ticking = window.setInterval(() => document.hidden || this.requestUpdate(), TICK_MILLISECONDS);
    this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
    window.clearInterval(this.looking);
    window.clearInterval(this.ticking);
  }

  refresh(): void {
    void this.calls.look();
    void this.helpers.look();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<section aria-labelledby="open">
        <h2 id="open" tabindex="-1">${t("Open questions")}</h2>
        ${this.renderTrouble(this.calls)} ${this.renderCalls()}
      </section>
      <section aria-labelledby="duty">
        <h2 id="duty">${t("Helpers on duty")}</h2>
        ${this.calls.error ? nothing : this.renderTrouble(this.helpers)} ${this.renderHelpers()}
      </section>
      ${this.closing ? this.renderDialog(this.closing) : nothing}`;
  }

  private renderTrouble({ error }: { error: unknown }): TemplateResult | typeof nothing {
    const { t } = this.texts;
    if (!error) return nothing;
    return html`<p class="error" role="alert">${failureWords(t, error, t("We can't reach the server right now. We try again every few seconds."))}</p>`;
  }

  private renderCalls(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const empty = t("Nobody waits, and no room is open. What is asked stands here within seconds.");
    return this.renderList(this.calls, ({ call_id: id }) => id, (call) => this.renderCall(call), empty);
  }

  private renderHelpers(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const empty = t("Nobody is on duty. Whoever helps goes on duty in a unit, or on “Helping others”.");
    return this.renderList(this.helpers, ({ id }) => id, (helper) => renderHelper(this.texts, helper, this.clock.now()), empty);
  }

  private renderList<T>(pages: Pages<T>, idOf: (item: T) => string | number, render: (item: T) => TemplateResult, empty: string): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { items, next, busy, error } = pages;
    if (items === null) return error ? nothing : html`<p class="quiet">${t("Loading…")}</p>`;
    if (items.length === 0) return html`<p class="quiet">${empty}</p>`;
    return html`<ul>
        ${repeat(items, idOf, (item) => html`<li>${render(item)}</li>`)}
      </ul>
      ${next ? html`<div class="more"><button ?disabled=${busy} @click=${() => void pages.more()}>${t("Show more")}</button></div>` : nothing}`;
  }

  private renderCall(call: StaffCall): TemplateResult {
    const { t } = this.texts;
    const { call_id: id, question, here } = call;
    const waited = this.clock.now() - Date.parse(call.asked_at);
    const long = here.length === 0 && waited >= LONG_MILLISECONDS;
    const failure = this.failure.id === id && !this.closing ? this.failure.words : "";
    return html`<p class="age ${long ? "long" : ""}">${waitedWords(this.texts, waited)}</p>
      <div>
        <h3 id=${`question-${id}`} class="question words" dir="auto" title=${question}>${inline(question)}</h3>
        <p class="small quiet">${this.renderWho(call)}</p>
        <p class="error small" role="alert">${failure}</p>
      </div>
      <div class="actions">
        <button ?disabled=${this.busy} aria-describedby=${`question-${id}`} @click=${() => void this.enter(call)}>${call.entered ? t("Back to the room") : t("Enter")}</button>
        <chatxblock-menu .label=${t("More")} .items=${this.itemsOf(call)}
          ><button class="plain" aria-haspopup="menu" aria-expanded="false" aria-label=${t("More")} aria-describedby=${`question-${id}`}>⋯</button></chatxblock-menu
        >
      </div>`;
  }

  private itemsOf(call: StaffCall): MenuItem[] {
    const { t } = this.texts;
    return [
      { label: t("Close it…"), run: () => this.ask(call) },
      { label: t("Look without entering"), url: webAddress(call.window_url) },
    ];
  }

  private renderWho({ asker, context, here, asker_left: left, round, asked }: StaffCall): TemplateResult {
    const { t, n, list } = this.texts;
    const url = webAddress(context.url);
    const place = context.title || url;
    const people = [...(left ? [] : [asker.name]), ...here];
    const there = n("{names} is there", "{names} are there", people.length, { names: list(people) });
    const circle = round > 0 ? `${t("Round {round}", { round })}, ${n("{n} asked", "{n} asked", asked)}` : t("Nobody was asked yet");
    return html`${named(here.length > 0 ? there : t("{name} waits", { name: isolated(asker.name) }))}${place
      ? html` · <bdi>${url ? html`<a href=${url} target="_blank" rel="noopener">${place}</a>` : place}</bdi>`
      : nothing} · ${circle}`;
  }

  private renderDialog(call: StaffCall): TemplateResult {
    const { t } = this.texts;
    return html`<chatxblock-dialog
      .heading=${t("Close this question?")}
      .text=${t("Those in the room read who closed it and why, and can write no more. What was said is kept.")}
      .field=${t("Reason")}
      .value=${this.reason}
      .confirm=${t("Close it")}
      .cancel=${t("Keep it open")}
      .danger=${true}
      .error=${this.failure.words}
      .busy=${this.busy}
      @typed=${({ detail }: CustomEvent<string>) => (this.reason = detail)}
      @confirmed=${({ detail }: CustomEvent<string>) => void this.close(call, detail)}
      @dismissed=${() => (this.closing = null)}
    ></chatxblock-dialog>`;
  }

  private ask(call: StaffCall): void {
    this.failure = { id: "", words: "" };
    this.closing = call;
  }

  /** The window is opened by the click, for later the browser does not let us; it goes to the room once we are let in. */
  private async enter(call: StaffCall): Promise<void> {
    const { t } = this.texts;
    const { call_id: id, window_url: url } = call;
    if (call.entered && openRoom(url, id)) return;
    const room = holdRoom(url, id);
    const name = isolated(call.asker.name);
    const entered = await this.act(call, () => this.handlers.post<StaffCallAnswer>("staff_enter", { call_id: id }));
    if (!entered) room?.drop();
    else if (room) room.go();
    if (entered) this.say(room ? t("You are in the room of {name}'s question.", { name }) : t("You may enter. Your browser did not let us open a window: choose “Look without entering”."));
  }

  private async close(call: StaffCall, reason: string): Promise<void> {
    const { t } = this.texts;
    if (!(await this.act(call, () => this.handlers.post("staff_close", { call_id: call.call_id, reason })))) return;
    this.closing = null;
    this.reason = "";
    this.calls.drop(call.call_id);
    this.say(t("It is closed. Those in the room read why."));
  }

  /** Do something about a call; false where that failed. One that is over meanwhile goes from the list. */
  private async act(call: StaffCall, deed: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = { id: "", words: "" };
    try {
      await deed();
      return true;
    } catch (error) {
      this.failure = { id: call.call_id, words: failureWords(this.texts.t, error) };
      if (error instanceof HandlerError && error.code === "call-over") this.isOver(call);
      return false;
    } finally {
      this.busy = false;
      this.refresh();
    }
  }

  private isOver(call: StaffCall): void {
    this.closing = null;
    this.calls.drop(call.call_id);
    this.say(this.texts.t("It was closed already, by its people or by somebody else of the staff."));
  }
}

