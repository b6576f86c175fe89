import { css } from "lit";

/** The editor: beside each other on a wide screen, one at a time on a phone, and what is done with the text in reach below. */
export const editorStyles = css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--ground);
  }
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(18rem, 24rem);
    gap: 0 2rem;
    align-items: start;
    max-width: 76rem;
    margin: 0 auto;
    padding: 1.25rem 1.25rem 2rem;
  }
  .page.alone {
    grid-template-columns: minmax(0, 1fr);
    max-width: 48rem;
  }
  header,
  #seen {
    grid-column: 1 / -1;
  }
  h1 {
    font-size: 1.375rem;
    line-height: 1.3;
    margin-bottom: 0.75rem;
  }
  h2 {
    font-size: 1.0625rem;
    line-height: 1.4;
    margin-bottom: 0.5rem;
  }
  .note {
    margin-bottom: 1rem;
    padding: 0.625rem 1rem;
    border-radius: 0.5rem;
    background: var(--raised);
    overflow-wrap: anywhere;
  }
  .note.trouble {
    background: var(--trouble-ground);
    color: var(--trouble);
  }
  .note.good {
    background: var(--good-ground);
    color: var(--good);
  }
  .note ul {
    list-style: disc;
    padding-inline-start: 1.25rem;
  }
  label {
    display: flex;
    justify-content: space-between;
    gap: 0.5rem;
    margin-top: 0.75rem;
    font-weight: 600;
  }
  label:first-of-type {
    margin-top: 0;
  }
  label span {
    font-weight: 400;
  }
  textarea {
    display: block;
    resize: vertical;
    field-sizing: content;
    max-height: 60vh;
  }
  #title {
    font-weight: 600;
    resize: none;
  }
  #body {
    min-height: 14rem;
    border-start-start-radius: 0;
    border-start-end-radius: 0;
  }
  [aria-invalid="true"] {
    border-color: var(--bad);
  }
  markdown-toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem;
    padding: 0.25rem;
    border: 1px solid var(--field);
    border-bottom: 0;
    border-start-start-radius: 0.5rem;
    border-start-end-radius: 0.5rem;
    background: var(--raised);
  }
  markdown-toolbar button {
    min-width: 2.25rem;
    min-height: 2.25rem;
    padding: 0.25rem 0.375rem;
    border-color: transparent;
    background: transparent;
  }
  markdown-toolbar button:hover {
    border-color: var(--edge);
    background: var(--ground);
  }
  [role="tablist"] {
    grid-column: 1 / -1;
    display: flex;
    margin-bottom: 0.75rem;
    border-bottom: 1px solid var(--edge);
  }
  [role="tab"] {
    flex: 1;
    min-height: 2.5rem;
    padding: 0.25rem;
    border: 0;
    border-bottom: 3px solid transparent;
    border-radius: 0;
    background: none;
    color: var(--quiet);
  }
  [role="tab"][aria-selected="true"] {
    border-bottom-color: var(--accent);
    color: var(--accent);
  }
  #seen {
    margin-top: 1.5rem;
    padding-top: 1rem;
    border-top: 1px solid var(--edge);
  }
  .bar {
    position: sticky;
    bottom: 0;
    border-top: 1px solid var(--edge);
    background: var(--ground);
  }
  .bar > div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: 0.25rem 0.75rem;
    max-width: 76rem;
    margin: 0 auto;
    padding: 0.5rem 1.25rem;
  }
  .bar .error {
    width: 100%;
  }
  .saving {
    flex: 1 1 0;
    min-width: 0;
  }
  .troubled {
    flex-basis: 100%;
    color: var(--trouble);
  }
  @media (min-width: 60.01rem) {
    #talk {
      position: sticky;
      top: 1rem;
      max-height: calc(100vh - 6rem);
      overflow: hidden auto;
      padding: 0.25rem;
    }
  }
  @media (max-width: 60rem) {
    .page {
      grid-template-columns: minmax(0, 1fr);
      padding: 0.75rem 1rem 1rem;
    }
    h1 {
      font-size: 1.125rem;
      margin-bottom: 0.5rem;
    }
    #seen {
      margin-top: 0;
      padding-top: 0;
      border-top: 0;
    }
    .bar > div {
      padding: 0.375rem 1rem;
    }
    .saving {
      font-size: 0.875rem;
      line-height: 1.3;
    }
  }
`;
