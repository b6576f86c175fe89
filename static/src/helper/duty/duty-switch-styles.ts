import { css } from "lit";

/** Of the switch between on and off duty. */
export const dutySwitchStyles = css`
  :host {
    display: block;
  }
  .state {
    font-weight: 600;
  }
  p + p {
    margin-top: 0.25rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-top: 0.75rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1rem;
  }
  .row > .actions:not(.spans) {
    margin-top: 0;
  }
  .row > .spans,
  .row > .error:not(:empty) {
    flex-basis: 100%;
  }
  .spans {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--accent);
  }
  [tabindex="-1"]:focus {
    outline: none;
  }
  .error:not(:empty) {
    margin-top: 0.5rem;
  }
`;
