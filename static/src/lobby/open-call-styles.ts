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
  .asked {
    margin-top: 0.75rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--edge);
    border-inline-start: 4px solid var(--accent);
    border-radius: 0.5rem;
  }
  blockquote {
    margin: 0.25rem 0 0;
    max-height: 9rem;
    overflow: auto;
  }
  .ended blockquote {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--field);
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
    border: 2px solid var(--quiet);
    border-radius: 50%;
  }
  .good .dot {
    border-color: currentcolor;
    background: currentcolor;
  }
  @media (forced-colors: active) {
    .good .dot {
      forced-color-adjust: none;
      border-color: CanvasText;
      background: CanvasText;
    }
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-top: 1rem;
  }
  [tabindex="-1"]:focus {
    outline: none;
  }
  .note:not(:empty),
  .error:not(:empty) {
    margin-top: 0.75rem;
  }
`;
