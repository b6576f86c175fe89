import { css } from "lit";

/** Of what an asker sees below the question while nobody has come. */
export const waitingPanelStyles = css`
  section {
    display: grid;
    gap: 0.75rem;
    margin-top: 1rem;
    padding: 1rem;
    border-radius: 0.5rem;
    background: var(--raised);
    overflow-wrap: anywhere;
  }
  [tabindex="-1"]:focus {
    outline: none;
  }
  .actions,
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
  }
  .actions {
    row-gap: 0.5rem;
  }
  section > chatxblock-found {
    margin-top: -0.75rem;
  }
  .links {
    margin: -0.5rem;
  }
  .links button {
    min-height: 2.5rem;
    font-size: 0.875rem;
  }
  .details ::slotted(*) {
    color: var(--quiet);
    font-size: 0.875rem;
  }
  /* Room for what may stand there later, so that nothing moves then. */
  .details {
    min-height: 2.5rem;
  }
  @media (max-width: 37.5rem) {
    .actions button {
      flex: auto;
      padding-inline: 0.5rem;
    }
    .details {
      min-height: 5rem;
    }
  }
`;
