"""A page with texts that people wrote, shown as in a room, under the policy of our pages and at a clock that runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, Page, Route

DIST: Final = Path(__file__).parents[2] / "static" / "dist"
ORIGIN: Final = "https://written.test"
POLICY: Final = (
    "default-src 'none'; script-src 'nonce-n'; style-src 'self'; worker-src blob:; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""As `chatxblock.web.pages.page_policy` has it."""
WATCH: Final = """
window.ran = []; window.owned = () => window.ran.push("owned");
document.addEventListener("securitypolicyviolation", (event) => window.ran.push(event.violatedDirective));
"""
DONE: Final = """() => [...document.querySelectorAll("chatxblock-written")].every((one) => one.shadowRoot && (
  one.shadowRoot.querySelector(".rendered, .plain") || one.shadowRoot.querySelector("slot:not([hidden])")))"""

HOSTILE: Final = (
    *(sign * 16_000 for sign in ("$", "[", "`", "*", "[]", "`a", "*a ", "> ", "- ")),
    *(piece * 130 for piece in ("_a ", "[a](", "![", "~~a", "**a*", "\\(", "\\ce{", "<http://a", "https://a/(*x")),
    "\n".join(f"{'  ' * deep}- a" for deep in range(500)),
    f"${'{' * 400}{'}' * 400}$",
    *(f"${piece * 150}$" for piece in ("\\frac", "x^", "\\left(", "a&", "a_")),
    f"$\\begin{{matrix}}{'&' * 900}\\end{{matrix}}$",
    f"${'a' * 990}$ {'$b$ ' * 90}",
    *(f"```{language}\n{piece * 400}\n```" for language, piece in (("python", "('"), ("js", "/*"), ("html", "<a "))),
    "a  \n" * 390,
    "`" * 5_000,
    "\n".join(f"{'> ' * (deep % 12)}a" for deep in range(390)),
    "\n".join(f"{number}. a" for number in range(1, 390)),
    *(
        f"${opening * 15}x{closing * 15}$ " * 8
        for opening, closing in (("\\frac{", "}{y}"), ("\\sqrt{", "}"), ("{", "}"))
    ),
    *(piece * 500 for piece in ("https://a.", "https://a/((", "https://a.test/?&", "www.a@", "mailto:a@a.")),
)
"""Texts that could keep a window waiting."""
BUSY: Final = """() => new Promise((done) => setTimeout(() => {
  let sum = 0;
  for (let count = 0; count < 3e8; count += 1) sum += count % 7;
  done(sum);
}))"""
"""Keep the window waiting, which has to be noticed."""


def chunk(name: str) -> str:
    """Return the file of this version whose name begins so."""
    chunks: Sequence[str] = json.loads((DIST / "chunks.json").read_text("utf-8"))["chunks"]
    (found,) = [one for one in chunks if one.startswith(f"{name}-")]
    return found


def open_page(context: BrowserContext, texts: Sequence[str], direction: str = "ltr", element: str = "written") -> Page:
    """Open a page with these texts, each in a line of a log."""
    tag, script = f"chatxblock-{element}", chunk(f"{element}-element-view")
    lines = "".join(f"<li><div dir=auto><{tag}>{escape(text)}</{tag}></div></li>" for text in texts)
    body = (
        f"<!DOCTYPE html><html lang=en dir={direction}><title>Written</title><link rel=stylesheet href=/page.css>"
        f"<main><h1>Written</h1><div role=log tabindex=0 aria-label=Log><ol>{lines}</ol></div></main>"
        f'<script type=module nonce=n>import {{ define }} from "/{script}"; define();</script>'
    )
    page = context.new_page()
    page.add_init_script(WATCH)
    page.route(f"{ORIGIN}/**", lambda route: _answer(route, body))
    page.goto(ORIGIN)
    return page


def _answer(route: Route, body: str) -> None:
    name = route.request.url.removeprefix(f"{ORIGIN}/")
    if not name:
        headers = {"Content-Security-Policy": POLICY}
        route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)
    elif (DIST / name).is_file():
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        route.fulfill(body=(DIST / name).read_bytes(), content_type=kind)
    else:
        route.fulfill(status=404, body="")


def drawn(page: Page) -> list[Any]:
    """Return, once all is laid out, what each text looks like: the elements of ours, by name, attributes and words."""
    page.wait_for_function("() => !!window.customElements.get('chatxblock-written')")
    page.evaluate(SETTLE)
    found: list[Any] = page.evaluate(LOOK)
    return found


SETTLE: Final = """async () => {
  const all = [...document.querySelectorAll("chatxblock-written")];
  for (const one of all) {
    one.scrollIntoView({ block: "center" });
    await one.drawn;
  }
}"""
LOOK: Final = """() => [...document.querySelectorAll("chatxblock-written")].map((one) => {
  const place = one.shadowRoot.querySelector(".rendered");
  const elements = place ? [...place.querySelectorAll("*")] : [];
  return {
    laid_out: !!place,
    text: place?.textContent ?? one.textContent,
    elements: elements.map((e) => [e.localName, Object.fromEntries([...e.attributes].map((a) => [a.name, a.value]))]),
  };
})"""
