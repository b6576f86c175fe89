import { css } from "lit";

/** Of the box in a unit, and of what stands in its place while a question is open. */
export const lobbyStyles = css`
  :host {
    display: block;
    max-width: 44rem;
  }
  section {
    padding: 1.5rem;
    border: 1px solid var(--edge);
    border-radius: 0.75rem;
    background: var(--ground);
  }
  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
    margin-bottom: 1rem;
  }
  label {
    display: block;
    font-weight: 600;
    margin-bottom: 0.5rem;
  }
  textarea {
    display: block;
    min-height: 6rem;
    resize: vertical;
  }
  .below {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-top: 1rem;
    align-items: center;
    justify-content: space-between;
  }
  .count {
    font-variant-numeric: tabular-nums;
  }
  .around {
    margin-top: 0.5rem;
  }
  @media (min-width: 40rem) {
    .box {
      display: grid;
      grid-template-columns: 1fr fit-content(13rem);
      gap: 0 1rem;
    }
    label {
      grid-column: 1 / -1;
    }
    .around {
      margin: 0;
    }
  }
  .message:not(:empty) {
    margin-top: 0.75rem;
  }
`;
