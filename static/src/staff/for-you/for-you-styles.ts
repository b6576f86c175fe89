import { css } from "lit";

/** What is its own here; rows are beside it. */
export const forYouStyles = css`
  :host {
    min-height: 0;
    overflow-wrap: anywhere;
  }
  section:first-child > h2 {
    margin-top: 0;
  }
  .asked {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.5rem;
    align-items: start;
  }
  .asked > chatxblock-menu {
    margin-top: 0.75rem;
  }
  .to {
    display: block;
    margin-top: 0.75rem;
  }
  .to ~ .quiet {
    margin: 0.25rem 0 0.5rem;
  }
  .more {
    margin-top: 1rem;
  }
`;
