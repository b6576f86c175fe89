import { css } from "lit";

/** The staff's list: one column, a section for each kind of thing that waits. */
export const staffListStyles = css`
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
    font-size: 1.25rem;
    line-height: 1.3;
  }
  h1:focus,
  h2:focus {
    outline: none;
  }
  li + li {
    margin-top: 1rem;
  }
  .card {
    padding: 1rem 1.5rem;
    border: 1px solid var(--edge);
    border-radius: 0.75rem;
    background: var(--ground);
    overflow-wrap: anywhere;
  }
  h3 {
    font-size: 1.0625rem;
    line-height: 1.4;
  }
  blockquote {
    margin: 0.5rem 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--edge);
  }
  .text {
    margin-top: 0.75rem;
    padding: 0.75rem 1rem;
    border-radius: 0.5rem;
    background: var(--raised);
    max-height: 24rem;
    overflow: auto;
  }
  .text p + p {
    margin-top: 0.5rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-top: 0.75rem;
  }
  .news {
    margin-top: 0.5rem;
    color: var(--good);
    font-weight: 600;
  }
  .news:empty {
    margin: 0;
  }
  footer {
    margin-top: 2rem;
  }
  @media (max-width: 30rem) {
    .page {
      padding: 1.25rem 0.75rem 3rem;
    }
    .card {
      padding: 1rem;
    }
  }
`;
