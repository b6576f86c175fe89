import { css } from "lit";

/** A page that stands by itself: one column of text, headings, rows of buttons, boxes to tick, and the ways on at its end. */
export const pageStyles = css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--ground);
  }
  .page {
    max-width: 48rem;
    margin: 0 auto;
    padding: 2rem 1rem 4rem;
    overflow-wrap: anywhere;
  }
  h1 {
    font-size: 1.5rem;
    line-height: 1.3;
  }
  h2 {
    margin: 2rem 0 0.5rem;
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
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }
  .check {
    display: flex;
    gap: 0.5rem;
    align-items: start;
    padding: 0.25rem 0;
  }
  .check > :last-child {
    min-width: 0;
  }
  .check input {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    margin: 0.125rem 0 0;
    padding: 0;
    accent-color: var(--accent);
  }
  .news:not(:empty) {
    margin-top: 0.5rem;
  }
  blockquote {
    margin: 0.5rem 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--field);
  }
  footer {
    margin-top: 3rem;
    padding-top: 1rem;
    border-top: 1px solid var(--edge);
  }
  footer p + p {
    margin-top: 0.5rem;
  }
  @media (max-width: 30rem) {
    .page {
      padding-top: 1rem;
    }
    h1 {
      font-size: 1.25rem;
    }
  }
`;
