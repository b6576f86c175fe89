import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Bell } from "../../shared/bell";
import { webAddress } from "../../shared/browser-links";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { HelperChange, HelperState, Quiet } from "../../shared/wire";
import type { HelperProfile } from "./helper-profile";
import { helperStyles } from "./helper-styles";
import { browserZone, zoneNames } from "./zones";

type Limit = "most_offers" | "most_calls";

/** The helper's own page: whether, where, when and how much she helps, and what came of it. */
export class HelperPage extends LitElement {
  static override properties = { profile: { attribute: false }, texts: { attribute: false }, confirming: { state: true } };
  static override styles = [theme, helperStyles];

  declare profile: HelperProfile;
  declare texts: Texts;
  declare bell: Bell;
  /** The page with her own questions and talks. */
  historyUrl = "";
  /** For staff: the page with all that waits for them. */
  staffListUrl = "";
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
      ${state ? this.renderState(state) : nothing} ${this.renderWays()}
