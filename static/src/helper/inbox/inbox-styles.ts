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
    max-width: 48rem;
    margin: 0 auto;
    padding: 1rem;
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
  h2.hidden + chatxblock-duty {
    margin-top: 0;
  }
  ul {
    margin-top: 1rem;
  }
  li {
    display: flex;
    gap: 0.75rem;
    padding: 1rem 0;
    border-top: 1px solid var(--edge);
  }
  li > div {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  li:last-child {
    padding-bottom: 0;
  }
  li.gone .question {
    color: var(--quiet);
  }
  .who {
    color: var(--ink);
    font-weight: 600;
  }
  .question {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: 0 0.5rem;
  }
  .question .words {
    flex: 1 1 12rem;
    min-width: 0;
  }
  .brief {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .more {
    display: none;
    min-height: 1.5rem;
    padding: 0 0.25rem;
    font-weight: 400;
  }
  [data-more] + .more {
    display: inline-flex;
  }
  .new {
    margin-inline-end: 0.25rem;
    padding: 0 0.5rem;
    border: 1px solid transparent;
    border-radius: 1rem;
    background: var(--good-ground);
    color: var(--good);
    font-weight: 600;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-top: 0.5rem;
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
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    margin-top: 1rem;
    padding-top: 0.75rem;
    border-top: 1px solid var(--edge);
  }
  footer .plain,
  .offline .plain {
    min-height: 1.5rem;
    padding: 0 0.25rem;
    margin-inline-start: -0.25rem;
  }
`;
