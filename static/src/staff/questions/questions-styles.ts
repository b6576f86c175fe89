import { css } from "lit";

/** All questions: filters side by side, a row for each question, and what was said below it. */
export const questionsStyles = css`
  :host {
    display: block;
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: 1.125rem;
    line-height: 1.3;
  }
  h3 {
    font-size: 1rem;
    line-height: 1.5;
  }
  [tabindex="-1"]:focus {
    outline: none;
  }
  form[role="search"] {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
    gap: 0.75rem;
    margin-top: 0.5rem;
  }
  .search {
    grid-column: 1 / -1;
  }
  label {
    display: block;
    margin-bottom: 0.25rem;
    font-size: 0.875rem;
    font-weight: 600;
  }
  select {
    font: inherit;
    width: 100%;
    min-height: 2.75rem;
    padding: 0.5rem;
    border: 1px solid var(--field);
    border-radius: 0.5rem;
    background: var(--ground);
    color: var(--ink);
  }
  .actions {
    display: flex;
    gap: 0.5rem;
  }
  .actions input {
    flex: 1;
    min-width: 0;
  }
  .news {
    min-height: 1.5em;
    margin: 0.5rem 0;
  }
  li {
    border-top: 1px solid var(--edge);
  }
  li:last-child {
    border-bottom: 1px solid var(--edge);
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.25rem 1rem;
    align-items: center;
    padding: 0.75rem 0;
  }
  .question:not(.whole) {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .outcome {
    color: var(--ink);
    font-weight: 600;
  }
  .said {
    max-width: 46rem;
    padding-bottom: 1.5rem;
  }
  .said > * + * {
    margin-top: 0.75rem;
  }
  .log {
    max-height: 24rem;
    padding: 0.5rem 1rem;
    border-radius: 0.5rem;
    background: var(--raised);
    overflow: auto;
  }
  .log .words + .small {
    margin-top: 0.5rem;
  }
  blockquote {
    margin-inline: 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--field);
  }
  textarea {
    min-height: 5rem;
    resize: vertical;
  }
  [aria-invalid="true"] {
    border-color: var(--bad);
  }
  .error:empty {
    display: none;
  }
  .answer button,
  .more {
    margin-top: 0.75rem;
  }
  @media (max-width: 40rem) {
    form[role="search"] {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .search {
      grid-column: 1 / -1;
    }
    .actions {
      flex-wrap: wrap;
    }
    .actions input {
      flex-basis: 100%;
    }
  }
`;
