"""What of a name is shown: what a script needs, and nothing that is not seen or turns and covers what is beside it."""

from __future__ import annotations

import unicodedata

import pytest

from chatxblock.domain.clean_names import MOST_CHARACTERS, MOST_MARKS, clean_name, listed_names, shown_name

TURNING = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HIDDEN = (
    "\u00ad\u034f\u17b4\u17b5\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u2065\u206a\u206f\ufeff"
    "\ufe00\ufe0e\ufe0f\u180b\U000e0100\U000e0001\U000e0041\U000e007f\U0001d173\U0001bca0\ufff9\ufffb\ufffc\ufffd"
    "\ufdd0\ufdef\ufffe\uffff\U0001ffff\U0010ffff\U000f0000\ud800\udbff\udc00\udfff"
)
BLANK = "\u115f\u1160\u3164\uffa0\u2800\u00a0\u2000\u200a\u2028\u2029\u202f\u205f\u3000\u1680\t\n\r\v\f\x1c\x85"
CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))


def each(chars: str) -> list[object]:
    return [pytest.param(char, id=f"U+{ord(char):04X}") for char in chars]


@pytest.mark.parametrize("char", each(TURNING + HIDDEN))
def test_what_turns_or_hides_is_taken_out(char: str) -> None:
    assert clean_name(f"{char}Bo{char}b{char}") == "Bob"
    assert clean_name(char * 3) == ""


@pytest.mark.parametrize("char", each(BLANK + CONTROLS))
def test_what_is_drawn_as_an_empty_place_is_one_space(char: str) -> None:
    assert clean_name(f"{char}Ada{char}{char} Bo{char}") == "Ada Bo"
    assert clean_name(char * 3) == ""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", id="Persian, not joined"),
        pytest.param("\u0647\u200d", id="Persian, a letter in its joined form"),
        pytest.param("\u0915\u094d\u200d\u0937", id="Hindi, half a letter"),
        pytest.param("\u0915\u094d\u200c\u0937", id="Hindi, no ligature"),
        pytest.param("\u09b0\u200d\u09cd\u09af", id="Bengali, before the virama"),
        pytest.param("\u0d05\u0d35\u0d28\u0d4d\u200d", id="Malayalam, at the end"),
        pytest.param("\u0dc1\u0dca\u200d\u0dbb\u0dd3", id="Sinhala"),
        pytest.param("\U0001f469\u200d\U0001f52c", id="a woman who does research"),
        pytest.param("\U0001f469\U0001f3fd\u200d\u2695\ufe0f", id="with a tone and a variant"),
        pytest.param("\U0001f3f3\ufe0f\u200d\U0001f308", id="the rainbow's flag"),
        pytest.param("\U0001f642\u200d\u2194\ufe0f", id="a head that is shaken"),
        pytest.param("\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", id="Scotland's flag"),
        pytest.param("1\ufe0f\u20e3", id="a keycap"),
        pytest.param("\u845b\U000e0100\u57ce", id="the variant of a Han letter"),
        pytest.param("\u1820\u180b", id="the variant of a Mongolian letter"),
        pytest.param("Nguy\u00ea\u0303n", id="Vietnamese, decomposed in part"),
        pytest.param("\u0627\u0644\u0644\u0651\u064e\u0647", id="Arabic with its vowels"),
        pytest.param("\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd", id="Hebrew with its points"),
        pytest.param("\u0e01\u0e34\u0e4a", id="Thai, vowel and tone"),
        pytest.param("D\u2019Arcy-O\u2019Neil, Jr.", id="punctuation"),
        pytest.param("\u97d3 \ubbfc\uc900", id="Han and Hangul"),
    ],
)
def test_what_a_script_needs_stays(name: str) -> None:
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("name", "left"),
    [
        pytest.param("Bo\u200db", "Bob", id="between Latin letters"),
        pytest.param("Bo\u200cb", "Bob", id="a non-joiner between Latin letters"),
        pytest.param("\u0628\u200c", "\u0628", id="nothing after it"),
        pytest.param("\u200c\u0628", "\u0628", id="nothing before it"),
        pytest.param("\u0628\u200c\u200c\u200c\u0628", "\u0628\u200c\u0628", id="several of them"),
        pytest.param("\U0001f600\u200dx", "\U0001f600x", id="an emoji joined to a letter"),
        pytest.param("\U0001f600\u200d", "\U0001f600", id="an emoji joined to nothing"),
        pytest.param("\U0001f3f4\U000e0067\U000e0062", "\U0001f3f4", id="a flag without its end"),
        pytest.param("x\ufe0fy", "xy", id="the variant of a letter that has none"),
        pytest.param("\u2764\ufe0f\ufe0f\ufe0e", "\u2764\ufe0f", id="variants of a variant"),
    ],
)
def test_what_only_hides_beside_other_letters_goes(name: str, left: str) -> None:
    assert clean_name(name) == left


@pytest.mark.parametrize(
    "pile",
    [
        pytest.param("".join(map(chr, range(0x300, 0x340))), id="accents"),
        pytest.param("\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d" * 9, id="Thai"),
        pytest.param("\u064b\u064c\u064d\u064e\u064f\u0650" * 9, id="Arabic"),
        pytest.param("\u20dd\u20de\u20df\u20e0\u20e2\u20e3\u20e4\u0488\u0489", id="enclosing"),
        pytest.param("\u0301\u200d\u0302\ufe0f\u0303\u034f\u0304\u200b\u0305\u0306", id="with what hides between"),
    ],
)
def test_a_letter_bears_a_few_marks_and_no_pile(pile: str) -> None:
    left = clean_name(f"a{pile}b")
    assert (left[0], left[-1]) == ("a", "b")
    assert 1 <= sum(unicodedata.category(char) in ("Mn", "Me") for char in left) <= MOST_MARKS
    assert clean_name(f"a{pile[0] * 50}") == f"a{pile[0]}"


def test_marks_on_nothing_go() -> None:
    assert clean_name("\u0301\u0302Ada \u0303\u0304Bo") == "Ada Bo"


def test_a_name_is_no_longer_than_the_platforms_and_nothing_is_cut_in_half() -> None:
    assert clean_name("x" * 5000) == "x" * MOST_CHARACTERS
    assert clean_name("\u00e9" * 5000) == "\u00e9" * MOST_CHARACTERS
    assert clean_name("x" * 253 + "\U0001f469\u200d\U0001f52c") == "x" * 253 + "\U0001f469"
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    assert clean_name("x" * 250 + flag) == "x" * 250 + "\U0001f3f4"


def test_a_clean_name_stays_as_it_is_whatever_character_is_in_it() -> None:
    planes = [(0, 0x2100), (0x3000, 0x3200), (0xA800, 0xAC00), (0xD7F0, 0xE010), (0xFB00, 0x10000), (0x1F300, 0x1F680)]
    for code in (code for start, end in [*planes, (0xE0000, 0xE0200)] for code in range(start, end)):
        once = clean_name(f"a{chr(code)}\u0915{chr(code)}")
        assert clean_name(once) == once, hex(code)


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("Ada L.", "ada"), "Ada L."),
        (("", "ada"), "ada"),
        ((" \u3164\u2800 ", "ada"), "ada"),
        (("\u202e\ufe0f", "\u200b", "7"), "7"),
        (("\u0301\u0302", "ada"), "ada"),
        (("", ""), ""),
    ],
)
def test_where_nothing_is_left_of_a_name_the_next_is_shown(names: tuple[str, ...], shown: str) -> None:
    assert shown_name(*names) == shown


@pytest.mark.parametrize("between", each(",;\uff0c\u3001\uff1b\u060c\u061b\uff64\n\r\u2028\u2029\x85\v\f"))
def test_a_list_of_names_is_read_with_what_people_put_between(between: str) -> None:
    assert listed_names(f"ada{between} bo \u200b{between}{between}\ufeffcem{between}ada\u202c") == ["ada", "bo", "cem"]


def test_a_list_of_nothing_that_is_seen_is_empty() -> None:
    assert listed_names("\u200b,\ufeff;\u3000\uff0c\u2800\n\r\n") == []
