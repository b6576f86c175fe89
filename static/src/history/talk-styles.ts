import { css } from "lit";

/** A talk: its question, how it ended, and below it what was said. */
export const talkStyles = css`
  :host {
    display: block;
    padding: 0.75rem 1rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
    background: var(--ground);
  }
  .question {
    margin: 0.25rem 0 0;
    max-height: 6.25rem;
    overflow: auto;
    font-weight: 600;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: baseline;
    margin-bottom: 0.25rem;
  }
  .outcome {
    min-height: 0;
    padding: 0 0.5rem;
    border-radius: 1rem;
    background: var(--raised);
    color: var(--ink);
    font-weight: 600;
  }
  .outcome.good {
    background: var(--good-ground);
    color: var(--good);
  }
  .outcome.trouble {
    background: var(--trouble-ground);
    color: var(--trouble);
  }
  .beside {
    margin-top: 0.5rem;
    overflow-wrap: anywhere;
  }
  blockquote {
    margin: 0.25rem 0 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--good);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    margin-top: 0.75rem;
  }
  .actions button {
    min-height: 2.25rem;
    padding: 0.25rem 0.75rem;
  }
  .said {
    margin-top: 0.75rem;
  }
`;
