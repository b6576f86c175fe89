/** What was said in a talk, loaded when it is unfolded: the lines, and the way to report one of them. */
import { html, LitElement, noChange, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Times } from "../shared/browser-times";
import { whenIdle } from "../shared/browser-idle";
import { face, faceStyles } from "../shared/face-view";
import type { Handlers } from "../shared/handlers";
import { isPiled } from "../shared/piled";
import { written } from "../shared/written-view";
import { named } from "../shared/named-view";
import { ReportDialog } from "../shared/reporting/report-view";
import type { Reported } from "../shared/reporting/reported";
import { alone } from "../shared/soon";
import { isolated, Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { HistoryTalk, Me } from "../shared/wire";
import type { Said, SaidLine } from "../shared/said-lines";
import { saidStyles } from "./said-styles";

export { readSaid } from "../shared/said-lines";

/** So many lines are drawn at once; a slow phone takes 3 ms to draw each, 5 to lay it out. */
const PIECE = 4;
/** A line that comes has only those of its group laid out anew, and the groups beside it; those are in groups of as many. */
const GROUP = 12;

/** The lines of one talk, drawn a piece at a time. Its reader reports a line by the flag beside it, and the whole talk below. */
export class SaidLines extends LitElement {
  static override properties = {
    texts: { attribute: false },
    said: { attribute: false },
    talk: { attribute: false },
    me: { attribute: false },
    own: { type: Boolean },
    now: { attribute: false },
    reported: { state: true },
    drawn: { state: true },
  };
  static override styles = [theme, faceStyles, saidStyles];

  declare texts: Texts;
  declare said: Said;
  declare talk: HistoryTalk;
  /** Whose history it is. */
  declare me: Me;
  /** Whether that is the reader. */
  declare own: boolean;
  declare now: number;
  /** What the open dialog reports. */
  declare reported: Reported | null;
  handlers!: Pick<Handlers, "post">;
  /** So many lines stand there so far. */
  declare drawn: number;
  /** So many groups stand there as they are going to be. */
  private kept = 0;
  /** The flag that the keyboard reaches. */
  private reached: HTMLElement | null = null;
  private times = new Times(new Texts());

  constructor() {
    super();
    this.texts = new Texts();
    this.own = false;
    this.now = 0;
    this.reported = null;
    this.drawn = PIECE;
  }

  protected override scheduleUpdate(): Promise<void> {
    return alone(() => super.scheduleUpdate());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("texts")) this.times = new Times(this.texts);
    if (changed.size > 1 || !changed.has("drawn")) this.kept = 0;
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { lines, complete, unkept } = this.said;
    const note = unkept ? t("Nobody keeps a log where they met.") : lines.length === 0 ? t("Nothing was said.") : complete ? "" : t("Some lines may be missing.");
    const { call_id: callId } = this.talk;
    return html`<div class="said" tabindex="0" role="group" aria-label=${t("What was said")} aria-busy=${this.drawn < lines.length ? "true" : "false"} @keydown=${walk}>
        ${this.renderLines(this.said)} ${note ? html`<p class="small quiet">${note}</p>` : nothing}
      </div>
      ${this.own && this.talk.with.length > 0 ? html`<p class="small"><button class="plain" @click=${() => (this.reported = { callId })}>${t("Report this talk")}</button></p>` : nothing}
      ${this.reported
        ? html`<chatxblock-report .texts=${this.texts} .handlers=${this.handlers} .reported=${this.reported} @dismissed=${() => (this.reported = null)}></chatxblock-report>`
        : nothing}`;
  }

  /** The groups stand there before their lines do: for each that comes Chromium would go through all that is there. */
  private renderLines({ lines }: Said): unknown[] {
    return chunks(chunks(lines, GROUP), GROUP).map((groups, block) => {
      const first = block * GROUP;
      if (first + GROUP <= this.kept) return noChange;
      const drawn = groups.map((group, place) => this.renderGroup(group, first + place));
      return html`<div class="groups">${drawn}</div>`;
    });
  }

  private renderGroup(lines: SaidLine[], place: number): unknown {
    if (place < this.kept) return noChange;
    const drawn = lines.slice(0, Math.max(0, this.drawn - place * GROUP));
    return html`<ol>${drawn.map((line) => this.renderLine(line))}</ol>`;
  }

  /** A picture or file that a line hands on; how it looks is loaded for the first one. */
  private fileOf(body: string): TemplateResult | undefined {
    if (!/\/file\/[\da-f-]{36}\.\d+\.[\da-f]{24}/.test(body)) return undefined;
    import("../shared/files/file-view").catch(() => undefined);
    return html`<chatxblock-file data-url=${this.talk.files_url ?? ""}>${body}</chatxblock-file>`;
  }

  protected override updated(): void {
    this.kept = Math.floor(this.drawn / GROUP);
    const [before, last] = [this.reached, lastOf([...this.renderRoot.querySelectorAll("ol")])];
    if (last && last !== before) {
      if (before) before.tabIndex = -1;
      last.tabIndex = 0;
      this.reached = last;
    }
    if (this.drawn < this.said.lines.length) whenIdle(() => (this.drawn += PIECE));
  }

  private renderLine(line: SaidLine): TemplateResult {
    const { t } = this.texts;
    const { times } = this;
    const sent = line.jid === this.me.jid;
    const name = line.name || t("Somebody");
    return html`<li class=${sent ? "sent" : "received"}>
      ${face({ name, image_url: this.imageOf(line.jid) })}
      <div>
        <p class="small quiet">
          <span>${named(sent && this.own ? t("You ({name})", { name: isolated(name) }) : isolated(name))}</span> · ${sent ? t("sent") : t("received")} ·
          <time datetime=${new Date(line.at).toISOString()} title=${times.long(line.at)}>${times.brief(line.at, this.now)}</time>
          ${line.edited ? html` · ${t("edited")}` : nothing}
        </p>
        ${line.takenBack
          ? html`<div class="body quiet">${t("Taken back")}</div>`
          : html`<div class="body words ${isPiled(line.body) ? "piled" : ""}" dir="auto">${this.fileOf(line.body) ?? written(line.body)}</div>`}
      </div>
      ${this.own && !sent && !line.takenBack ? this.renderFlag(line) : nothing}
    </li>`;
  }

  private renderFlag({ id, body }: SaidLine): TemplateResult {
    const label = this.texts.t("Report this line");
    const report = (): void => void (this.reported = { callId: this.talk.call_id, line: id, body });
    return html`<button class="flag plain" tabindex="-1" aria-label=${label} title=${label} @click=${report}></button>`;
  }

  private imageOf(jid: string): string {
    return [this.me, ...this.talk.with].find((one) => one.jid === jid)?.image_url ?? "";
  }
}

function chunks<One>(all: One[], size: number): One[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, place) => all.slice(place * size, (place + 1) * size));
}

/** The newest flag, looked for from the end: a talk is long. */
function lastOf(lists: Element[]): HTMLElement | null {
  for (const list of lists.reverse()) {
    const flag = [...list.querySelectorAll<HTMLElement>(".flag")].at(-1);
    if (flag) return flag;
  }
  return null;
}

/** From one flag to the one above or below. */
function walk(event: KeyboardEvent): void {
  const to = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const flags = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".flag")];
  const place = flags.indexOf(event.target as HTMLElement);
  if (!to || place < 0) return;
  event.preventDefault();
  flags[place + to]?.focus();
}

customElements.define("chatxblock-report", ReportDialog);
customElements.define("chatxblock-said", SaidLines);
