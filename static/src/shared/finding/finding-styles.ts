import { css } from "lit";

/** Of hints, and of what others learned: a line each, and what is opened in place. */
export const findingStyles = css`
  :host {
    display: block;
    overflow-wrap: anywhere;
  }
  [tabindex="-1"]:focus {
    outline: none;
  }
  section {
    margin-top: 1rem;
  }
  .list > li,
  .hint {
    border-top: 1px solid var(--edge);
  }
  .list > li:last-child {
    border-bottom: 1px solid var(--edge);
  }
  .title {
    margin-bottom: 0.25rem;
  }
  .line {
    display: flex;
    align-items: baseline;
    justify-content: flex-start;
    gap: 0.5rem;
    width: 100%;
    min-height: 2.75rem;
    padding: 0.5rem 0.25rem;
    border-color: transparent;
    border-radius: 0.25rem;
    background: none;
    font-weight: 400;
    text-align: start;
  }
  .line:hover {
    border-color: transparent;
    background: var(--raised);
  }
  .line::before {
    content: "";
    flex: none;
    width: 0.4rem;
    height: 0.4rem;
    border: solid var(--quiet);
    border-width: 0 2px 2px 0;
    transform: translateY(-0.15rem) rotate(-45deg);
  }
  .line:dir(rtl)::before {
    transform: translateY(-0.15rem) rotate(135deg);
  }
  .line[aria-expanded="true"]::before {
    transform: translateY(-0.25rem) rotate(45deg);
  }
  .line .what {
    flex: 1;
    min-width: 0;
  }
  .line[aria-expanded="false"] .what,
  .question {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 1;
    overflow: hidden;
  }
  .line[aria-expanded="true"] .what {
    font-weight: 600;
  }
  .facts {
    flex: none;
  }
  @media (max-width: 37.5rem) {
    .line {
      flex-wrap: wrap;
      row-gap: 0;
    }
    .line .what {
      flex-basis: calc(100% - 1.5rem);
    }
    .line[aria-expanded="false"] .what,
    .question {
      -webkit-line-clamp: 2;
    }
    .facts {
      padding-inline-start: 0.9rem;
    }
  }
  .verified {
    color: var(--good);
    font-weight: 600;
  }
  .read {
    padding-block: 0 1rem;
    padding-inline: 1.25rem 0.25rem;
  }
  .text {
    max-height: 26rem;
    overflow: auto;
    padding: 0.125rem;
  }
  .answer {
    margin-bottom: 0.75rem;
    font-weight: 500;
  }
  .call {
    padding: 0.5rem 0.25rem;
  }
  .row,
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .actions {
    margin-top: 0.5rem;
  }
  .asked {
    flex: 1 1 14rem;
    min-width: 0;
  }
  .read + .actions {
    margin: 0 1.25rem;
  }
  .read + .read {
    padding-block-start: 0.75rem;
  }
  :is(.row, .actions) :is(button, .button) {
    min-height: 2.25rem;
    padding: 0.25rem 0.75rem;
    font-size: 0.875rem;
  }
  :is(.row, .actions) .plain {
    padding-inline: 0.5rem;
  }
  .thanks {
    padding: 0.75rem 1rem;
    border-radius: 0.5rem;
    background: var(--good-ground);
    color: var(--good);
  }
  /* What is wide scrolls with the whole text, which the keyboard reaches. */
  :host .rendered > * {
    overflow: visible;
  }
  pre {
    white-space: pre-wrap;
  }
  .error:not(:empty) {
    margin-top: 0.5rem;
  }
`;
