import { css } from "lit";

/** The history: one column, a section a session, a card a talk. */
export const historyStyles = css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--raised);
  }
  .page {
    max-width: 48rem;
    margin: 0 auto;
    padding: 2rem 1.25rem 4rem;
  }
  h1 {
    font-size: 1.75rem;
    line-height: 1.25;
  }
  h2 {
    margin: 2rem 0 0.75rem;
    font-size: 1.125rem;
    line-height: 1.3;
  }
  h3 {
    margin: 1rem 0 0.5rem;
    font-size: 1rem;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  h1:focus,
  h2:focus {
    outline: none;
  }
  .back {
    margin-top: 0.25rem;
  }
  .open {
    margin-top: 1.5rem;
    padding: 1rem 1.25rem;
    border: 1px solid var(--good);
    border-radius: 0.75rem;
    background: var(--good-ground);
  }
  .open h2 {
    margin: 0 0 0.25rem;
  }
  .open li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.5rem 0;
  }
  .open .what {
    flex: 1 1 16rem;
    min-width: 0;
  }
  .open .words {
    max-height: 4.5rem;
    overflow: auto;
  }
  form {
    margin-top: 1.5rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-top: 0.25rem;
  }
  .row input {
    flex: 1 1 10rem;
    width: auto;
    min-width: 0;
  }
  label {
    font-weight: 600;
  }
  .hint {
    margin-top: 0.25rem;
  }
  .news {
    margin-top: 0.5rem;
  }
  .news:empty {
    margin: 0;
  }
  .empty {
    margin-top: 2rem;
    padding: 1.5rem;
    border: 1px dashed var(--edge);
    border-radius: 0.75rem;
    background: var(--ground);
  }
  .empty > * + * {
    margin-top: 0.75rem;
  }
  li + li > chatxblock-talk {
    margin-top: 0.75rem;
  }
  .more {
    margin-top: 1.5rem;
  }
  footer {
    margin-top: 2.5rem;
    padding-top: 1rem;
    border-top: 1px solid var(--edge);
  }
  @media (max-width: 30rem) {
    .page {
      padding: 1.25rem 0.75rem 3rem;
    }
    h1 {
      font-size: 1.5rem;
    }
    .open {
      padding: 0.75rem 1rem;
    }
    .open .what {
      flex-basis: 100%;
    }
  }
`;
