import { css } from "lit";

/** A row for each thing that waits. */
export const rowsStyles = css`
  li {
    border-top: 1px solid var(--edge);
  }
  li:last-child {
    border-bottom: 1px solid var(--edge);
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 1rem;
    align-items: center;
    padding: 0.75rem 0;
  }
  .card > * {
    grid-column: 1 / -1;
  }
  .card:not(.opened) > .actions {
    grid-column: 2;
    grid-row: 1 / span 2;
  }
  .card:not(.opened) > .head {
    grid-column: 1;
    grid-row: 1 / span 2;
  }
  .text {
    margin: 0.5rem 0;
    padding: 0.5rem 1rem;
    border-radius: 0.5rem;
    background: var(--raised);
    max-height: 24rem;
    overflow: auto;
  }
  .text p + p {
    margin-top: 0.5rem;
  }
  @media (max-width: 30rem) {
    .card {
      display: block;
    }
    .card > .actions {
      margin-top: 0.5rem;
    }
  }
`;
