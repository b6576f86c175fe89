import { css } from "lit";

/** The history: a section a session, a card a talk. */
export const historyStyles = css`
  h3 {
    margin: 1rem 0 0.5rem;
  }
  .back {
    margin-top: 0.25rem;
  }
  .open {
    margin-top: 1.5rem;
    padding: 1rem;
    border: 1px solid var(--good);
    border-radius: 0.5rem;
    background: var(--good-ground);
  }
  .open h2 {
    margin: 0;
  }
  .open li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    margin-top: 0.5rem;
  }
  .open .what {
    flex: 1 1 16rem;
    min-width: 0;
  }
  .open .words {
    max-height: 6.25rem;
    overflow: auto;
  }
  form {
    margin-top: 1.5rem;
  }
  .actions {
    margin-top: 0.25rem;
  }
  .actions input {
    flex: 1 1 10rem;
    width: auto;
    min-width: 0;
  }
  label {
    font-weight: 600;
  }
  .hint {
    margin-top: 0.25rem;
  }
  .empty {
    margin-top: 2rem;
    padding: 1rem;
    border: 1px dashed var(--field);
    border-radius: 0.5rem;
  }
  .empty > * + *,
  li + li > chatxblock-talk {
    margin-top: 0.5rem;
  }
  .more {
    margin-top: 1.5rem;
  }
`;
