"""What people write in a room is laid out, runs nothing, leads nowhere else and keeps no window waiting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.fixtures import LINE, Browsers, assert_accessible, narrow, say
from tests.browser.test_injection import VECTORS
from tests.browser.written_page import BUSY, HOSTILE, drawn, open_page
from tests.support.chromium_tasks import longest_in
from tests.support.devsite import eventually

FIELDS = {
    "text": "{} *x*",
    "list": "- {}",
    "quote": "> {}",
    "link's words": "[{}](https://example.org)",
    "link": "[x]({})",
    "link in brackets": "[x](<{}>)",
    "link's title": '[x](https://example.org "{}")',
    "autolink": "<{}> *x*",
    "picture": "![{}](https://example.org/a.png)",
    "picture's address": "![x]({})",
    "emphasis": "**{}**",
    "code": "`{}`",
    "block of code": "```html\n{}\n```",
    "language": "```{}\nx\n```",
    "formula": "${}$",
    "text in a formula": "$\\text{{{}}}$",
    "chemistry": "\\ce{{{}}}",
    "formula with an error": "$\\nope {}$",
}
MARKUP = (
    r"\href{javascript:owned()}{x}",
    r"\url{javascript:owned()}",
    r"\style{position:fixed}{x}",
    r"\class{evil}{x}",
    r"\id{evil}{x}",
    r"\data{a=b}{x}",
    r"\includegraphics{https://evil.example/x.png}",
    r"\text{<img src=x onerror=owned()>}",
    r"\color{red;position:fixed}{x}",
    r"\hspace{9999em}x",
    r"\rule{99em}{99em}",
    r"\Huge{\Huge{x}}",
    r'\begin{array}{c"onload=owned()}x\end{array}',
)
OURS = {
    "a",
    "blockquote",
    "br",
    "button",
    "code",
    "del",
    "div",
    "em",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strong",
    "ul",
}
MATH = re.compile(r"m[a-z]+|none")
ATTRIBUTES = {
    "a": {"href", "target", "rel"}, "button": {"type", "class", "aria-label", "aria-expanded"}, "ol": {"start", "dir"},
    "code": {"dir", "class", "data-language"}, "span": {"class", "hidden"}, "div": {"class", "role", "aria-label"},
    "pre": {"dir", "tabindex"}, "p": {"dir", "tabindex"}, "ul": {"dir", "tabindex"}, "li": {"dir"},
    "blockquote": {"dir"},
}  # fmt: skip
CLASSES = re.compile(r"|code|unrendered|why|reason|copy|code-[a-z]{1,2}|tml-left|tml-right")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile of its own."""
    context = browser.new_context()
    yield context
    context.close()


def assert_ours(page: Page, count: int) -> None:
    """Nothing ran, and nothing stands there but what we put there."""
    found = drawn(page)
    assert len(found) == count
    for name, attributes in (element for text in found for element in text["elements"]):
        if MATH.fullmatch(name):
            assert not {"href", "src", "style", "id", "actiontype", "xlink:href"} & set(attributes), (name, attributes)
            for length in re.findall(r"(?<![\d.])(\d+)(?:\.\d+)?em", str({**attributes, "alttext": ""})):
                assert int(length) < 10
        else:
            assert name in OURS, name
            assert set(attributes) <= ATTRIBUTES.get(name, set()), (name, attributes)
        assert CLASSES.fullmatch(attributes.get("class", "")), attributes
        if name == "a" and "href" in attributes:
            assert re.match(r"https?:|mailto:", attributes["href"])
            assert attributes["target"] == "_blank"
            assert "noopener" in attributes["rel"]
    assert page.evaluate("window.ran") == []


@pytest.mark.parametrize("field", FIELDS)
def test_nothing_that_is_written_runs(context: BrowserContext, field: str) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    texts = [FIELDS[field].format(vector.replace("\n", " ")) for vector in (*VECTORS, *MARKUP)]
    assert_ours(open_page(context, texts), len(texts))
    assert [url for url in asked if not url.startswith(("https://written.test/", "blob:"))] == []


DRAWN = {
    r"$\overline{z}$": "menclose border-top-width",
    r"$\underline{z}$": "menclose border-bottom-width",
    r"$\boxed{42}$": "[notation=box] border-left-width",
    r"$\cancel{x}$": "menclose background-image",
    r"$$\left[\begin{array}{c|c}1&2\\3&4\end{array}\right]$$": "mtd border-right-width",
    r"$\mathop{\mathrm{argmax}}_x$": "mi width",
    r"$f'$": "[notation=prime] transform",
}
"""Formulas, and the part and look without which they would say something else."""


def assert_drawn(page: Page) -> None:
    """Nothing is left out without which a formula would say something else."""
    look = """([text, part, name]) => {
      const all = [...document.querySelectorAll("chatxblock-written, chatxblock-inline")];
      const found = all.find(({ textContent }) => textContent === text).shadowRoot.querySelector(part);
      if (name === "width") return `${found.getBoundingClientRect().width}px`;
      return getComputedStyle(found).getPropertyValue(name);
    }"""
    looks = {text: page.evaluate(look, [text, *part.rsplit(" ", 1)]) for text, part in DRAWN.items()}
    assert {text: seen for text, seen in looks.items() if seen in ("", "none", "0px")} == {}


def test_bars_boxes_and_lines_of_formulas_are_drawn_in_headings_and_lists_too(context: BrowserContext) -> None:
    page = open_page(context, list(DRAWN), element="inline")
    page.wait_for_function(
        "() => [...document.querySelectorAll('chatxblock-inline')].every(({ settled }) => settled === true)"
    )
    assert_drawn(page)


def test_bars_boxes_and_lines_of_formulas_are_drawn(context: BrowserContext) -> None:
    page = open_page(context, [*DRAWN, r"\ce{^{227}_{90}Th}"])
    drawn(page)
    assert_drawn(page)
    before = """() => {
      const { shadowRoot } = [...document.querySelectorAll("chatxblock-written")].at(-1);
      const place = (one) => one.getBoundingClientRect();
      const name = [...shadowRoot.querySelectorAll("mi")].find(({ textContent }) => textContent === "Th");
      return [...shadowRoot.querySelectorAll("mpadded[notation] > :last-child")].every(
        (number) => place(number).width > 5 && place(number).right <= place(name).left + 1);
    }"""
    assert page.evaluate(before)


def test_why_something_stands_as_typed_is_had_by_finger_mouse_and_keyboard(browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = open_page(context, [r"a $\nope{x}$", f"{'*a ' * 450}", "a `b`"])
    drawn(page)
    page.get_by_text("b", exact=True).tap()
    page.get_by_role("button", name="Show as typed").last.tap()
    expect(page.get_by_text("a `b`")).to_be_visible()
    for place, reason in enumerate(["has an error, or a command", "too long or too entangled"]):
        why, told = page.get_by_role("button", name="Why?").nth(place), page.get_by_text(reason)
        expect(told).to_be_hidden()
        why.tap()
        expect(told).to_be_visible()
        expect(why).to_have_attribute("aria-expanded", "true")
        why.click()
        expect(told).to_be_hidden()
        why.press("Enter")
        expect(told).to_be_visible()
    context.close()


def show(page: Page, text: str) -> None:
    """Put a text in the place of what is shown, until it is laid out and painted."""
    page.evaluate(
        """(text) => {
          const one = document.createElement("chatxblock-written");
          one.textContent = text;
          document.querySelector("ol").replaceChildren(one);
        }""",
        text,
    )
    drawn(page)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def test_nothing_that_is_written_keeps_a_window_waiting(context: BrowserContext) -> None:
    page = open_page(context, ["$x$ *a* `b`\n```python\na\n```"])
    drawn(page)
    assert longest_in(page, lambda: page.evaluate(BUSY)) > 100

    def took(text: str) -> float:
        return min(longest_in(page, partial(show, page, text)) for _ in range(3))

    assert {text[:40]: long for text in HOSTILE if (long := took(text)) > 100} == {}


SAID = (
    "By the rule $\\det A = ad - bc$:\n\n```python\ndef det(a, b, c, d):\n    return a * d - b * c\n```\n\n"
    "- it costs $5 and $10\n- see [example 3](https://example.org/three)"
)


def stays(talk: Locator, left: str) -> bool:
    """Say whether nothing is left to where the log was scrolled."""
    return float(talk.evaluate(f"log => {left}")) < 2


AT_END = "log.scrollHeight - log.scrollTop - log.clientHeight"
TALL = "$$\\begin{{matrix}}" + "\\\\".join(["a & {0}"] * 12) + "\\end{{matrix}}$$\n```python\n" + "pass\n" * 12 + "```"
WIDE = "$$" + " + ".join(f"x_{{{n}}}^{{{n}}}" for n in range(60)) + "$$"


def test_two_people_see_formulas_and_code_on_a_wide_screen_and_a_phone(browsers: Browsers) -> None:
    helper_unit, unit = browsers.unit("helper1"), browsers.unit("learner")
    asker = browsers.ask(unit)
    helper = browsers.help(helper_unit)
    say(helper, SAID)
    for window in (helper, asker):
        line = window.locator(LINE).last
        expect(line.locator("math")).to_have_count(1)
        expect(line.locator("pre .code-k").first).to_have_text("def")
        expect(line.locator("li")).to_have_text(["it costs $5 and $10", "see example 3"])
        expect(line.get_by_role("link", name="example 3")).to_have_attribute("rel", re.compile("noopener"))
        assert_accessible(window)
    asker.context.grant_permissions(["clipboard-read", "clipboard-write"])
    asker.get_by_role("button", name="Copy code").press("Enter")
    expect(asker.get_by_role("button", name="Copied")).to_be_visible()
    assert asker.evaluate("navigator.clipboard.readText()").startswith("def det(a, b, c, d):\n    return")
    asker.get_by_role("button", name="Show as typed").press("Enter")
    expect(asker.locator("math")).to_have_count(0)
    assert not asker.locator("chatxblock-written").last.evaluate("one => one.shadowRoot.querySelector('slot').hidden")
    asker.get_by_role("button", name="Show laid out").press("Enter")
    expect(asker.locator(LINE).last.locator("math")).to_have_count(1)
    expect(asker.locator("pre .code-k").first).to_have_text("def")
    asked = asker.locator("pre .code-k").count()
    say(helper, WIDE)
    expect(asker.locator("math")).to_have_count(2)
    with narrow(asker):
        assert asker.get_by_role("log").evaluate("log => log.scrollWidth <= log.clientWidth")
        assert asker.locator("p:has(math)").last.evaluate("p => p.scrollWidth > p.clientWidth")
        assert_accessible(asker)
    talk = asker.get_by_role("log")
    for number, (scrolled, left) in enumerate({"log.scrollHeight": AT_END, "0": "log.scrollTop"}.items(), 3):
        talk.evaluate(f"log => log.scrollTop = {scrolled}")
        say(helper, TALL.format(number))
        expect(asker.locator("math")).to_have_count(number)
        expect(asker.locator("pre .code-k")).to_have_count(12 * (number - 2) + asked)
        assert eventually(partial(stays, talk, left)), f"{scrolled}: not there any more"
    log = browsers.transcript("learner", asker.url)
    assert [line["body"] for line in log["lines"]] == [SAID, WIDE, TALL.format(3), TALL.format(4)]


def test_the_place_in_the_log_stays_where_it_is_while_formulas_come(context: BrowserContext) -> None:
    rows = "\\\\".join("a&b&c" for _ in range(8))
    page = open_page(context, [f"line {place} $$\\begin{{matrix}}{rows}\\end{{matrix}}$$" for place in range(60)])
    page.add_style_tag(url="/page.css")
    page.wait_for_function("() => !!window.customElements.get('chatxblock-written')")
    moved = page.evaluate(
        """async () => {
          const log = document.querySelector("[role=log]"), sheet = new CSSStyleSheet();
          sheet.replaceSync("[role=log] { height: 300px; overflow-y: auto; overflow-anchor: none; display: block }");
          document.adoptedStyleSheets = [sheet];
          const all = [...document.querySelectorAll("chatxblock-written")];
          log.scrollTop = log.scrollHeight / 2;
          const seen = () => all.find((one) => one.getBoundingClientRect().bottom > log.getBoundingClientRect().top);
          const first = seen(), before = first.getBoundingClientRect().top, height = log.scrollHeight;
          await first.drawn;
          await new Promise((done) => setTimeout(done, 500));
          return [Math.abs(first.getBoundingClientRect().top - before), log.scrollHeight - height];
        }"""
    )
    assert moved[0] < 2
    assert abs(moved[1]) > 100  # they are higher or lower than what was typed


def test_the_place_in_the_log_stays_where_it_is_while_formulas_come_within_lines(context: BrowserContext) -> None:
    page = open_page(context, [f"line {place}" for place in range(60)], element="inline")
    page.wait_for_function("() => window.customElements.get('chatxblock-inline')")
    moved = page.evaluate(
        """async (formula) => {
          const log = document.querySelector("[role=log]"), sheet = new CSSStyleSheet();
          sheet.replaceSync("[role=log] { height: 300px; overflow-y: auto; overflow-anchor: none; display: block }");
          document.adoptedStyleSheets = [sheet];
          const all = [...document.querySelectorAll("chatxblock-inline")];
          for (const one of all) one.textContent = formula;
          log.scrollTop = log.scrollHeight / 2;
          const lines = [...document.querySelectorAll("li")], { top } = log.getBoundingClientRect();
          const first = lines.find((one) => one.getBoundingClientRect().bottom > top), height = log.scrollHeight;
          const before = first.getBoundingClientRect().top;
          do await new Promise((done) => setTimeout(done, 50)); while (!all.every(({ settled }) => settled));
          return [Math.abs(first.getBoundingClientRect().top - before), Math.abs(log.scrollHeight - height)];
        }""",
        "$\\begin{matrix}" + "\\\\".join("a&b&c" for _ in range(8)) + "\\end{matrix}$",
    )
    assert [moved[0] < 2, moved[1] > 1000] == [True, True]


def test_a_formula_and_code_are_typed_by_buttons_and_seen_before_they_are_sent(browsers: Browsers) -> None:
    window = browsers.ask(browsers.unit("learner"))
    box = window.get_by_role("textbox")
    preview = window.get_by_role("region", name="How it will look")
    formula, code = (window.get_by_role("button", name=name, exact=True) for name in ("Formula", "Code"))
    box.fill("Is x^2 even?")
    box.evaluate("(one) => one.setSelectionRange(3, 6)")
    expect(formula).to_be_visible()
    place = formula.bounding_box()
    formula.click()
    expect(box).to_have_value("Is $x^2$ even?")
    expect(box).to_be_focused()
    expect(preview.locator("math")).to_be_visible()
    assert formula.bounding_box() == place
    # One stop before the box, of which is told once, and silent until somebody goes there.
    expect(window.get_by_role("status").filter(has_text="is shown before the box")).to_have_count(1)
    assert '- region "How it will look"' in window.locator("chatxblock-room").aria_snapshot()
    box.press("Shift+Tab")
    expect(preview).to_be_focused()
    preview.press("Escape")
    expect(box).to_be_focused()
    box.press("Shift+Tab")
    expect(preview).to_be_focused()
    assert preview.evaluate("one => !one.closest('[aria-live], [role=status], [role=log]')")
    expect(preview.get_by_role("button")).to_have_count(0)
    assert_accessible(window)
    box.press("Control+z")
    expect(box).to_have_value("Is x^2 even?")
    expect(preview).to_have_count(0)
    box.press("Control+Shift+z")
    with narrow(window):
        box.press_sequentially(f" {'x' * 60}")
        for one in (formula, code, window.get_by_role("button", name="Send", exact=True)):
            expect(one).to_be_in_viewport(ratio=1)
        expect(preview).to_be_in_viewport(ratio=1)
        assert_accessible(window)
    box.press("Enter")
    expect(preview).to_have_count(0)
    expect(window.locator(LINE).locator("math")).to_have_attribute("alttext", "x^2")
    box.press("ArrowUp")
    box.fill("Is $x^3$ odd?")
    expect(preview.locator("math")).to_have_attribute("alttext", "x^3")
    box.press("Enter")
    expect(window.locator(LINE).locator("math")).to_have_attribute("alttext", "x^3")
    box.fill("a = 1\nb = 2")
    box.evaluate("(one) => one.select()")
    code.press("Enter")
    expect(box).to_have_value("```\na = 1\nb = 2\n```")
    expect(preview.locator("pre")).to_contain_text("a = 1")
    box.fill("")
    formula.click()
    expect(window.get_by_role("status").filter(has_text="between the two signs")).to_be_visible()


def test_a_preview_moves_nothing_in_the_log_whatever_is_typed(browsers: Browsers) -> None:
    helper_unit, unit = browsers.unit("helper1"), browsers.unit("learner")
    asker = browsers.ask(unit)
    say(browsers.help(helper_unit), "\n".join(f"row {place}" for place in range(60)))
    expect(asker.locator(LINE)).to_be_visible()
    box, preview = asker.get_by_role("textbox"), asker.get_by_role("region", name="How it will look")
    place = "log => log.querySelector('.bubble').getBoundingClientRect().top"
    before = asker.get_by_role("log").evaluate(f"log => {{ log.scrollTop = 300; return ({place})(log) }}")
    for text in (
        "$x$",
        "$" * 15_900,
        "> " * 7_900,
        f"${'{' * 400}{'}' * 400}$",
        f"$\\begin{{matrix}}{'&' * 900}\\end{{matrix}}$",
    ):
        box.fill(text)
        expect(preview).to_contain_text(text.strip("$`>- \n")[:2])
        assert asker.get_by_role("log").evaluate(place) == before
        assert preview.bounding_box()["height"] < 200  # type: ignore[index]
    assert browsers.complaints == []
