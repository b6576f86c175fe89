/** What somebody may write behind the back ticks, as on the server (chatxblock/rendering/code.py), and Prism's name for it. */
export const LANGUAGES: Record<string, string> = {
  bash: "bash", sh: "bash", shell: "bash", c: "c", h: "c", cpp: "cpp", "c++": "cpp", cxx: "cpp", cs: "csharp", csharp: "csharp", "c#": "csharp",
  css: "css", go: "go", golang: "go", haskell: "haskell", hs: "haskell", html: "markup", xml: "markup", java: "java",
  javascript: "javascript", js: "javascript", json: "json", julia: "julia", jl: "julia", kotlin: "kotlin", latex: "latex", tex: "latex",
  matlab: "matlab", octave: "matlab", pascal: "pascal", py: "python", python: "python", python3: "python", pycon: "python",
  r: "r", ruby: "ruby", rb: "ruby", rust: "rust", rs: "rust", scala: "scala", scheme: "scheme", sql: "sql", swift: "swift",
  typescript: "typescript", ts: "typescript", yaml: "yaml", yml: "yaml",
};
