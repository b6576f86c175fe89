/** A style sheet as text, squeezed by the build. */
declare module "*.css?raw" {
  const sheet: string;
  export default sheet;
}
