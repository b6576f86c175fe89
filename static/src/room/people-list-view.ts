import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { Shown } from "./room-words";

/** Who takes part. Tells its owner: `remove` with the person, `invite`. */
export class PeopleList extends LitElement {
  static override properties = {
    texts: { attribute: false },
    people: { attribute: false },
    mayChange: { type: Boolean },
    mayName: { type: Boolean },
    unsure: { type: Boolean },
  };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        padding: 1.25rem 1.5rem;
        overflow: auto;
      }
      h2 {
        font-size: 0.875rem;
        color: var(--quiet);
        font-weight: 600;
        margin-bottom: 0.5rem;
      }
      li {
        position: relative;
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 0.5rem;
        padding: 0.25rem 0;
        overflow-wrap: anywhere;
      }
      .dot {
        flex: none;
        width: 0.625rem;
        height: 0.625rem;
        border-radius: 50%;
        border: 2px solid var(--quiet);
      }
      .inside .dot {
        background: var(--good);
        border-color: var(--good);
      }
      .unsure {
        visibility: hidden;
      }
      .name {
        flex: 1 1 6rem;
        min-width: 0;
      }
      .name bdi {
        max-width: 100%;
      }
      .plain {
        font-size: 0.875rem;
        min-height: 1.75rem;
      }
      .invite {
        margin-top: 0.75rem;
        font-size: 0.875rem;
        min-height: 2.25rem;
      }
      @media (max-width: 37.5rem) {
        :host {
          padding: 0.25rem 1rem 0.5rem;
          overflow: visible;
        }
        :host,
        ul {
          display: flex;
          flex-wrap: wrap;
          align-items: center;
          gap: 0 0.75rem;
        }
        li {
          flex-wrap: nowrap;
          align-items: center;
        }
        li .plain {
          padding: 0 0.25rem;
        }
        h2 {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
        .name {
          flex: 0 1 auto;
        }
        .name bdi {
          max-width: 30vw;
        }
        .invite {
          margin: 0;
          padding: 0.25rem;
          border-color: transparent;
          background: transparent;
          color: var(--accent);
        }
      }
    `,
  ];

  declare texts: Texts;
  declare people: Shown[];
  /** The reader may invite and remove. */
  declare mayChange: boolean;
  /** Those who are invited can be named. */
  declare mayName: boolean;
  /** It is not known who is inside, or of no interest any more. */
  declare unsure: boolean;

  constructor() {
    super();
    this.texts = new Texts();
    this.people = [];
    this.mayChange = this.mayName = this.unsure = false;
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const shown = this.people.filter((person) => person.inside || person.me || person.role !== "invited");
    if (shown.length === 0) return html``;
    return html`<h2 id="heading">${t("People")}</h2>
      <ul aria-labelledby="heading">
        ${shown.map((person) => this.renderPerson(person))}
      </ul>
      ${this.mayChange && this.mayName ? html`<button class="invite" @click=${() => this.tell("invite", null)}>${t("Invite somebody")}</button>` : nothing}`;
  }

  private renderPerson(person: Shown): TemplateResult {
    const { t } = this.texts;
    const removable = this.mayChange && !person.me && ["helper", "invited", "fellow"].includes(person.role);
    return html`<li class=${person.inside ? "inside" : ""}>
      <span class="dot ${this.unsure ? "unsure" : ""}"></span>
      ${person.inside ? html`<span class="hidden">${t("here")}</span>` : nothing}
      <span class="name"><bdi translate="no" title=${person.name}>${person.name}</bdi> <span class="small quiet">${this.note(person)}</span></span>
      ${removable
        ? html`<button
            class="plain"
            aria-label=${t("Remove {name}", { name: person.name })}
            @click=${() => this.tell("remove", person)}
          >
            ${t("Remove")}
          </button>`
        : nothing}
    </li>`;
  }

  private note(person: Shown): string {
    const { t } = this.texts;
    const notes: string[] = [];
    if (person.me) notes.push(t("you"));
    if (person.role === "asker") notes.push(t("asked"));
    if (person.role === "fellow") notes.push(t("same question"));
    if (person.role === "staff") notes.push(t("course staff"));
    if (person.role === "removed") notes.push(t("removed"));
    else if (person.role === "left") notes.push(t("left"));
    else if (!person.inside && !this.unsure) notes.push(t("not here"));
    return notes.length > 0 ? `(${notes.join(", ")})` : "";
  }

  private tell(name: string, person: Shown | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail: person }));
  }
}
