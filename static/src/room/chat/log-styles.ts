import { css } from "lit";

/** Of the log: people's lines to the start, the reader's own to the end, each with a name. */
export const logStyles = css`
  :host {
    display: grid;
    position: relative;
    min-height: 0;
  }
  [role="log"] {
    overflow-y: auto;
    overflow-anchor: none;
    padding: 1rem 1.5rem 1.5rem;
    min-height: 0;
  }
  [role="log"]:focus-visible {
    outline-offset: -3px;
  }
  ol {
    display: flex;
    flex-direction: column;
  }
  .line {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    max-width: min(40rem, 88%);
    margin-top: 1rem;
  }
  .own {
    align-self: flex-end;
    align-items: flex-end;
  }
  .goes-on {
    margin-top: 0.25rem;
  }
  .goes-on .head {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .head {
    margin-bottom: 0.125rem;
    overflow-wrap: anywhere;
  }
  .name {
    font-weight: 600;
    font-size: 0.875rem;
  }
  .bubble {
    padding: 0.5rem 0.875rem;
    border-radius: 0.25rem 1rem 1rem 1rem;
    background: var(--raised);
    border: 1px solid var(--edge);
  }
  .own .bubble {
    background: var(--own);
    border-color: transparent;
    border-radius: 1rem 0.25rem 1rem 1rem;
  }
  :host(:dir(rtl)) .bubble {
    border-radius: 1rem 0.25rem 1rem 1rem;
  }
  :host(:dir(rtl)) .own .bubble {
    border-radius: 0.25rem 1rem 1rem 1rem;
  }
  .pending .bubble {
    border: 1px dashed var(--field);
  }
  .event {
    align-self: center;
    text-align: center;
    margin-top: 1rem;
    overflow-wrap: anywhere;
  }
  .new {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    margin-top: 1rem;
    color: var(--accent);
    font-size: 0.875rem;
    font-weight: 600;
  }
  .new::before,
  .new::after {
    content: "";
    flex: 1;
    border-top: 1px solid currentColor;
  }
  .older {
    display: flex;
    margin: 0 auto 1rem;
  }
  .down {
    position: absolute;
    bottom: 0.75rem;
    inset-inline: 0;
    margin-inline: auto;
    width: max-content;
    max-width: 90%;
    border-radius: 1.25rem;
    box-shadow: 0 2px 8px rgb(10 20 30 / 0.25);
  }
  details summary {
    cursor: pointer;
  }
  @media (max-width: 37.5rem) {
    [role="log"] {
      padding: 0.75rem 1rem 1rem;
    }
  }
`;
