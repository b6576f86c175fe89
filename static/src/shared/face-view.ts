import { css, html, nothing, type TemplateResult } from "lit";
import { webAddress } from "./browser-links";
import { initials } from "./initials";

/** Somebody with a face: the picture where there is one, "" where there is none. */
export interface Faced {
  name: string;
  image_url?: string;
}

/** The round face of a person: her picture, or the first letters of her name. Her name stands beside it, so it says nothing. */
export function face({ name, image_url: url = "" }: Faced): TemplateResult {
  const picture = webAddress(url);
  return html`<span class="face" aria-hidden="true" translate="no"
    >${initials(name)}${picture ? html`<img src=${picture} alt="" loading="lazy" @error=${settle} @load=${settle} />` : nothing}</span
  >`;
}

/** A picture that does not come leaves the letters behind it to be seen. */
function settle({ currentTarget, type }: Event): void {
  (currentTarget as HTMLElement).classList.toggle("lost", type === "error");
}

/** For elements that show faces: two rem across, unless `--face` says otherwise. */
export const faceStyles = css`
  .face {
    flex: none;
    display: grid;
    place-items: center;
    width: var(--face, 2rem);
    height: var(--face, 2rem);
    border-radius: 50%;
    background: var(--edge);
    color: var(--ink);
    font-size: calc(var(--face, 2rem) * 0.4);
    font-weight: 600;
    line-height: 1;
    white-space: nowrap;
    -webkit-user-select: none;
    user-select: none;
  }
  /* Letters fit; without it they are no layer, and a long log has many. */
  .face:has(img) {
    position: relative;
    overflow: hidden;
  }
  .face img {
    position: absolute;
    width: 100%;
    height: 100%;
    object-fit: cover;
    background: var(--edge);
  }
  .lost {
    visibility: hidden;
  }
  @media (forced-colors: active) {
    .face {
      border: 1px solid;
    }
  }
`;
