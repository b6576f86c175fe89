import { css } from "lit";

/** Pictures of numbers, as wide as is good to read, with the choice of what they are of above them. */
export const figuresStyles = css`
  :host {
    display: block;
    max-width: 46rem;
    overflow-wrap: anywhere;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 1.5rem;
  }
  label {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    font-weight: 600;
  }
  select {
    font: inherit;
    min-height: 2.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--field);
    border-radius: 0.5rem;
    background: var(--ground);
    color: var(--ink);
  }
  h2 {
    margin: 2rem 0 0.5rem;
    font-size: 1.125rem;
    line-height: 1.3;
  }
  img {
    display: block;
    width: 100%;
    max-width: 40rem;
    height: auto;
    margin: 1rem 0 0.5rem;
  }
  summary {
    width: fit-content;
    min-height: 2.75rem;
    padding: 0.5rem 0;
    color: var(--accent);
    cursor: pointer;
  }
  .scrolls {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 0.375rem 0.75rem;
    border-bottom: 1px solid var(--edge);
    text-align: end;
    font-weight: 400;
    overflow-wrap: normal;
  }
  thead th {
    color: var(--quiet);
    vertical-align: bottom;
  }
  th:first-child {
    padding-inline-start: 0;
    min-width: 8rem;
    text-align: start;
  }
  .file {
    margin-top: 2rem;
  }
  [aria-busy="true"] {
    opacity: 0.6;
  }
`;
