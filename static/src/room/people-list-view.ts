import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { face, faceStyles } from "../shared/face-view";
import type { MenuItem } from "../shared/menu-view";
import { alone } from "../shared/soon";
import { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { Shown } from "./room-words";

const REMOVABLE = ["helper", "invited", "fellow"];

/** Who takes part, and what can be done about each. Tells its owner: `remove` and `report` with the person. */
export class PeopleList extends LitElement {
  static override properties = {
    texts: { attribute: false },
    people: { attribute: false },
    mayChange: { type: Boolean },
    mayReport: { type: Boolean },
    unsure: { type: Boolean },
  };
  static override styles = [
    theme,
    faceStyles,
    css`
      :host {
        display: block;
        padding: 0.5rem 1rem;
        overflow: auto;
        --face: 1.75rem;
      }
      h2 {
        font-size: 0.875rem;
        color: var(--quiet);
        font-weight: 600;
        margin-bottom: 0.25rem;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.5rem;
      }
      .who {
        position: relative;
        flex: none;
      }
      .dot {
        position: absolute;
        inset-inline-end: -0.1875rem;
        bottom: -0.125rem;
        width: 0.75rem;
        height: 0.75rem;
        border-radius: 50%;
        border: 2px solid var(--quiet);
        background: var(--ground);
      }
      .inside .dot {
        border: 0.375rem solid var(--good);
      }
      .unsure {
        visibility: hidden;
      }
      .name {
        flex: 1;
        min-width: 0;
        font-size: 0.875rem;
        line-height: 1.25;
      }
      .name bdi,
      .name span {
        display: block;
        max-width: 100%;
      }
      button {
        min-height: 2rem;
        padding: 0.25rem 0.5rem;
        border-color: transparent;
        color: var(--quiet);
      }
    `,
  ];

  declare texts: Texts;
  declare people: Shown[];
  /** The reader may remove others. */
  declare mayChange: boolean;
  /** The reader may tell the teachers of others. */
  declare mayReport: boolean;
  /** It is not known who is inside, or of no interest any more. */
  declare unsure: boolean;

  constructor() {
    super();
    this.texts = new Texts();
    this.people = [];
    this.mayChange = this.mayReport = this.unsure = false;
  }

  protected override scheduleUpdate(): Promise<void> {
    return alone(() => super.scheduleUpdate());
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const shown = this.people.filter((person) => person.inside || person.me || person.role !== "invited");
    if (shown.length === 0) return html``;
    return html`<h2 id="heading">${t("People")}</h2>
      <ul aria-labelledby="heading">
        ${shown.map((person) => this.renderPerson(person))}
      </ul>`;
  }

  private renderPerson(person: Shown): TemplateResult {
    const { t } = this.texts;
    const note = this.note(person);
    return html`<li class=${person.inside ? "inside" : ""}>
      <span class="who">${face(person)}<span class="dot ${this.unsure ? "unsure" : ""}"></span></span>
      ${person.inside ? html`<span class="hidden">${t("here")}</span>` : nothing}
      <span class="name"
        ><bdi translate="no" title=${person.name}>${person.name}</bdi> ${note ? html`<span class="quiet">${note}</span>` : nothing}</span
      >
      ${this.renderMenu(person)}
    </li>`;
  }

  private renderMenu(person: Shown): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { me, name, role } = person;
    const tell = (what: string) => (): boolean => this.dispatchEvent(new CustomEvent(what, { detail: person }));
    const items: MenuItem[] = [];
    if (this.mayChange && REMOVABLE.includes(role)) items.push({ label: t("Remove"), name: t("Remove {name}", { name }), run: tell("remove") });
    if (this.mayReport && role !== "invited") items.push({ label: t("Report"), name: t("Report {name}", { name }), run: tell("report") });
    if (me || items.length === 0) return nothing;
    const label = t("More about {name}", { name });
    return html`<chatxblock-menu class="aside" .label=${label} .items=${items}
      ><button aria-haspopup="menu" aria-expanded="false" aria-label=${label}>⋯</button></chatxblock-menu
    >`;
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
}
