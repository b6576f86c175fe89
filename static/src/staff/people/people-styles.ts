import { css } from "lit";

/** People of a course: a row each, with what they did and one thing to do; below it who of the staff did what. */
export const peopleStyles = css`
  :host {
    display: block;
    overflow-wrap: anywhere;
  }
  h2 {
    margin: 0 0 0.5rem;
    font-size: 1.125rem;
    line-height: 1.3;
  }
  section + section {
    margin-top: 2.5rem;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: end;
    margin-bottom: 1rem;
  }
  form label {
    display: block;
    font-weight: 600;
  }
  form > :first-child {
    flex: 1 1 14rem;
  }
  input,
  select {
    width: 100%;
    min-height: 2.75rem;
  }
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.25rem 1rem;
    align-items: center;
    padding: 0.75rem 0;
    border-top: 1px solid var(--edge);
  }
  li:last-child {
    border-bottom: 1px solid var(--edge);
  }
  li.deed {
    grid-template-columns: minmax(0, 1fr);
  }
  h3 {
    font-size: 1rem;
    font-weight: 600;
    line-height: 1.5;
  }
  .actions {
    display: flex;
    gap: 0.25rem;
    align-items: center;
  }
  .held {
    color: var(--trouble);
    font-weight: 600;
  }
  .more {
    margin-top: 1rem;
  }
  .error:empty {
    display: none;
  }
  [tabindex="-1"]:focus {
    outline: none;
  }
  @media (max-width: 40rem) {
    .actions {
      grid-column: 1 / -1;
      justify-content: space-between;
    }
    .actions > .wide {
      flex: 1;
    }
  }
`;
