import { css } from "lit";

/** Stay light in a page that has no dark dress of its own, as most courses are: a dark box in it looks like a mistake. */
export function followPage(element: Element): void {
  const { colorScheme } = getComputedStyle(document.documentElement);
  element.toggleAttribute("light", !colorScheme.includes("dark"));
}

/** Colours, type and the few controls, shared by all elements. The platform's own values win where it sets them. */
export const theme = css`
  :host {
    --accent: var(--chatxblock-accent, var(--pgn-color-primary-500, #0b57a4));
    --on-accent: var(--chatxblock-on-accent, #ffffff);
    --ground: #ffffff;
    --raised: #f5f7f9;
    --ink: #1b2430;
    --quiet: #566271;
    --edge: #dbe1e8;
    --field: #7f8b99;
    --own: #e3eefa;
    --good: #146c43;
    --good-ground: #e9f6ee;
    --trouble: #8a4b00;
    --trouble-ground: #fdf3e1;
    --bad: #b3261e;
    color-scheme: light dark;
    color: var(--ink);
    font-family: var(--chatxblock-font, system-ui, "Noto Sans", sans-serif);
    font-size: 1rem;
    line-height: 1.5;
  }
  :host([light]) {
    color-scheme: light;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([light])) {
      --accent: var(--chatxblock-accent-dark, #7db8f7);
      --on-accent: var(--chatxblock-on-accent-dark, #0b1824);
      --ground: #12171d;
      --raised: #1b222a;
      --ink: #e7ecf2;
      --quiet: #a3b0be;
      --edge: #2e3842;
      --field: #7d8a98;
      --own: #1d3449;
      --good: #7fd6a4;
      --good-ground: #14291f;
      --trouble: #f3c27a;
      --trouble-ground: #2e2415;
      --bad: #ffb4ab;
    }
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ol,
  ul {
    margin: 0;
    padding: 0;
  }
  ol,
  ul {
    list-style: none;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.15em;
  }
  button,
  .button {
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-height: 2.5rem;
    padding: 0.5rem 1rem;
    border: 1px solid var(--field);
    border-radius: 0.5rem;
    background: var(--ground);
    color: var(--ink);
    text-decoration: none;
    cursor: pointer;
  }
  button:hover,
  .button:hover {
    border-color: var(--ink);
  }
  .primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  .plain {
    border-color: transparent;
    background: transparent;
    color: var(--accent);
    min-height: 2rem;
    padding: 0.25rem 0.5rem;
  }
  button[disabled] {
    opacity: 0.6;
    cursor: default;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  textarea,
  input {
    font: inherit;
    width: 100%;
    padding: 0.625rem 0.75rem;
    border: 1px solid var(--field);
    border-radius: 0.5rem;
    background: var(--ground);
    color: var(--ink);
  }
  ::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  .quiet {
    color: var(--quiet);
  }
  .small {
    font-size: 0.875rem;
  }
  .error {
    color: var(--bad);
  }
  .words {
    overflow-wrap: anywhere;
    overflow-y: clip;
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  bdi[title] {
    display: inline-block;
    max-width: min(50vw, 16rem);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    vertical-align: bottom;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
