import { css } from "lit";

/** Of what an asker sees below the question while nobody has come. */
export const waitingPanelStyles = css`
  section {
    display: grid;
    gap: 0.75rem;
    max-width: 44rem;
    margin-top: 1rem;
    padding: 1rem 1.25rem;
    border-radius: 0.5rem;
    background: var(--raised);
  }
  [tabindex="-1"]:focus {
    outline: none;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  button {
    min-height: 2.25rem;
    padding: 0.25rem 0.75rem;
    font-size: 0.875rem;
  }
`;
