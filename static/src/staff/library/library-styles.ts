import { css } from "lit";

/** A list of resources: what it is about before all else, then what became of it, and one button. */
export const libraryStyles = css`
  :host {
    display: block;
    overflow-wrap: anywhere;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 1rem;
    align-items: end;
    margin-bottom: 1rem;
  }
  form label {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25rem;
    font-size: 0.875rem;
    font-weight: 600;
  }
  form .wide {
    flex: 1 1 16rem;
  }
  select {
    font: inherit;
    font-weight: 400;
    width: 100%;
    min-height: 2.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--field);
    border-radius: 0.5rem;
    background: var(--ground);
    color: var(--ink);
  }
  .unit {
    min-width: 0;
    width: 18rem;
  }
  .rows > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    gap: 0.25rem 0.75rem;
    align-items: center;
    padding: 0.75rem 0;
    border-top: 1px solid var(--edge);
  }
  .rows > li:last-child {
    border-bottom: 1px solid var(--edge);
  }
  h3 {
    font-size: 1rem;
    line-height: 1.5;
  }
  h3 a {
    width: fit-content;
    min-height: 1.5rem;
    overflow: hidden;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .more {
    margin-top: 1rem;
  }
  [aria-busy="true"] {
    opacity: 0.6;
  }
  [tabindex="-1"]:focus {
    outline: none;
  }
  @media (max-width: 40rem) {
    form label,
    .unit {
      flex: 1 1 100%;
      width: auto;
    }
    .rows > li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .rows > li > :first-child {
      grid-column: 1 / -1;
    }
    .rows chatxblock-menu:only-of-type {
      grid-column: 2;
    }
  }
`;
