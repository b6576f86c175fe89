import { css } from "lit";

/** Questions that are alike: a row, and unfolded below it the box to answer them. */
export const askedStyles = css`
  :host {
    display: block;
    min-height: 0;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    width: auto;
    padding: 0.75rem 0;
    color: inherit;
    list-style: none;
  }
  .row::-webkit-details-marker {
    display: none;
  }
  .row > div {
    flex: 1 1 20rem;
    min-width: 0;
  }
  .row .button {
    flex: none;
  }
  .row:hover .button {
    border-color: var(--ink);
  }
  [open] > .row .button {
    visibility: hidden;
  }
  h3 span {
    display: block;
  }
  details:not([open]) > .row h3 span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .whole {
    max-width: 46rem;
    padding-bottom: 1.5rem;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  form {
    margin-top: 0.5rem;
  }
  form > label {
    display: block;
    margin-bottom: 0.25rem;
    font-weight: 600;
  }
  textarea {
    display: block;
    min-height: 5rem;
    resize: vertical;
  }
  [aria-invalid="true"] {
    border-color: var(--bad);
  }
  form button {
    margin-top: 0.5rem;
  }
`;
