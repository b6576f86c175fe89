import { css } from "lit";

/** Open calls: a row for each, with how long somebody waits before all else. */
export const nowStyles = css`
  :host {
    display: block;
    overflow-wrap: anywhere;
  }
  h2 {
    margin: 0 0 0.5rem;
    font-size: 1.125rem;
    line-height: 1.3;
  }
  li {
    display: grid;
    grid-template-columns: 4.5rem minmax(0, 1fr) auto;
    gap: 0.25rem 1rem;
    align-items: center;
    padding: 0.75rem 0;
    border-top: 1px solid var(--edge);
  }
  li:last-child {
    border-bottom: 1px solid var(--edge);
  }
  .age {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .long {
    color: var(--trouble);
  }
  .question {
    font-size: 1rem;
    font-weight: 600;
    line-height: 1.5;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .more {
    margin-top: 1rem;
  }
  [tabindex="-1"]:focus {
    outline: none;
  }
  @media (max-width: 40rem) {
    li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .age {
      grid-column: 1 / -1;
    }
    .question {
      white-space: normal;
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
    }
  }
`;
