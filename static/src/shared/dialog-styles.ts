import { css } from "lit";

/** Of every dialog: in the middle of a window, on a phone a sheet at its lower edge. What is to be chosen stays in sight. */
export const dialogStyles = css`
  dialog {
    width: min(28rem, calc(100vw - 2rem));
    max-height: calc(100dvh - 2rem);
    padding: 1.5rem 1.5rem 0;
    border: 1px solid var(--field);
    border-radius: 0.75rem;
    background: var(--ground);
    color: var(--ink);
    overflow: auto;
    overflow-wrap: anywhere;
    animation: appear 0.15s;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  dialog::backdrop {
    background: rgb(10 20 30 / 0.45);
  }
  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
    margin-bottom: 0.5rem;
  }
  h2 bdi[title] {
    max-width: calc(100% - 1.5em);
  }
  .error:not(:empty) {
    margin-top: 0.5rem;
  }
  .actions {
    position: sticky;
    inset-block-end: 0;
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0.5rem;
    margin: 0.5rem -1.5rem 0;
    padding: 1rem 1.5rem 1.5rem;
    background: var(--ground);
  }
  .danger {
    border-color: var(--bad);
    color: var(--bad);
  }
  @media (max-width: 37.5rem) {
    dialog {
      padding: 1rem 1rem 0;
    }
    .actions {
      margin-inline: -1rem;
      padding: 0.5rem 1rem 1rem;
    }
    .actions > * {
      flex: 1 1 auto;
    }
    dialog:not(.placed) {
      width: 100%;
      max-width: none;
      margin: auto 0 0;
      border-width: 1px 0 0;
      border-radius: 0.75rem 0.75rem 0 0;
    }
  }
`;
