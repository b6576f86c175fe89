/**
 * The body of an answer without its first `quoted` characters (code points), which repeat what it answers for other programs
 * (XEP-0428). A program can call anything a repetition: what is not quoted, line by line, or is all there is, stays.
 */
export function unquoted(body: string, quoted: number): string {
  const head = [...body].slice(0, quoted).join("");
  const rest = body.slice(head.length);
  return head.endsWith("\n") && rest.trim() && head.slice(0, -1).split("\n").every((row) => row.startsWith(">")) ? rest : body;
}
