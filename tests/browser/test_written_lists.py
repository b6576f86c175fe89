"""Lists that people write in a room are shown with the numbers that they were typed with."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.written_page import drawn, open_page


def test_a_list_begins_with_the_number_that_was_typed(browser: Browser) -> None:
    context = browser.new_context()
    page = open_page(context, ["3. three\n4. four", "2019. A year", "1. one", "- none"])
    lists = [[(name, had.get("start")) for name, had in text["elements"] if name != "li"] for text in drawn(page)]
    assert lists == [[("ol", "3")], [("ol", "2019")], [("ol", None)], [("ul", None)]]
    inside_their_bubble = """() => [...document.querySelectorAll("chatxblock-written")].map((one) => {
      const [list, item] = ["ol, ul", "li"].map((name) => one.shadowRoot.querySelector(name));
      const place = document.createElement("canvas").getContext("2d");
      place.font = getComputedStyle(item).font;
      const room = parseFloat(getComputedStyle(list).paddingInlineStart) + 12;
      return place.measureText(`${list.start ?? "-"}. `).width <= room;
    })"""
    assert page.evaluate(inside_their_bubble) == [True, True, True, True]
    context.close()
