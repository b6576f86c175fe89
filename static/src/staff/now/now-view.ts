import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../../shared/browser-links";
import { roomName } from "../../shared/browser-room-window";
import type { Clock } from "../../shared/clock";
import { failureWords } from "../../shared/failure";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { named } from "../../shared/named-view";
import { isolated, Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { StaffCall } from "../../shared/wire";
import { nowStyles } from "./now-styles";
import type { OpenCalls } from "./open-calls";
import { waitedWords } from "./waited";

const LOOK_MILLISECONDS = 10_000;
const TICK_MILLISECONDS = 1_000;
/** From here on a wait without anybody there is shown as a long one. */
const LONG_MILLISECONDS = 5 * 60_000;

/** What goes on in the course: who waits, for how long, and who is there. Looked at anew while it is seen. */
export class NowView extends LitElement {
  static override properties = { calls: { attribute: false }, texts: { attribute: false } };
  static override styles = [theme, nowStyles];

  declare calls: OpenCalls;
  declare texts: Texts;
  clock!: Clock;
  private stop = (): void => undefined;
  private looking = 0;
  private ticking = 0;

  constructor() {
    super();
    this.texts = new Texts();
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.calls.changed.subscribe(() => this.requestUpdate());
    this.looking = window.setInterval(() => document.hidden || this.refresh(), LOOK_MILLISECONDS);
    this.ticking = window.setInterval(() => document.hidden || this.requestUpdate(), TICK_MILLISECONDS);
    this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
    window.clearInterval(this.looking);
    window.clearInterval(this.ticking);
  }

  refresh(): void {
    void this.calls.look();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<section aria-labelledby="open">
      <h2 id="open" tabindex="-1">${t("Open questions")}</h2>
      ${this.renderFailure()} ${this.renderCalls()}
    </section>`;
  }

  private renderFailure(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { error } = this.calls;
    if (!error) return nothing;
    return html`<p class="error" role="alert">
      ${failureWords(t, error, t("We can't reach the server right now. We try again every few seconds."))}
    </p>`;
  }

  private renderCalls(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { calls, next, busy } = this.calls;
    if (calls === null) return this.calls.error ? nothing : html`<p class="quiet">${t("Loading…")}</p>`;
    if (calls.length === 0) return html`<p class="quiet">${t("Nobody waits, and no room is open. What is asked stands here within seconds.")}</p>`;
    return html`<ul>
        ${repeat(calls, ({ call_id: id }) => id, (call) => html`<li>${this.renderCall(call)}</li>`)}
      </ul>
      ${next ? html`<div class="more"><button ?disabled=${busy} @click=${() => void this.calls.more()}>${t("Show more")}</button></div>` : nothing}`;
  }

  private renderCall(call: StaffCall): TemplateResult {
    const { t } = this.texts;
    const waited = this.clock.now() - Date.parse(call.asked_at);
    const alone = call.state === "waiting";
    const question = `question-${call.call_id}`;
    return html`<p class="age ${alone && waited >= LONG_MILLISECONDS ? "long" : ""}">${waitedWords(this.texts, waited)}</p>
      <div>
        <h3 id=${question} class="question words" dir="auto" title=${call.question}>${call.question}</h3>
        <p class="small quiet">${this.renderWho(call)}</p>
      </div>
      <a class="button" href=${webAddress(call.window_url)} target=${roomName(call.call_id)} aria-describedby=${question}>${t("Open")}</a>`;
  }

  private renderWho({ asker, context, here, asker_left: left, round, asked }: StaffCall): TemplateResult {
    const { t, n } = this.texts;
    const url = webAddress(context.url);
    const place = context.title || url;
    const people = [...(left ? [] : [asker.name]), ...here];
    const who = here.length > 0 ? t("{names} are there", { names: this.texts.list(people) }) : t("{name} waits", { name: isolated(asker.name) });
    const alone = left && here.length === 1 ? t("{name} is there", { name: isolated(here[0] ?? "") }) : who;
    const circle = round > 0 ? `${t("Round {round}", { round })}, ${n("{n} asked", "{n} asked", asked)}` : t("Nobody was asked yet");
    return html`${named(alone)}${place ? html` · <bdi>${url ? html`<a href=${url} target="_blank" rel="noopener">${place}</a>` : place}</bdi>` : nothing} · ${circle}`;
  }
}
