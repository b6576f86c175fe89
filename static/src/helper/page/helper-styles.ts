import { css } from "lit";

/** The helper's own page: plain sections. */
export const helperStyles = css`
  section {
    margin-top: 1.5rem;
    padding-top: 1.5rem;
    border-top: 1px solid var(--edge);
  }
  h2 {
    margin-top: 0;
  }
  p + .actions,
  .check + .actions,
  .after,
  chatxblock-quiet + .field {
    margin-top: 0.75rem;
  }
  .hint {
    display: block;
  }
  .field {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.25rem 0;
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
    gap: 0.5rem;
    margin: 0;
  }
  dl div {
    display: flex;
    flex-direction: column-reverse;
    justify-content: flex-end;
    padding: 0.5rem 1rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
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
    border: 1px solid;
    border-radius: 1rem;
    background: var(--good-ground);
    color: var(--good);
    font-weight: 600;
  }
  .saved .bad {
    background: var(--trouble-ground);
    color: var(--trouble);
  }
`;
