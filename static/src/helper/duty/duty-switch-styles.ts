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
    gap: 0.5rem;
    margin-top: 0.75rem;
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
