"""Names, addresses, numbers and courtesies in single lines: what goes, and what only looks like it."""

from __future__ import annotations

import pytest

from chatxblock.domain.resources.contacts import MAIL, PHONE, hide_contacts
from chatxblock.domain.resources.names import FIRST, Names, introduced
from chatxblock.domain.resources.pleasantries import judge

PEOPLE = [
    ["Lina Petrova", "lina_p"],
    ["Ben Ortiz"],
    ["Max Will"],
    ["أحمد الزهراني"],
    ["王小明"],
    ["Анна Смирнова"],
    ["Helper 1"],
    ["José Ángel Núñez"],
    ["عبد الله السعيد"],
]
JAPANESE = [["佐藤 健"], ["山田花子"], ["鈴木マリ"], ["ゆい"]]


def shown(text: str) -> str:
    """A text in which what stands for a person is a number in angle brackets."""
    signs = {ord(MAIL): "<mail>", ord(PHONE): "<phone>", **{FIRST + number: f"<{number}>" for number in range(9)}}
    return text.translate(signs)


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("Hi Lina, LINA!", "Hi <0>, <0>!"),
        ("lina_p said", "<0> said"),
        ("linapetrova said", "<0> said"),
        ("Lina P. said, Petrova, Lina", "<0> said, <0>, <0>"),
        ("Lina's idea, Linas Idee, Petrovas", "<0>'s idea, <0> Idee, <0>"),
        ("@ben can you", "<1> can you"),
        ("ben92 wrote", "<1> wrote"),
        ("Jose, josé, Nuñez", "<7>, <7>, <7>"),
        ("Lína, LÍNA", "<0>, <0>"),
        ("وأحمد قال لأحمد", "<3> قال <3>"),
        ("احمد والزهراني", "<3>"),
        ("عبد الله هنا", "<8> هنا"),
        ("спроси Анну, Анной", "спроси <5>, <5>"),
        ("小明，王同学，老王，小王你好", "<4>，<4>同学，<4>，<4>你好"),
        ("Helper 1 said", "<6> said"),
        ("Max, look. thanks, max", "<2>, look. thanks, <2>"),
    ],
)
def test_a_name_is_hidden_in_whatever_form(said: str, stands: str) -> None:
    assert shown(Names(PEOPLE).hide(said)) == stands


@pytest.mark.parametrize(
    "said",
    [
        "linear algebra, Linalool, benefit, maximum",
        "max(3, 4), np.max(x), \\max and you will see",
        "الحمد لله",
        "明白，王国，最小值",
        "1 and 2, i and j",
        "Newton and Euler",
    ],
)
def test_a_word_that_only_contains_a_name_stays(said: str) -> None:
    assert Names(PEOPLE).hide(said) == said


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("佐藤さん、健くん", "<0>さん、<0>くん"),
        ("花子です、山田です", "<1>です、<1>です"),
        ("鈴木さんとマリさん", "<2>さんと<2>さん"),
        ("ゆいさん、ゆいは", "<3>さん、<3>は"),
        ("健康、マリオ、まいにち", "健康、マリオ、まいにち"),
    ],
)
def test_names_in_japanese(said: str, stands: str) -> None:
    assert shown(Names(JAPANESE, japanese=True).hide(said)) == stands


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("hi, my name is Zoe", ["Zoe"]),
        ("me llamo Inés", ["Inés"]),
        ("اسمي سارة", ["سارة"]),
        ("我叫李雷，你好", ["李雷"]),
        ("伊藤と申します", ["伊藤"]),
        ("my name for it is x", []),
    ],
)
def test_somebody_says_who_they_are(said: str, names: list[str]) -> None:
    assert introduced(said) == names


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("mail lina.p@example.org.", "mail <mail>."),
        ("我的邮箱是lina@x.com请联系", "我的邮箱是<mail>请联系"),
        ("ليلى@مثال.اختبار", "<mail>"),
        ("anna at gmail dot com, o ana arroba correo punto es", "<mail>, o <mail>"),
        ("call +34 612 345 678", "call <phone>"),
        ("我的电话是13812345678", "我的电话是<phone>"),
        ("جوالي ٠٥٥١٢٣٤٥٦٧", "جوالي <phone>"),
        ("(555) 123-4567", "<phone>"),
        ("090-1234-5678です", "<phone>です"),
        ("mi móvil es 612345678", "mi móvil es <phone>"),
    ],
)
def test_ways_to_reach_somebody_are_hidden(said: str, stands: str) -> None:
    assert shown(hide_contacts(said)) == stands


@pytest.mark.parametrize(
    "said",
    [
        "A@B.T and X@W.dot(b)",
        "x = 123456789, 3.14159265358979, 6.02214076e23",
        "612 345 678 people, 100 000 000",
        "010 011 100 101",
        "2024-05-12 10:30, 192.168.100.200",
        "1000000007 is prime, f(1234567)",
        "`0551234567` and $5551234567$",
        "x +12345678",
        "0 1 2 3 5 8 13 21",
        "look at numpy.org",
    ],
)
def test_numbers_of_the_mathematics_stay(said: str) -> None:
    assert hide_contacts(said) == said


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("hiiii!!", ""),
        ("thanks a lot for your help :)", ""),
        ("thanks for jumping in", ""),
        ("Muchas gracias por la explicación, ahora sí lo entiendo", ""),
        ("وعليكم السلام ورحمة الله", ""),
        ("谢谢你，我懂了", ""),
        ("なるほど、ありがとうございます。", ""),
        ("👍 ???", ""),
        ("hi can you explain rank?", "can you explain rank?"),
        ("ok thanks, so the rank is 2", "so the rank is 2"),
        ("the answer is 4 thanks a lot", "the answer is 4"),
        ("yes, divide both sides. good luck!", "yes, divide both sides."),
        ("¡Hola! ¿Qué tal? ¿No es cero?", "¿No es cero?"),
        ("السلام عليكم كيف أحسب المحدد؟", "كيف أحسب المحدد؟"),
        ("你好，这里要用洛必达", "这里要用洛必达"),
        ("こんにちは、行列式がわかりません", "行列式がわかりません"),
    ],
)
def test_what_is_polite_comes_off(said: str, rest: str) -> None:
    assert judge(said).rest == rest


@pytest.mark.parametrize(
    "said",
    [
        "hello world prints nothing",
        "hi is the upper bound",
        "hi = mid - 1",
        "thanks to the chain rule it is 3",
        "gracias a la regla sale 2",
        "你好像搞错了",
        "perfect numbers are rare",
        "great, but why is it zero?",
        "good question: use induction",
        "it works for n=1, now the step",
        "no thanks needed, det=0",
        "x = 3, ok?",
        "8",
        "∞",
    ],
)
def test_what_only_sounds_polite_stays(said: str) -> None:
    assert judge(said).rest == said
