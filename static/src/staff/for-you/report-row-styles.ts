import { css } from "lit";

/** A report: a row, and below it the log around what was reported, which is marked. */
export const reportRowStyles = css`
  :host {
    display: block;
    min-height: 0;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    padding: 0.75rem 0;
  }
  .head {
    flex: 1 1 20rem;
    min-width: 0;
  }
  h3 > span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .whole {
    max-width: 46rem;
    padding-bottom: 1.5rem;
  }
  .log {
    margin: 0.5rem 0 1rem;
    padding: 0.5rem 1rem;
    border-radius: 0.5rem;
    background: var(--raised);
    max-height: 24rem;
    overflow: auto;
  }
  .log li + li {
    margin-top: 0.5rem;
  }
  .reported {
    margin-inline: -0.75rem;
    padding: 0.25rem calc(0.75rem - 3px);
    padding-inline-end: 0.75rem;
    border-inline-start: 3px solid var(--bad);
    background: var(--ground);
  }
  .settled {
    font-weight: 600;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend,
  form > label {
    padding: 0;
    font-weight: 600;
  }
  .check input {
    border-radius: 50%;
  }
  form > label {
    display: block;
    margin: 0.75rem 0 0.25rem;
  }
  textarea {
    display: block;
    resize: vertical;
  }
  form > button {
    margin-top: 0.75rem;
  }
  .bar {
    margin-top: 0.5rem;
  }
`;
