import { css } from "lit";

/** Open calls: a row for each, with how long somebody waits before all else. */
export const nowStyles = css`
  :host {
    display: block;
    overflow-wrap: anywhere;
  }
  p a {
    padding-block: 0.25rem;
  }
  h2 {
    margin: 0 0 0.5rem;
    font-size: 1.125rem;
    line-height: 1.3;
  }
  section + section {
    margin-top: 2.5rem;
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
  .actions {
    display: flex;
    gap: 0.25rem;
    align-items: center;
  }
  li:has(.helper) {
    grid-template-columns: auto minmax(0, 1fr);
  }
  .helper h3 {
    font-size: 1rem;
    line-height: 1.5;
  }
  .error:empty {
    display: none;
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
    .age,
    li > div:not(.actions, .helper) {
      grid-column: 1 / -1;
    }
    .actions {
      grid-column: 1 / -1;
      justify-content: space-between;
    }
    .actions > button {
      flex: 1;
    }
    .question {
      white-space: normal;
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
    }
  }
`;
