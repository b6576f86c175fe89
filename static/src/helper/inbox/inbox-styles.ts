import { css } from "lit";

/** What the inbox looks like, in a unit and in its own window. */
export const inboxStyles = css`
  :host {
    display: block;
    max-width: 44rem;
    margin-bottom: 1rem;
  }
  :host(:not(:first-child)) {
    margin-top: 1rem;
  }
  :host([own]) {
    max-width: none;
    min-height: 100vh;
    margin: 0;
    background: var(--ground);
  }
  section {
    padding: 1.5rem;
    border: 1px solid var(--edge);
    border-radius: 0.75rem;
    background: var(--ground);
  }
  :host([own]) section {
    max-width: 44rem;
    margin: 0 auto;
    padding: 1.25rem;
    border: 0;
  }
  h1,
  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
  }
  section.aside {
    padding: 0;
    border: 0;
  }
  [tabindex="-1"]:focus {
    outline: none;
  }
  chatxblock-duty {
    margin-top: 0.75rem;
  }
  ul {
    margin-top: 1rem;
  }
  li {
    padding: 1rem 0;
    border-top: 1px solid var(--edge);
  }
  li:last-child {
    padding-bottom: 0;
  }
  li p + p {
    margin-top: 0.25rem;
  }
  li.gone .question {
    color: var(--quiet);
  }
  .question {
    font-weight: 600;
    max-height: 12rem;
    overflow: auto;
  }
  .new {
    margin-inline-end: 0.25rem;
    padding: 0.125rem 0.5rem;
    border-radius: 1rem;
    background: var(--good-ground);
    color: var(--good);
    font-weight: 600;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-top: 0.75rem;
  }
  .empty,
  .offline,
  .error,
  .hint {
    margin-top: 0.75rem;
  }
  .hint {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
    padding: 0.5rem 0.75rem;
    border-radius: 0.5rem;
    background: var(--trouble-ground);
    color: var(--trouble);
  }
  .hint p {
    flex: 1 1 12rem;
  }
  .hint.calm {
    background: var(--raised);
    color: var(--ink);
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    margin-top: 1rem;
    padding-top: 0.75rem;
    border-top: 1px solid var(--edge);
  }
  footer .plain {
    padding-inline: 0;
  }
`;
