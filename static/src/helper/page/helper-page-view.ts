import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Bell } from "../../shared/bell";
import { barStyles, renderBar } from "../../shared/bar-view";
import { webAddress } from "../../shared/browser-links";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { pageStyles } from "../../shared/page-styles";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { HelperChange, HelperState, HelperUnit, Quiet } from "../../shared/wire";
import type { HelperProfile } from "./helper-profile";
import { helperStyles } from "./helper-styles";
import { ownZone, zoneNames } from "./zones";

type Limit = "most_offers" | "most_calls";

/** The helper's own page: whether, where, when and how much she helps, and what came of it. */
export class HelperPage extends LitElement {
  static override properties = { profile: { attribute: false }, texts: { attribute: false }, confirming: { state: true } };
  static override styles = [theme, pageStyles, barStyles, helperStyles];

  declare profile: HelperProfile;
  declare texts: Texts;
  declare bell: Bell;
  /** The page with her own questions and talks. */
  historyUrl = "";
  /** For staff: the page with all that waits for them. */
  staffPageUrl = "";
  /** The page that says what is kept of people. */
  privacyUrl = "";
  /** She clicked "stop helping" and is asked whether she means it. */
  declare confirming: boolean;
  private zoneChosen = false;
  private stop = (): void => undefined;

  constructor() {
    super();
    this.confirming = false;
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.profile.changed.subscribe(() => this.requestUpdate());
    if (!this.profile.state) void this.profile.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { state } = this.profile;
    return html`<div class="page">
      <h1 tabindex="-1">${t("Helping others")}</h1>
      ${state ? this.renderState(state) : nothing}
      <p class="saved" role="status">${this.renderSaving()}</p>
      ${state || this.profile.saving !== "failed"
        ? nothing
        : html`<div class="actions">
            <button @click=${() => void this.profile.load()}>${t("Try again")}</button>
          </div>`}
      ${this.renderWays()}
    </div>`;
  }

  private renderWays(): TemplateResult {
    const { t } = this.texts;
    const ways: [string, string][] = [
      [webAddress(this.historyUrl), t("Your questions and talks")],
      [webAddress(this.staffPageUrl), t("Staff page")],
      [webAddress(this.privacyUrl), t("What is kept of you")],
    ];
    return html`<footer class="small">${ways.filter(([url]) => url).map(([url, words]) => html`<p><a href=${url}>${words}</a></p>`)}</footer>`;
  }

  private renderState(state: HelperState): TemplateResult {
    if (state.barred) return html`<section>${renderBar(this.texts, state.barred, Date.now())}</section>${this.renderNumbers(state)}`;
    const not = state.may_help ? nothing : html`<p class="after">${this.texts.t("In this unit you are not asked to help.")}</p>`;
    // Who may not help here may help elsewhere.
    if (!state.may_help && !state.helps) return html`${not}`;
    return html`${not}${this.renderStanding(state)}${state.helps ? this.renderSettings(state) : nothing}${this.renderNumbers(state)}
    ${this.confirming ? this.renderConfirm() : nothing}`;
  }

  private renderStanding(state: HelperState): TemplateResult {
    const { t } = this.texts;
    return html`<section aria-labelledby="standing">
      <h2 id="standing">${t("Whether you help")}</h2>
      <p>
        ${state.helps
          ? t("You help others in this course. We ask you only while you are on duty.")
          : t("You don't help others in this course. Nothing reaches you.")}
      </p>
      <div class="actions">
        ${state.helps
          ? html`<button @click=${() => (this.confirming = true)}>${t("Stop helping")}</button>`
          : html`<button class="primary" @click=${() => this.save({ helps: true })}>${t("Help others")}</button>`}
      </div>
    </section>`;
  }

  private renderSettings(state: HelperState): TemplateResult {
    return html`${this.renderUnits(state)}${this.renderHours(state)}${this.renderLimits(state)}${this.renderSound(state)}`;
  }

  private renderUnits(state: HelperState): TemplateResult | typeof nothing {
    if (state.units.length === 0) return nothing;
    return html`<section aria-labelledby="units">
      <h2 id="units">${this.texts.t("Where you help")}</h2>
      ${state.units.map((unit) => {
        const url = webAddress(unit.url);
        const link = html`<a href=${url} target="_blank" rel="noopener">${this.texts.t("Look at it")}</a>`;
        return html`<div class="check">
          <input
            type="checkbox"
            id=${`unit-${unit.usage_key}`}
            .checked=${unit.helps}
            @change=${(event: Event) => this.save({ units: { [unit.usage_key]: isChecked(event) } })}
          />
          <span
            ><label for=${`unit-${unit.usage_key}`} dir="auto">${unit.title}</label> ${url ? html`<span class="small">${link}</span>` : nothing}
            ${this.renderEligible(unit)}</span
          >
        </div>`;
      })}
    </section>`;
  }

  /** Why it stands there, where she has said nothing of it; and why nobody asks her, whatever she says. */
  private renderEligible({ new: isNew, lost }: HelperUnit): TemplateResult | typeof nothing {
    const { t } = this.texts;
    if (isNew) return html`<span class="small quiet hint">${t("New: you have come far enough to help here.")}</span>`;
    return lost ? html`<span class="small quiet hint">${t("You are not far enough here any more, so nobody asks you.")}</span>` : nothing;
  }

  private renderHours(state: HelperState): TemplateResult {
    const { t } = this.texts;
    const own = ownZone();
    // UTC is what the server begins with: nobody chose it who has no quiet hours yet, unless she did it here.
    const begins = state.timezone === "UTC" && state.quiet.length === 0 && !this.zoneChosen;
    const zone = (!begins && state.timezone) || own;
    return html`<section aria-labelledby="hours">
      <h2 id="hours">${t("Quiet hours")}</h2>
      <p class="quiet">${t("In these hours nothing reaches you, even if you are on duty.")}</p>
      <chatxblock-quiet
        class="after"
        .texts=${this.texts}
        .hours=${state.quiet}
        @hours=${(event: CustomEvent<Quiet[]>) => this.save({ quiet: event.detail, timezone: zone })}
      ></chatxblock-quiet>
      <div class="field">
        <label for="zone">${t("Time zone")}</label>
        <select id="zone" @change=${this.chooseZone}>
          ${zoneNames(zone, own).map((one) => renderZone(one, one === zone))}
        </select>
      </div>
      ${own === zone ? nothing : this.renderOwnZone(own)}
    </section>`;
  }

  private readonly chooseZone = (event: Event): void => {
    this.zoneChosen = true;
    this.save({ timezone: (event.target as HTMLSelectElement).value });
  };

  private renderOwnZone(own: string): TemplateResult {
    const name = own.replaceAll("_", " ");
    return html`<div class="actions small">
      <p class="quiet">${this.texts.t("This device is in another one: {zone}.", { zone: name })}</p>
      <button class="plain" @click=${() => this.save({ timezone: own })}>${this.texts.t("Use {zone}", { zone: name })}</button>
    </div>`;
  }

  private renderLimits(state: HelperState): TemplateResult {
    const { t } = this.texts;
    return html`<section aria-labelledby="limits">
      <h2 id="limits">${t("How much at once")}</h2>
      ${this.renderLimit("most_offers", t("Open questions that wait for your answer"), state.most_offers, state.caps.offers)}
      ${this.renderLimit("most_calls", t("Conversations you are in"), state.most_calls, state.caps.calls)}
    </section>`;
  }

  private renderLimit(part: Limit, words: string, value: number, cap: number): TemplateResult {
    const change = (event: Event): void => {
      const field = event.target as HTMLInputElement;
      const wanted = field.value === "" ? value : Math.round(Number(field.value));
      const number = Math.min(cap, Math.max(1, wanted));
      field.value = String(number);
      if (number !== value) this.save({ [part]: number });
    };
    return html`<div class="field">
      <label for=${part}>${words} <span class="quiet small">${this.texts.t("(1 to {cap})", { cap })}</span></label>
      <input type="number" id=${part} min="1" max=${cap} step="1" inputmode="numeric" .value=${String(value)} @change=${change} />
    </div>`;
  }

  private renderSound(state: HelperState): TemplateResult {
    const { t } = this.texts;
    return html`<section aria-labelledby="sound-title">
      <h2 id="sound-title">${t("Sound")}</h2>
      <div class="check">
        <input
          type="checkbox"
          id="sound"
          .checked=${state.sound}
          @change=${(event: Event) => this.save({ sound: isChecked(event) })}
        />
        <label for="sound">${t("Sound once when somebody asks")}</label>
      </div>
      <div class="actions"><button @click=${() => void this.bell.unlock()}>${t("Try it")}</button></div>
    </section>`;
  }

  private renderNumbers({ numbers }: HelperState): TemplateResult {
    const { t, count } = this.texts;
    const rows: [string, number][] = [
      [t("times you were asked"), numbers.asked],
      [t("times you came"), numbers.answered],
      [t("times you were thanked"), numbers.thanked],
    ];
    return html`<section aria-labelledby="numbers">
      <h2 id="numbers">${t("Your numbers")}</h2>
      <dl>
        ${rows.map(([words, number]) => html`<div><dt class="small quiet">${words}</dt><dd>${count(number)}</dd></div>`)}
      </dl>
      <p class="small quiet after">${t("Only you see this page.")}</p>
    </section>`;
  }

  private renderConfirm(): TemplateResult {
    const { t } = this.texts;
    return html`<chatxblock-dialog
      .heading=${t("Stop helping?")}
      .text=${t("We won't ask you any more. Conversations you are in go on. You can come back here and help again whenever you like.")}
      .confirm=${t("Stop helping")}
      .cancel=${t("Keep helping")}
      .danger=${true}
      @confirmed=${() => {
        this.confirming = false;
        this.save({ helps: false });
      }}
      @dismissed=${() => (this.confirming = false)}
    ></chatxblock-dialog>`;
  }

  private renderSaving(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { saving, sentence, state } = this.profile;
    if (saving === "saved") return html`<span>${t("Saved.")}</span>`;
    if (saving !== "failed") return nothing;
    const words = this.profile.loggedOut
      ? state
        ? t("Log in again in another tab, then try again.")
        : t("Log in again in another tab. We go on by ourselves then.")
      : state
      ? t("That did not get through, and nothing was changed. Try again in a moment.")
      : t("We can't reach the server right now.");
    return html`<span class="bad">${sentence || words}</span>`;
  }

  private save(change: HelperChange): void {
    void this.profile.change(change);
  }
}

function renderZone(name: string, chosen: boolean): TemplateResult {
  return html`<option value=${name} .selected=${chosen}>${name.replaceAll("_", " ")}</option>`;
}

function isChecked(event: Event): boolean {
  return (event.target as HTMLInputElement).checked;
}
