import { css } from "lit";

/** Of an open question in its unit, and of one that ended without her. */
export const openCallStyles = css`
  :host {
    display: block;
    flex: 1 1 100%;
    overflow-wrap: anywhere;
  }
  :host([slot="none"]) {
    display: none;
  }
  blockquote {
    margin: 0.25rem 0 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--accent);
    max-height: 9rem;
    overflow: auto;
  }
  .state {
    display: flex;
    align-items: baseline;
    gap: 0.5rem;
    margin-top: 1rem;
  }
  .state.good {
    padding: 0.5rem 0.75rem;
    border-radius: 0.5rem;
    background: var(--good-ground);
    color: var(--good);
    font-weight: 600;
  }
  .dot {
    flex: none;
    width: 0.625rem;
    height: 0.625rem;
    border-radius: 50%;
    background: currentcolor;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-top: 1rem;
  }
  .ended:focus {
    outline: none;
  }
  .note:not(:empty),
  .error:not(:empty) {
    margin-top: 0.75rem;
  }
`;
