import { css } from "lit";

/** Of what stands at a line beside its words, and of groups of lines: what changes in one, or is off screen, costs no other. */
export const linePartsStyles = css`
  ol {
    contain: content;
    /* What is focused has its frame beside it. */
    margin-inline: -0.5rem;
    padding-inline: 0.5rem;
  }
  /* A line's menu reaches out of it. */
  ol:has(chatxblock-line-menu) {
    position: relative;
    contain: none;
  }
  /* No line is a layer of its own, nor what is only heard of it: the browser goes through all layers at each step. */
  .line:not(:has(chatxblock-line-menu)) {
    position: static;
  }
  .goes-on .head {
    position: static;
    margin: 0 0 -1px;
    overflow: visible;
    clip-path: none;
    text-indent: -999em;
    white-space: nowrap;
  }
  .head .hidden {
    position: static;
    float: inline-start;
    overflow: visible;
    clip-path: none;
    text-indent: -999em;
  }
  .words:not(.piled) {
    overflow: visible;
  }
  .older {
    margin-bottom: 0.25rem;
    text-align: center;
  }
  /* What is said there has its place before: no line moves for it. */
  .older p {
    min-height: 1.25rem;
  }
  .line > .flag {
    grid-column: 3;
    align-self: center;
    min-height: 2rem;
    min-width: 2rem;
    border: 0;
    color: var(--quiet);
  }
  .flag::before {
    content: "⋯";
  }
  .own > .flag {
    grid-column: 1;
  }
  @media (hover: hover) {
    .line:not(:hover, :focus-within) > .flag::before {
      content: none;
    }
  }
  details summary {
    /* High enough for a finger, and no line moves for it. */
    margin-block: -0.125rem;
    padding-block: 0.125rem;
    cursor: pointer;
  }
  .fresh {
    animation: come 0.2s;
  }
  @keyframes come {
    from {
      opacity: 0;
    }
  }
  .new::before,
  .new::after {
    content: "";
    flex: 1;
    border-top: 1px solid currentColor;
  }
  .quote {
    display: block;
    max-width: 100%;
    min-height: 2rem;
    margin-bottom: 0.125rem;
    padding: 0.125rem 0.5rem;
    overflow: hidden;
    border: 0;
    border-inline-start: 3px solid var(--accent);
    border-radius: 0.25rem;
    background: var(--raised);
    color: var(--quiet);
    font-weight: 400;
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* On the line of what it stands in, which a formula makes higher. */
  .quote bdi[title] {
    display: inline;
  }
  .back {
    padding: 0.3125rem 0.75rem;
    border: 1px dashed var(--field);
    border-radius: 0.75rem;
    font-style: italic;
  }
  .signs {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem;
    margin-top: 0.125rem;
  }
  .sign {
    min-height: 2rem;
    gap: 0.25rem;
    padding: 0.125rem 0.625rem;
    border-radius: 1rem;
    font-weight: 400;
  }
  .sign[aria-pressed="true"] {
    border: 2px solid var(--accent);
    background: var(--own);
    color: var(--ink);
  }
  .signs summary {
    padding: 0.25rem 0.5rem;
    cursor: pointer;
  }
  section.preview {
    display: flex;
    /* What was typed last is seen of a long one. */
    flex-direction: column-reverse;
  }
  .preview {
    max-height: 20vh;
    margin: 0.25rem 1.5rem;
    padding: 0.25rem 0.75rem;
    overflow-y: auto;
    border: 1px dashed var(--field);
    border-radius: 0.75rem;
    background: var(--own);
  }
  .aim {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem;
    margin: 0 1.5rem;
    padding: 0.25rem 0.5rem;
    border-inline-start: 3px solid var(--accent);
    background: var(--raised);
  }
  .aim p {
    flex: 1 1 14rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .aim button {
    flex: none;
  }
  @media (max-width: 37.5rem) {
    .aim,
    .preview {
      margin-inline: 0.75rem;
    }
  }
  @media (max-height: 30rem) {
    .preview {
      max-height: 4rem;
    }
    section.preview > .quiet {
      display: none;
    }
  }
  li[tabindex]:focus {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
    border-radius: 0.5rem;
  }
`;
