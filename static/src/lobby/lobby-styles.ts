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
  .top,
  #about {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 0 1rem;
  }
  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
  }
  .around::before {
    content: "";
    display: inline-block;
    width: 0.625rem;
    height: 0.625rem;
    margin-inline-end: 0.5rem;
    border: 2px solid var(--good);
    border-radius: 50%;
    background: var(--good);
  }
  .none::before {
    border-color: var(--field);
    background: none;
  }
  @media (forced-colors: active) {
    .around:not(.none)::before {
      forced-color-adjust: none;
      border-color: CanvasText;
      background: CanvasText;
    }
  }
  label {
    display: block;
    font-weight: 600;
    margin: 1rem 0 0.5rem;
  }
  textarea {
    display: block;
    min-height: 6rem;
    resize: vertical;
  }
  [aria-invalid="true"] {
    border-color: var(--bad);
  }
  #about {
    margin-top: 0.25rem;
  }
  .count {
    margin-inline-start: auto;
  }
  .below {
    margin-top: 1rem;
  }
  .message:not(:empty) {
    margin-top: 0.75rem;
  }
  @media (max-width: 37.5rem) {
    section {
      padding: 1rem;
    }
  }
`;
