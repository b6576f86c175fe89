import { css } from "lit";

/** The helper's own page: one column of plain sections. */
export const helperStyles = css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--ground);
  }
  .page {
    max-width: 40rem;
    margin: 0 auto;
    padding: 2rem 1.25rem 4rem;
  }
  h1 {
    font-size: 1.75rem;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
    margin-bottom: 0.5rem;
  }
  section {
    margin-top: 2rem;
    padding-top: 1.5rem;
    border-top: 1px solid var(--edge);
  }
  section:first-of-type {
    margin-top: 1.5rem;
  }
  p + .actions,
  .after {
    margin-top: 0.75rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }
  .check {
    display: flex;
    gap: 0.625rem;
    align-items: start;
    padding: 0.375rem 0;
    overflow-wrap: anywhere;
  }
  .check input {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    margin: 0.125rem 0 0;
    padding: 0;
    accent-color: var(--accent);
  }
  chatxblock-quiet + .field {
    margin-top: 0.75rem;
  }
  .field {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.375rem 0;
  }
  .field label {
    flex: 1 1 14rem;
  }
  .field input {
    width: 6rem;
  }
  select {
    font: inherit;
    max-width: 100%;
    min-height: 2.5rem;
    padding: 0.375rem 0.5rem;
    border: 1px solid var(--field);
    border-radius: 0.5rem;
    background: var(--ground);
    color: var(--ink);
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
    gap: 0.75rem;
    margin: 0;
  }
  dl div {
    display: flex;
    flex-direction: column-reverse;
    padding: 0.75rem 1rem;
    border-radius: 0.5rem;
    background: var(--raised);
  }
  dd {
    margin: 0;
    font-size: 1.5rem;
    font-weight: 600;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
  }
  .saved {
    position: sticky;
    bottom: 1rem;
    margin-top: 1rem;
    pointer-events: none;
  }
  .saved span {
    display: inline-block;
    padding: 0.375rem 0.875rem;
    border-radius: 1rem;
    background: var(--good-ground);
    color: var(--good);
    font-weight: 600;
  }
  .saved .bad {
    background: var(--trouble-ground);
    color: var(--trouble);
  }
  [tabindex="-1"]:focus {
    outline: none;
  }
`;
