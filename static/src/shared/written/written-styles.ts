import { css } from "lit";

/** What people wrote: line breaks stay as they were typed, and what is wide scrolls in itself. */
export const writtenStyles = css`
  :host {
    display: block;
    position: relative;
    min-width: 0;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.15em;
  }
  .rendered {
    white-space: normal;
  }
  .rendered > * {
    margin-bottom: 0.5rem;
  }
  .rendered :is(p, li) {
    white-space: pre-wrap;
  }
  .rendered :is(ul, ol) {
    margin-block: 0;
  }
  .rendered blockquote > * {
    margin: 0;
  }
  .rendered blockquote > * + * {
    margin-top: 0.375rem;
  }
  .rendered :has(math):not([tabindex]) {
    overflow: visible;
  }
  .rendered math {
    white-space: normal;
  }
  .rendered .tml-left {
    text-align: left;
  }
  .rendered .tml-right {
    text-align: right;
  }
  .code {
    position: relative;
    min-width: 0;
  }
  .code pre {
    margin: 0;
    background: var(--ground);
    padding-block-end: 2.25rem;
  }
  button {
    min-height: 1.5rem;
    padding: 0 0.5rem;
    border: 1px solid var(--edge);
    border-radius: 0.375rem;
    background: var(--ground);
    color: var(--accent);
    font: 0.75rem/1.5 var(--chatxblock-font, system-ui, "Noto Sans", sans-serif);
    cursor: pointer;
    user-select: none;
  }
  button:focus-visible,
  pre:focus-visible,
  p:focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: -1px;
  }
  .copy {
    position: absolute;
    inset-block-end: 0.375rem;
    inset-inline-end: 0.375rem;
  }
  /* Below the words: over them it would take what is pressed there, by a finger the first time already. */
  .how {
    position: absolute;
    inset-block-start: 100%;
    inset-inline-end: -0.5rem;
  }
  :host(:not(:hover)) .how:not(:focus-visible) {
    opacity: 0;
    pointer-events: none;
  }
  :host(.trial) :is(.how, .copy) {
    display: none;
  }
  :host(.trial) .code pre {
    padding: 0.25rem 0.5rem;
  }
  .laid-out {
    display: block;
    margin-block-start: 0.25rem;
  }
  .why {
    margin-inline: 0.25rem;
  }
  .rendered .unrendered::after {
    content: none;
  }
  .reason {
    display: block;
    color: var(--trouble);
    font-size: 0.875rem;
  }
  [hidden] {
    display: none;
  }
`;
