import { css } from "lit";

/** Of the room window: one column with question, status, log and box; people beside it, or behind a button where it is narrow. */
export const roomStyles = css`
  :host {
    display: grid;
    grid-template: auto auto minmax(0, 1fr) auto auto / minmax(0, 1fr) minmax(0, 46rem) minmax(12rem, 1fr);
    grid-template-areas: ". head ." ". status people" "log log people" ". news people" ". box people";
    height: 100vh;
    height: 100dvh;
    background: var(--ground);
  }
  header,
  .top,
  .status {
    display: flex;
    align-items: center;
    gap: 0.5rem;
  }
  header {
    grid-area: head;
    padding: 0.75rem 1.5rem 0.25rem;
  }
  h1 {
    flex: 1;
    max-height: 2.75rem;
    font-size: 1.125rem;
    line-height: 1.5;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  header button {
    flex: none;
    min-height: 2.25rem;
    padding: 0.25rem 0.75rem;
  }
  .top {
    grid-area: status;
    min-height: 2.5rem;
    padding: 0.125rem 1.5rem;
    border-bottom: 1px solid var(--edge);
  }
  .status {
    flex: 1;
    min-width: 0;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  .top .status {
    margin-inline: -0.5rem auto;
    flex: 0 1 auto;
    padding: 0.25rem 0.5rem;
    border-radius: 0.5rem;
    transition: background-color 0.5s;
  }
  .status::before {
    content: "";
    flex: none;
    width: 0.625rem;
    height: 0.625rem;
    border: 2px solid var(--quiet);
    border-radius: 50%;
  }
  .good::before {
    border: 0.3125rem solid var(--good);
  }
  .trouble {
    color: var(--trouble);
  }
  .trouble::before {
    border-color: currentColor;
  }
  .over {
    font-weight: 600;
  }
  .over::before {
    display: none;
  }
  .news .status,
  .fresh {
    background: var(--raised);
  }
  .fresh.good {
    background: var(--good-ground);
    color: var(--good);
  }
  .news .trouble,
  .fresh.trouble {
    background: var(--trouble-ground);
  }
  .count {
    display: none;
    flex: none;
  }
  .status .plain,
  .count {
    flex: none;
    min-height: 2rem;
    font-size: 0.875rem;
  }
  chatxblock-log {
    grid-area: log;
    min-height: 0;
  }
  .typing {
    grid-area: log;
    align-self: end;
    background: var(--ground);
    padding-inline: max(1.5rem, 100% - 44.5rem) 1.5rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    pointer-events: none;
  }
  .news {
    grid-area: news;
  }
  .news .status {
    padding: 0.25rem 1.5rem;
  }
  chatxblock-composer,
  chatxblock-ending {
    grid-area: box;
    max-height: 50vh;
    overflow: auto;
  }
  chatxblock-people {
    grid-area: people;
    max-width: 16rem;
  }
  @media (max-width: 50rem) {
    :host {
      grid-template: auto auto minmax(0, 1fr) auto auto / minmax(0, 1fr);
      grid-template-areas: "head" "status" "log" "news" "box";
    }
    .count {
      display: block;
      margin-inline-start: auto;
    }
    .typing {
      padding-inline: 1.5rem;
    }
    chatxblock-people {
      grid-area: log;
      display: none;
      align-self: start;
      justify-self: end;
      z-index: 1;
      width: min(20rem, 100% - 1rem);
      max-width: none;
      max-height: calc(100% - 1rem);
      margin: 0.5rem;
      border: 1px solid var(--field);
      border-radius: 0.5rem;
      background: var(--ground);
      box-shadow: 0 4px 16px rgb(10 20 30 / 0.2);
    }
    chatxblock-people.listed {
      display: block;
    }
  }
  @media (max-width: 37.5rem) {
    header {
      padding: 0.25rem 0.75rem 0;
    }
    h1 {
      font-size: 1rem;
    }
    .top {
      padding: 0 0.75rem;
      font-size: 0.875rem;
    }
    .status bdi[title] {
      max-width: 16vw;
    }
    .status bdi:only-child {
      max-width: 40vw;
    }
    .typing,
    .news .status {
      padding-inline: 0.75rem;
    }
  }
`;
