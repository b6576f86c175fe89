import { css } from "lit";

/** A box with a row for each person: the face, a sentence, and what can be done. */
export const personRows = css`
  section {
    display: grid;
    gap: 0.5rem;
    margin-top: 1rem;
    padding: 0.75rem 1rem;
    border-radius: 0.5rem;
    background: var(--raised);
  }
  [tabindex="-1"]:focus {
    outline: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    padding: 0.25rem 0;
    overflow-wrap: anywhere;
  }
  li > .face + span {
    flex: 1 1 8rem;
  }
  .error:empty {
    display: none;
  }
`;
