import { css } from "lit";

/** Questions that are alike, and the box to answer them. */
export const askedStyles = css`
  :host {
    display: block;
    padding: 1.25rem 1.5rem;
    border: 1px solid var(--edge);
    border-radius: 0.75rem;
    background: var(--ground);
  }
  h3 {
    font-size: 1.0625rem;
    line-height: 1.4;
  }
  h3 span {
    display: block;
    max-height: 12rem;
    overflow: auto;
  }
  h3:focus {
    outline: none;
  }
  fieldset {
    min-width: 0;
    margin: 0.75rem 0 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  .check {
    display: flex;
    gap: 0.625rem;
    align-items: start;
    padding: 0.375rem 0;
  }
  .check > div {
    min-width: 0;
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
  form {
    margin-top: 0.75rem;
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
  form button {
    margin-top: 0.5rem;
  }
  @media (max-width: 30rem) {
    :host {
      padding: 1rem;
    }
  }
`;
