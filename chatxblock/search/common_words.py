"""Words that stand in questions of every kind and say nothing of what they are about, by language.

In a course with many documents the counts alone would show which words are common; in one with five they do not. The
lists are short for that reason: pronouns, articles, auxiliaries, and what questions begin with.
"""

from __future__ import annotations

import re

from chatxblock.search.letters import bare, plain

COMMON = {
    "ar": """
        ما ماذا لماذا كيف متي اين من هل هو هي هم هما انا انت نحن في علي الي عن مع بين بعد قبل عند لا لم لن ليس ليست ان
        انه انها اذا كان كانت يكون تكون هذا هذة ذلك تلك التي الذي الذين او ثم لكن قد كل بعض اي ايضا حتي فقط غير لة لها
        بة بها فية فيها منة منها يا نعم كم لي عندي عندما بدون لكي كي مثل اكثر يمكن يمكنني استطيع اريد ممكن شو ليش وش
        يعني الا اما ولا وما وهل وكيف ولماذا فما فهل لماذا
    """,
    "de": """
        der die das den dem des ein eine einen einem einer und oder aber ist sind war waren bin wird werden kann kannst
        können muss müssen soll darf habe hat haben ich du er sie es wir ihr mich mir dich man mein meine nicht kein
        keine wie was wer wo wann warum wieso weshalb welche welcher welches wenn dann als auch noch nur so zu zum zur
        in im an am auf aus bei mit nach von vom vor für über unter durch ohne um bitte hier da mal denn doch dass
    """,
    "en": """
        a an the and or but if then than so as at by for from in into of off on onto to with without about after before
        between over under up down out is are was were be been being am do does did done doing have has had having can
        could may might must shall should will would i me my mine we us our you your he she it its they them their this
        that these those there here what which who whom whose when where why how not no nor any some all each both just
        only also too very get gets got getting don doesn didn isn aren wasn won couldn wouldn shouldn can cant dont
        doesnt isnt ll ve re please help anyone somebody someone something anything im ive understand know want need
        tell explain ok hi hello thanks same
    """,
    "es": """
        el la los las lo un una unos unas y e o u pero si no ni de del a al en con sin por para entre sobre hasta desde
        es son era eran fue ser sido esta estan este esto estos estas ese eso esa esos esas aquel hay ha han he hace
        hacer haber puede puedo pueden debe debo tengo tiene tienen yo tu el ella nosotros ellos ellas me te se le les
        nos mi mis su sus que cual cuales quien como cuando donde cuanto cuanta porque pq q mas muy ya tambien solo
        entonces alguien algo ayuda entiendo saber quiero hola gracias vez todo toda todos todas otro otra
    """,
    "fr": """
        le la les un une des du de et ou mais si ne pas plus ni en au aux dans sur sous par pour avec sans entre est
        sont était être ai as avons avez ont avoir fait faire peut peux dois doit je tu il elle on nous vous ils elles
        me te
        se moi mon ma mes ton ta tes son sa ses leur ce cet cette ces cela ça que qui quoi quel quelle quels quelles
        comment pourquoi quand où combien est-ce car donc alors aussi très tout tous toute bonjour merci aide
        comprends qu
    """,
    "it": """
        il lo la i gli le un uno una e o ma se non di del della dei delle a al alla in nel nella con su per da dal tra
        fra è sono era essere ho hai ha abbiamo hanno fare fa posso può devo deve io tu lui lei noi voi loro mi ti si
        ci mio mia che chi cosa come quando dove perché quale quali quanto questo questa questi queste quello più
        molto anche solo
    """,
    "pt": """
        o a os as um uma uns umas e ou mas se não de do da dos das em no na nos nas com sem por para entre sobre até é
        são era foi ser está estão este esta isto esse essa isso aquele há tem têm ter tenho fazer faz pode posso deve
        eu tu ele ela nós eles elas me te lhe meu minha seu sua que qual quais quem como quando onde quanto porque
        porquê mais muito já também só
    """,
    "ru": """
        и в во не на я он она оно они мы вы ты что чтобы кто как когда где куда откуда почему зачем сколько какой какая
        какое какие с со к ко о об от по за из у до для при через над под между без а но или если то же ли бы это этот
        эта эти тот та те мой моя мне меня мой его ее их нас вам вас есть быть был была было были можно нужно надо так
        такой еще уже только очень тоже все всё
    """,
}
PARTICLES = {
    "zh": re.compile(
        "为什么|為什麼|什么|什麼|怎么样|怎么办|怎么|怎麼|怎样|怎樣|如何|哪里|哪裡|哪个|哪些|是不是|能不能|可不可以|有没有|可以|请问|請問|"
        "这个|這個|那个|那個|这些|那些|这样|那样|我们|我們|他们|时候|時候|一下|一直|应该|應該|需要|知道|"
        "[的了吗嗎呢吧啊呀我你您他她它是就都也很]"
    ),
}
"""What takes words apart in languages without spaces, and says nothing itself."""

_SETS = {code: frozenset(bare(plain(word)) for word in words.split()) for code, words in COMMON.items()}


def is_common(word: str, codes: tuple[str, ...]) -> bool:
    """Say whether a word, in plain letters, is common in one of these languages."""
    bared = bare(word)
    return any(bared in _SETS[code] for code in codes if code in _SETS)


def without_particles(run: str, codes: tuple[str, ...]) -> list[str]:
    """Return what stands between the particles of a language without spaces; all of it where we know of none."""
    parts = [run]
    for code in codes:
        if code in PARTICLES:
            parts = [piece for part in parts for piece in PARTICLES[code].split(part) if piece]
    return parts
