import { css, html, LitElement, type TemplateResult } from "lit";
import { Texts } from "../texts";
import { theme } from "../theme-styles";
import { fileUrl } from "./browser-place";
import { readFileLine } from "./file-line";

/** Until a picture that did not come is asked for again. */
const AGAIN_MILLISECONDS = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

/** A line that hands a file on: the picture, or a card that saves the file. What it stands for is the text inside it. */
export class FileView extends LitElement {
  static override properties = { lost: { state: true } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        color: inherit;
        font: inherit;
        white-space: normal;
      }
      figure {
        max-width: 100%;
        margin: 0.25rem 0;
      }
      .picture {
        display: block;
        border-radius: 0.5rem;
      }
      .sized {
        min-height: 2.75rem;
        max-width: 100%;
        max-height: 16rem;
      }
      .sized img {
        width: 100%;
        height: 100%;
      }
      img {
        display: block;
        border-radius: inherit;
        width: min(18rem, 100%);
        height: 12rem;
        object-fit: contain;
        object-position: 0 50%;
      }
      :host(:dir(rtl)) img {
        object-position: 100% 50%;
      }
      figcaption,
      .card {
        overflow-wrap: anywhere;
      }
      .card {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.25rem;
      }
      svg {
        flex: none;
        width: 1.5rem;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.5;
      }
    `,
  ];

  /** It is not there any more. */
  declare lost: boolean;
  private tries = 0;

  /** Its sender may describe it in other words. */
  private readonly changed = new MutationObserver(() => this.requestUpdate());

  constructor() {
    super();
    this.lost = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.changed.observe(this, { characterData: true, childList: true, subtree: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.changed.disconnect();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const line = readFileLine(this.textContent ?? "");
    if (!line) return html`<slot></slot>`;
    const { name, alt, picture, size } = line;
    // Where several talks stand on a page, each has an address of its own.
    const url = (this.dataset["url"] || fileUrl()).replace("FILE_ID", line.id) || line.url;
    const shown = html`<bdi translate="no" title=${name}>${name}</bdi>`;
    if (picture && !this.lost) {
      const width = size && widthOf(...size);
      return html`<figure .style=${width ? `width: ${Math.max(width, 8)}rem` : ""}>
        <a class="picture ${size ? "sized" : ""}" .style=${width ? `width: ${width}rem; aspect-ratio: ${size.join(" / ")}` : ""} href=${url} target="_blank" rel="noopener">
          <img src=${url} alt=${alt || t("Picture: {name}", { name })} loading="lazy" decoding="async" @error=${({ target }: Event) => void this.failed(target as HTMLImageElement)}
        /></a>
        <figcaption class="small" dir="auto">${alt || shown}</figcaption>
      </figure>`;
    }
    const words = picture ? html` <span class="small">${t("This picture cannot be shown any more.")}</span>` : "";
    return html`<a class="card" href=${url} target="_blank" rel="noopener" download=${name}
        ><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 2h8l5 5v15H5V2zm7 1v5h5" /></svg>${shown}</a
      >${words}`;
  }

  /** What the server does not have is gone; where the way was cut, or the storage is away, it is asked for again after a while. */
  private async failed(image: HTMLImageElement): Promise<void> {
    const { src } = image;
    const status = await asked(src);
    const wait = status >= 400 && status < 500 ? undefined : AGAIN_MILLISECONDS[this.tries++];
    if (wait) setTimeout(() => (image.src = src), wait);
    else this.lost = true;
  }

  private get texts(): Texts {
    const host = (this.getRootNode() as Partial<ShadowRoot>).host as { texts?: Texts } | undefined;
    return host?.texts ?? new Texts();
  }
}

/** What the server says of a file, without its content; 0 where nobody answers. */
async function asked(url: string): Promise<number> {
  try {
    const { body, status } = await fetch(url);
    // The way may be cut just then.
    body?.cancel().catch(() => undefined);
    return status;
  } catch {
    return 0;
  }
}

/** In rem: as wide as it is, unless that is wider or makes it higher than a line may be; what is very narrow can still be hit. */
function widthOf(width: number, height: number): number {
  return Math.max(2.75, Math.min(width / 16, 18, (16 * width) / height));
}

customElements.define("chatxblock-file", FileView);
