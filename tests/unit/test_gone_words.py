"""What stands in place of somebody's words, and how these are found in a text that was made of them."""

from __future__ import annotations

import pytest

from chatxblock.domain.forgetting.words import GONE, without_words

SAID = ["I have tried to invert it. Two rows are the same!", "x = 3", "هل المصفوفة قابلة للعكس؟", "行列式は零です。"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I have tried to invert it.", GONE),
        ("**asker:**\n\nI have *tried* to invert it. Two rows are the same!", f"**asker:**\n\n{GONE}"),
        ("Why? As she said: i have tried to INVERT it, so.", f"Why? {GONE}"),
        ("I have tried to inv", GONE),
        ("Mine stays. Two rows are the same!", f"Mine stays. {GONE}"),
        ("هل المصفوفة قابلة للعكس؟", GONE),
        ("行列式は零です。そうです。", f"{GONE}そうです。"),
    ],
    ids=["a sentence", "set otherwise", "in a longer one", "a part", "beside others", "arabic", "japanese"],
)
def test_ones_own_words_are_found_however_they_are_set(text: str, left: str) -> None:
    assert without_words(text, SAID).rstrip() == left


@pytest.mark.parametrize("text", ["", "The determinant is zero.", "x = 3", "**helper:**\n\nYes."])
def test_what_others_said_and_what_is_nobodys_own_stays(text: str) -> None:
    assert without_words(text, SAID) == text


def test_what_was_replaced_once_stays_so() -> None:
    once = without_words("Yes. I have tried to invert it.", SAID)
    assert without_words(once, SAID) == once
