import { css } from "lit";

/** Of the form in Studio: the preview beside the settings, one below the other where there is no room. */
export const studioStyles = css`
  :host {
    display: block;
    background: var(--ground);
    text-align: start;
  }
  .studio {
    container-type: inline-size;
    display: grid;
    gap: 1.5rem;
    padding: 1rem;
    overflow-wrap: anywhere;
  }
  form :is(input, select, textarea, button, li) {
    scroll-margin-bottom: 8rem;
  }
  h2 {
    font-size: 1.125rem;
    line-height: 1.3;
  }
  h3,
  label {
    font-size: 1rem;
    font-weight: 600;
    line-height: 1.5;
  }
  @media (min-width: 56rem) {
    .studio {
      grid-template-columns: minmax(16rem, 2fr) minmax(0, 3fr);
    }
    .preview {
      position: sticky;
      top: 1rem;
      align-self: start;
    }
  }
  .preview h2 {
    margin-bottom: 0.75rem;
  }
  .card {
    display: grid;
    gap: 0.75rem;
    margin-bottom: 0.75rem;
    padding: 1rem;
    border: 1px solid var(--edge);
    border-radius: 0.75rem;
  }
  .heading {
    font-size: 1.125rem;
    font-weight: 600;
  }
  .prompt {
    font-weight: 600;
  }
  .box {
    height: 4.5rem;
    border: 1px solid var(--field);
    border-radius: 0.5rem;
  }
  .ask {
    justify-self: start;
    padding: 0.5rem 1rem;
    border: 1px solid var(--accent);
    border-radius: 0.5rem;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  form {
    display: grid;
    gap: 1.5rem;
    min-width: 0;
  }
  fieldset {
    display: grid;
    gap: 1.25rem;
    min-width: 0;
    margin: 0;
    padding: 1rem;
    border: 1px solid var(--edge);
    border-radius: 0.75rem;
  }
  legend {
    padding-inline: 0.5rem;
  }
  .field {
    display: grid;
    gap: 0.375rem;
    min-width: 0;
  }
  .about {
    display: grid;
    gap: 0.375rem;
  }
  select {
    font: inherit;
    width: 100%;
    max-width: 100%;
    min-height: 2.5rem;
    padding: 0.5rem;
    border: 1px solid var(--field);
    border-radius: 0.5rem;
    background: var(--ground);
    color: var(--ink);
  }
  input.number {
    width: 6rem;
  }
  [aria-invalid="true"] {
    border-color: var(--bad);
  }
  .check {
    display: flex;
    gap: 0.5rem;
    align-items: start;
    padding-block: 0.25rem;
  }
  .check input {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    margin: 0.125rem 0 0;
    accent-color: var(--accent);
  }
  .finding {
    padding: 0.5rem 0.75rem;
    border-inline-start: 3px solid currentColor;
    font-size: 0.9375rem;
  }
  .warning {
    background: var(--trouble-ground);
    color: var(--trouble);
  }
  .rounds,
  .people,
  .found,
  chatxblock-studio-rounds,
  chatxblock-studio-people {
    display: grid;
    gap: 0.5rem;
    min-width: 0;
  }
  .rounds li > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
    background: var(--raised);
  }
  .rounds label {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
    max-width: 100%;
    font-weight: 400;
  }
  .rounds .size,
  .rounds .wait {
    width: 4.5rem;
    padding: 0.375rem 0.5rem;
  }
  .rounds select {
    width: auto;
  }
  .moves {
    display: flex;
    margin-inline-start: auto;
  }
  .moves button,
  .people button {
    min-width: 2.5rem;
    min-height: 2.5rem;
  }
  .add,
  .actions button {
    justify-self: start;
  }
  .sentence {
    padding: 0.5rem 0.75rem;
    border-radius: 0.5rem;
    background: var(--own);
  }
  .people li,
  .found button {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    justify-content: start;
    min-width: 0;
    text-align: start;
  }
  .found button {
    width: 100%;
    font-weight: 400;
  }
  .who {
    flex: 1;
    min-width: 0;
  }
  .search,
  .groups {
    display: grid;
    gap: 0.375rem;
    margin-top: 0.5rem;
  }
  summary {
    padding-block: 0.5rem;
    cursor: pointer;
  }
  .end {
    position: sticky;
    bottom: 0;
    display: grid;
    gap: 0.5rem;
    padding-block: 0.75rem;
    background: var(--ground);
    border-top: 1px solid var(--edge);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .good {
    color: var(--good);
  }
  @media (max-height: 30rem) {
    .end {
      position: static;
    }
  }
`;
