import { css } from "lit";

/** Of the room window: question and status on top, the log in the middle, the box below, people at the side. */
export const roomStyles = css`
  :host {
    display: grid;
    grid-template: auto auto minmax(0, 1fr) auto auto / minmax(0, 1fr) auto;
    grid-template-areas: "head head" "status status" "log people" "typing people" "box people";
    height: 100vh;
    height: 100dvh;
    background: var(--ground);
  }
  header {
    grid-area: head;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1.5rem;
    padding: 1rem 1.5rem 0.75rem;
  }
  h1 {
    font-size: 1.25rem;
    line-height: 1.3;
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    overflow: hidden;
  }
  .actions {
    display: flex;
    flex: none;
    gap: 0.5rem;
  }
  ::slotted(*) {
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
    background: var(--ground);
  }
  ::slotted(nav) {
    margin-block: 4rem auto;
    margin-inline: auto 1rem;
  }
  .news {
    grid-area: status;
    max-height: 40vh;
    overflow: auto;
  }
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.5rem;
    padding: 0.5rem 1.5rem;
    min-height: 2.5rem;
    background: var(--raised);
    border-block: 1px solid var(--edge);
    overflow-wrap: anywhere;
  }
  .status.good {
    background: var(--good-ground);
    color: var(--good);
  }
  .status.trouble {
    background: var(--trouble-ground);
    color: var(--trouble);
  }
  .status.over {
    font-weight: 600;
  }
  .timer {
    font-variant-numeric: tabular-nums;
  }
  chatxblock-log {
    grid-area: log;
    min-height: 0;
  }
  .typing {
    grid-area: typing;
    min-height: 1.5rem;
    padding: 0 1.5rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  chatxblock-composer,
  chatxblock-ending {
    grid-area: box;
    max-height: 50vh;
    overflow: auto;
  }
  chatxblock-people {
    grid-area: people;
    width: 16rem;
    border-inline-start: 1px solid var(--edge);
  }
  @media (max-width: 37.5rem) {
    :host {
      grid-template: auto auto auto minmax(0, 1fr) auto auto / minmax(0, 1fr);
      grid-template-areas: "head" "people" "status" "log" "typing" "box";
    }
    header {
      flex-direction: column;
      align-items: flex-start;
      padding: 0.75rem 1rem 0.25rem;
    }
    h1 {
      font-size: 1.125rem;
    }
    .actions {
      flex-wrap: wrap;
      gap: 0.25rem;
    }
    .actions button,
    .actions .button {
      min-height: 2.25rem;
      padding: 0.25rem 0.625rem;
    }
    .status,
    .typing {
      padding-inline: 1rem;
    }
    chatxblock-people {
      width: auto;
      border: 0;
    }
  }
`;
