import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { failureWords } from "../../shared/failure";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { named } from "../../shared/named-view";
import type { Signal } from "../../shared/signal";
import { isolated, Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { Call, JoinRequest } from "../../shared/wire";

/** A conversation that somebody may ask to join. */
export interface Joinable {
  readonly changed: Signal;
  readonly joinRequests: JoinRequest[];
  readonly call: Call | null;
  act(handler: string, body: object): Promise<void>;
}

/** Who has a similar question and asks to be let in; whoever is there may do so, and the asker may say no. */
export class JoinRequests extends LitElement {
  static override properties = { texts: { attribute: false }, conversation: { attribute: false }, failure: { state: true } };
  static override styles = [
    theme,
    css`
      section {
        margin-top: 0.75rem;
        padding: 0.25rem 1rem;
        border-radius: 0.5rem;
        background: var(--raised);
      }
      [tabindex="-1"]:focus {
        outline: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        padding: 0.25rem 0;
        overflow-wrap: anywhere;
      }
      button {
        min-height: 2.25rem;
        padding: 0.25rem 0.75rem;
        font-size: 0.875rem;
      }
    `,
  ];

  declare texts: Texts;
  declare conversation: Joinable;
  declare failure: string;
  private readonly busy = new Set<string>();
  private stop = (): void => undefined;

  constructor() {
    super();
    this.texts = new Texts();
    this.failure = "";
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.conversation.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult {
    const { t, n, list } = this.texts;
    const { joinRequests } = this.conversation;
    const names = list(joinRequests.map(({ name }) => name));
    return html`<p class="hidden" role="status">${names ? named(n("{names} has the same question.", "{names} have the same question.", joinRequests.length, { names })) : ""}</p>
      ${joinRequests.length === 0
        ? nothing
        : html`<section aria-label=${t("Who asks to join")} tabindex="-1">
            <ul>
              ${repeat(joinRequests, ({ jid }) => jid, (request) => this.renderRequest(request))}
            </ul>
            <p class="error" role="alert">${this.failure}</p>
          </section>`}`;
  }

  private renderRequest(request: JoinRequest): TemplateResult {
    const { t } = this.texts;
    const { name } = request;
    const mayRefuse = this.conversation.call?.my_role === "asker";
    const busy = this.busy.has(request.jid);
    return html`<li>
      <span>${named(t("{name} has the same question.", { name: isolated(name) }))}</span>
      <button aria-label=${t("Let in {name}", { name })} ?disabled=${busy} @click=${() => void this.answer(request, "admit")}>${t("Let in")}</button>
      ${mayRefuse
        ? html`<button class="plain" aria-label=${t("Not now, {name}", { name })} ?disabled=${busy} @click=${() => void this.answer(request, "remove")}>
            ${t("Not now")}
          </button>`
        : nothing}
    </li>`;
  }

  private async answer({ jid }: JoinRequest, handler: "admit" | "remove"): Promise<void> {
    if (this.busy.has(jid)) return;
    this.busy.add(jid);
    this.failure = "";
    this.requestUpdate();
    try {
      await this.conversation.act(handler, { person: jid });
    } catch (error) {
      this.failure = failureWords(this.texts.t, error);
    } finally {
      this.busy.delete(jid);
      this.requestUpdate();
    }
  }
}
