"""Words that are names, or parts of names, and something else besides. It must not know whose names they are."""

from __future__ import annotations

from chatxblock.domain.resources.folding import fold

_PARTICLES = """
    de la las los del da das do dos du di el al ul van von der den ter zu bin ibn bint abu um umm y e i and of
    the san st dr prof mr mrs ms sr sra jr ii iii helper asker teacher tutor student staff admin user guest
    learner anonymous بن ابن ابو ام ال بنت عبد الله الدين دين آل
"""
_ORDINARY = """
    will mark may max min rose grace hope joy sun art bill rob jack rich faith sky dawn drew chase page case ray
    rod van sum dot log tan cos sin abs key map set list pat sue pam bob jay june april august summer autumn
    iris violet ivy lily olive ruby pearl crystal amber jasmine heather holly dale glen cliff brook reed lane
    ford king knight baker cook smith young long short small black white brown green gray grey blue red gold
    silver wood stone field hill price bell ball park banks waters rivers lake woods day love mason carter
    cooper fisher hunter tyler taylor frank earnest ernest guy norm gauge matrix angel victor destiny patience
    mercy charity harmony melody star storm wolf fox bear otter owl hawk swift quick happy calm brave kind wise
    bright gentle sol luz mar paz cruz flor rosa pilar blanca angeles dolores consuelo leon rey delgado rubio
    moreno crespo bueno casado calvo mas son den don an in on so to do no or if is it as at be by go he me my us
    we one two ten ada pascal ruby julia go r c
"""
_TWO_LETTER_SURNAMES = "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 长孙"

PARTICLES = frozenset(fold(word) for word in _PARTICLES.split())
"""Parts of names that are nobody's alone."""
ORDINARY = frozenset(_ORDINARY.split())
"""Names that are words, in small letters of which nobody is meant."""
TWO_LETTER_SURNAMES = frozenset(_TWO_LETTER_SURNAMES.split())
"""Chinese family names of two letters; all others have one."""
