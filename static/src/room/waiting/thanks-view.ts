import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { face, faceStyles } from "../../shared/face-view";
import { failureWords } from "../../shared/failure";
import { named } from "../../shared/named-view";
import type { Signal } from "../../shared/signal";
import { isolated, Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { Call, Person } from "../../shared/wire";
import { personRows } from "./person-rows-styles";

/** A conversation whose asker may thank those who came. */
export interface Thanked {
  readonly changed: Signal;
  readonly call: Call | null;
  readonly end: unknown;
  readonly people: readonly Person[];
  /** Whom the asker thanked in this window. */
  readonly thanked: Set<string>;
  act(handler: string, body?: object): Promise<void>;
}

const CAME = ["helper", "left"];

/** A thank you for each helper who came, once it is solved or over; the helper finds it in the own numbers. */
export class Thanks extends LitElement {
  static override properties = { texts: { attribute: false }, conversation: { attribute: false }, failure: { state: true } };
  static override styles = [theme, faceStyles, personRows];

  declare texts: Texts;
  declare conversation: Thanked;
  declare failure: string;
  private stop = (): void => undefined;

  constructor() {
    super();
    this.texts = new Texts();
    this.failure = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.conversation.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { call, end, people } = this.conversation;
    const helpers = people.filter((person) => CAME.includes(person.role));
    if (call?.my_role !== "asker" || !(call.solved || end) || helpers.length === 0) return nothing;
    return html`<section aria-label=${t("Say thank you")}>
      <ul>
        ${repeat(helpers, ({ jid }) => jid, (helper) => this.renderHelper(helper))}
      </ul>
      <p class="error" role="alert">${this.failure}</p>
    </section>`;
  }

  private renderHelper(helper: Person): TemplateResult {
    const { t } = this.texts;
    const { name } = helper;
    if (this.conversation.thanked.has(helper.jid)) return html`<li>${face(helper)} <span role="status">${named(t("You thanked {name}.", { name: isolated(name) }))}</span></li>`;
    return html`<li>
      ${face(helper)}
      <span>${named(t("{name} came to help.", { name: isolated(name) }))}</span>
      <button aria-label=${t("Say thank you to {name}", { name })} @click=${() => void this.thank(helper)}>${t("Say thank you")}</button>
    </li>`;
  }

  private async thank({ jid }: Person): Promise<void> {
    this.failure = "";
    try {
      await this.conversation.act("thank", { person: jid });
      this.conversation.thanked.add(jid);
    } catch (error) {
      this.failure = failureWords(this.texts.t, error);
    }
    this.requestUpdate();
  }
}
