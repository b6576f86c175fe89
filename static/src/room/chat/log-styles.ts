import { css } from "lit";

/** Of the log: people's lines to the start with their faces, the reader's own to the end. */
export const logStyles = css`
  :host {
    display: grid;
    position: relative;
    min-height: 0;
  }
  [role="log"] {
    overflow-y: auto;
    overflow-anchor: none;
    padding: 0.75rem 0.75rem 1.75rem;
    min-height: 0;
  }
  [role="log"]:focus-visible {
    outline-offset: -3px;
  }
  ol {
    display: flex;
    flex-direction: column;
  }
  .line {
    display: grid;
    position: relative;
    grid-template-columns: 2rem minmax(0, auto) 2rem;
    justify-content: start;
    justify-items: start;
    column-gap: 0.5rem;
    max-width: min(40rem, 94%);
    margin-top: 0.75rem;
  }
  .line > * {
    grid-column: 2;
  }
  .line > .face {
    grid-area: 1 / 1 / 4;
  }
  .own {
    grid-template-columns: 2rem minmax(0, auto);
    column-gap: 0.25rem;
    align-self: flex-end;
    justify-items: end;
    max-width: min(40rem, 85%);
  }
  .goes-on {
    margin-top: 0.125rem;
  }
  .goes-on .head {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .head {
    margin-bottom: 0.125rem;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  .name[title] {
    max-width: min(55vw, 20rem);
  }
  .name {
    font-weight: 600;
    font-size: 0.875rem;
  }
  .bubble {
    max-width: 100%;
    padding: 0.3125rem 0.75rem;
    border-radius: 0.75rem;
    background: var(--raised);
    border: 1px solid var(--edge);
  }
  .own .bubble {
    background: var(--own);
    border-color: transparent;
  }
  .pending .bubble {
    border: 1px dashed var(--field);
  }
  .event {
    align-self: center;
    text-align: center;
    margin-top: 0.75rem;
    overflow-wrap: anywhere;
  }
  .new {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    margin-top: 0.75rem;
    color: var(--accent);
    font-size: 0.875rem;
    font-weight: 600;
  }
  .down {
    position: absolute;
    bottom: 1.75rem;
    inset-inline-end: 1.5rem;
    gap: 0.25rem;
    min-height: 2.25rem;
    color: var(--accent);
    border-radius: 1.25rem;
    box-shadow: 0 2px 8px rgb(10 20 30 / 0.25);
  }
  @media (max-width: 37.5rem) {
    .line {
      column-gap: 0.375rem;
      max-width: 100%;
    }
    .own {
      column-gap: 0.25rem;
      max-width: calc(100% - 1rem);
    }
    .bubble {
      padding-inline: 0.625rem;
    }
  }
  @media (min-width: 50.01rem) {
    [role="log"] {
      padding-inline: max(1.5rem, 100% - 44.5rem) 1.5rem;
    }
  }
`;
