import { css } from "lit";

/** Of the tray in which files wait above the box. */
export const trayStyles = css`
  :host {
    display: block;
    min-width: 0;
    background: var(--ground);
  }
  section {
    display: grid;
    gap: 0.5rem;
    padding: 0.5rem 1.5rem;
    border-top: 1px solid var(--edge);
    max-height: 40vh;
    overflow: auto;
    scroll-padding: 3.5rem;
  }
  .ways:last-child {
    position: sticky;
    bottom: -0.5rem;
    padding: 0.5rem 0;
    background: var(--ground);
  }
  ul {
    display: grid;
    gap: 0.5rem;
  }
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: start;
    gap: 0.5rem;
  }
  canvas,
  .mark {
    width: 3.5rem;
    height: 3.5rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
  }
  .mark {
    padding: 0.75rem;
    fill: var(--quiet);
  }
  .name {
    overflow-wrap: anywhere;
  }
  label {
    display: grid;
    gap: 0.125rem;
    font-size: 0.875rem;
  }
  input:not([type="file"]) {
    font: inherit;
    min-height: 2.25rem;
    padding: 0.25rem 0.5rem;
    color: inherit;
    background: var(--ground);
    border: 1px solid var(--field);
    border-radius: 0.5rem;
  }
  progress {
    width: 100%;
    accent-color: var(--accent);
  }
  li button {
    min-width: 2.25rem;
    min-height: 2.25rem;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  [type="file"] {
    display: none;
  }
  @media (max-width: 37.5rem) {
    section {
      padding: 0.5rem 0.75rem;
    }
  }
`;
