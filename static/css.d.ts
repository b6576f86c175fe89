/** A style sheet as text, squeezed by the build. */
declare module "*.css?raw" {
  const sheet: string;
  export default sheet;
}

/** A worker with all that it imports, as the text of one script. */
declare module "*-worker?script" {
  const script: string;
  export default script;
}

/** As far as it is used here; it has no types of its own. */
declare module "prismjs/components/prism-core" {
  const Prism: { languages: Record<string, unknown>; tokenize(text: string, grammar: unknown): unknown[] };
  export default Prism;
}
declare module "prismjs/components/*";
