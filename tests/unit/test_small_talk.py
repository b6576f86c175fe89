"""Small talk in words that no list of phrases has goes, and few words that may explain stay."""

from __future__ import annotations

import pytest

from chatxblock.domain.resources.phrases import Kind
from chatxblock.domain.resources.pleasantries import judge
from chatxblock.domain.resources.small_talk import says_nothing, small_talk

OUT = {
    "en": (
        "phew, glad you were still around",
        "no stress, I have all evening",
        "oh nice, that finally makes sense to me",
        "let me just grab my notes real quick",
        "sorry, my internet dropped for a minute",
        "thank you so so much for sticking with me",
        "you explained that way better than my prof",
        "alright, I have to run, have a good one!",
        "hi there! is this a good time?",
        "haha yes, I was so confused",
    ),
    "es": (
        "¡qué alivio, ya lo entendí!",
        "perdón por la tardanza, ya estoy de vuelta",
        "hola, buenas noches, ¿me puedes echar una mano?",
        "mil gracias de verdad, me has salvado la noche",
        "tranquila, no hay prisa",
        "espera un segundito que busco el cuaderno",
        "explicas genial, muchas gracias",
        "ay, qué tonta, claro que sí",
        "bueno, me voy a dormir, un saludo",
        "ánimo con el examen de mañana",
    ),
    "ar": (
        "مرحبا، هل أنت متفرغ الآن؟",
        "عذرا على التأخير، رجعت",
        "آه الآن اتضحت لي الصورة",
        "شكرا من القلب على صبرك معي",
        "لحظة أحضر دفتري",
        "ولا يهمك خذ راحتك",
        "شرحك ممتاز ما شاء الله",
        "بالتوفيق في الامتحان غدا",
        "تسلم يا غالي",
        "طيب سأجرب الآن وأرجع لك",
    ),
    "zh": (
        "哈喽，现在方便吗",
        "不好意思刚才网断了",
        "啊啊啊我终于搞懂了",
        "你讲得比老师还清楚",
        "等我两分钟，我去拿草稿纸",
        "没事没事，慢慢来",
        "今天真是麻烦你了，非常感谢",
        "那我先去睡了，晚安啦",
        "好滴，我马上去试试",
        "祝你明天考试顺利呀",
    ),
    "ja": (
        "こんばんは、今お時間よろしいですか",
        "すみません、少し席を外していました",
        "ああ、やっと分かりました！",
        "とても分かりやすかったです、ありがとうございます",
        "ノートを取ってくるので少し待ってください",
        "焦らなくて大丈夫ですよ",
        "遅い時間までお付き合いいただき感謝します",
        "テスト頑張ってくださいね",
        "なるほど、そういうことだったんですね",
        "では今日はこの辺で、おやすみなさい",
    ),
}
"""Written when the words were chosen; since then some of the commonest words of Arabic were added, and none besides."""
ENOUGH = 0.5
KEPT = (
    "do it again with both",
    "the other one comes first",
    "it is the same as before",
    "why does it work?",
    "what did you get?",
    "you need one more",
    "try the second one",
    "the problem is in the last line",
    "wait, which one is first?",
    "prueba con el otro",
    "es lo mismo pero al revés",
    "¿por qué funciona así?",
    "te falta uno",
    "el error está al final",
    "再乘一次",
    "先算上面的",
    "为什么要这样",
    "怎么解决",
    "少了一个",
    "网络是什么",
    "もう一度掛けます",
    "どこに書きますか",
    "if はどこに書きますか",
    "なぜですか",
    "どうやって解決しますか",
    "戻り値はいつ戻りますか",
    "جرب الثاني",
    "لماذا هكذا؟",
    "كيف يعمل هذا؟",
    "الخطأ في السطر الأخير",
    "أضف واحد",
    "and before if",
    "thanks, why does it work?",
    "hi can you explain rank",
    "thanks can you explain rank",
    "thanks! rank?",
    "let me know the rank?",
    "谢谢，能讲讲秩吗",
)


@pytest.mark.parametrize("language", OUT)
def test_most_small_talk_goes_in_words_that_nobody_has_listed(language: str) -> None:
    left = [line for line in OUT[language] if judge(line).rest]
    assert len(left) <= (1 - ENOUGH) * len(OUT[language]), left


@pytest.mark.parametrize("line", KEPT)
def test_few_words_that_may_explain_stay(line: str) -> None:
    assert judge(line).rest


def test_a_clause_says_of_what_kind_it_is() -> None:
    assert small_talk("I'm so grateful to you") == {Kind.THANKS}
    assert small_talk("有人在吗") == {Kind.CHATTER}
    assert small_talk("so glad the matrix works") == frozenset()
    assert small_talk("it is 3, thank you") == frozenset()


@pytest.mark.parametrize(
    ("clause", "words"), [("and you", 2), ("and then you", 2), ("", 3), ("the matrix", 3), ("x = 1", 3)]
)
def test_a_clause_of_any_talk_says_nothing(clause: str, words: int) -> None:
    assert says_nothing(clause, words) is (clause == "and you")


@pytest.mark.parametrize("text", ["a " * 5000, "谢" * 5000, "ok, " * 5000, "で" * 5000, "😀" * 5000, "hm" * 3000])
def test_a_long_line_is_looked_at_once(text: str) -> None:
    judge(text)
