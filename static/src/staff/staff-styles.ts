import { css } from "lit";

/** The frame of the staff's page: wide, with a bar of tabs that scrolls where there is no room for all of them. */
export const staffStyles = css`
  .page {
    max-width: 72rem;
  }
  .tabs {
    display: flex;
    gap: 0.25rem;
    margin-top: 1rem;
    border-bottom: 1px solid var(--edge);
    overflow-x: auto;
  }
  [role="tab"] {
    flex: none;
    min-height: 2.75rem;
    padding: 0.5rem 0.75rem;
    border: 0;
    border-bottom: 3px solid transparent;
    border-radius: 0;
    background: none;
    color: var(--quiet);
    white-space: nowrap;
  }
  [role="tab"]:hover {
    color: var(--ink);
  }
  [aria-selected="true"] {
    border-bottom-color: var(--accent);
    color: var(--ink);
  }
  .count {
    margin-inline-start: 0.375rem;
    padding: 0 0.5rem;
    border-radius: 1rem;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  [role="tab"]:focus-visible,
  .panel:focus-visible {
    outline-offset: -3px;
  }
  .news {
    color: var(--good);
    font-weight: 600;
  }
  .panel {
    min-height: 12rem;
    padding-top: 1rem;
  }
  @media (forced-colors: active) {
    [aria-selected="true"] {
      border-bottom-color: Highlight;
    }
  }
`;
