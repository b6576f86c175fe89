import { css } from "lit";

/** What was said in a talk: received lines to the start, sent ones to the end. */
export const saidStyles = css`
  :host {
    display: block;
  }
  .said {
    margin-top: 0.75rem;
    border-top: 1px solid var(--edge);
    max-height: 32rem;
    overflow: auto;
  }
  li {
    display: grid;
    grid-template-columns: 2rem minmax(0, auto) auto;
    gap: 0 0.625rem;
    justify-content: start;
  }
  /* What changes in one group of lines, or is off screen, costs no other. */
  ol,
  .groups {
    contain: content;
  }
  li {
    margin-top: 0.75rem;
  }
  li.sent {
    justify-content: end;
  }
  .body {
    width: fit-content;
    max-width: 100%;
    padding: 0.375rem 0.75rem;
    border-radius: 0.75rem;
    background: var(--raised);
  }
  .sent .body {
    background: var(--own);
  }
  /* Nothing that a thousand lines have is a layer, or is painted before somebody points there: that would be slow to scroll. */
  .words:not(.piled) {
    overflow: visible;
  }
  .small bdi[title] {
    display: inline;
    overflow: visible;
    overflow-wrap: anywhere;
    white-space: normal;
  }
  .flag {
    align-self: end;
    min-width: 2rem;
    border: 0;
    color: var(--quiet);
  }
  .flag::before {
    content: "⚑";
  }
  @media (hover: hover) {
    li:not(:hover) > .flag:not(:focus)::before {
      content: none;
    }
  }
`;
