"""Telling small talk in words that no list of phrases has.

Somebody thanks, waits, has understood or takes leave in more ways than can be listed, and with few words: a clause is
small talk where one of them marks it and all others could stand in any talk at all ("now" and "it", never "matrix").
One word that is neither, a number or a formula, and it may explain. This module must not know who says it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache

from chatxblock.domain.resources.folding import UNSPACED, fold
from chatxblock.domain.resources.phrases import Kind

MOST_LETTERS = 8
"""Letters of the longest word of any talk in a script without spaces."""
LONGEST = 100
"""Letters of a clause that can be small talk; of one without spaces a third of it."""

MARKS = {
    Kind.THANKS: r"""
        agradec\w* agradezc\w* amable appreciat\w* ayudado ayudaste bendicion best_tutor cheers couldnt_have crac
        crack de_nada debo_una en_deuda encantad\w* eres_(?:un|una|el|la) explicas genius glad graci\w* grateful
        great_help happy_to helpful hero|heroes indebted kind_of_you legends? lifesavers? made_my_day maquina\w*
        means_a_lot much_obliged no_hay_(?:problema|de_que) no_trouble owe_you para_nada placer pleasure
        que_(?:majo|maja|amable) salvad\w* salvas\w* saved_(?:me|my) so_kind sol te_luciste thank\w* the_best thx tysm
        un_favor well_explained you_(?:are|re)_(?:amazing|great|awesome) you_(?:rock|rule) you_explain\w*
        youre_(?:a_)?(?:star|the_best|brilliant|wonderful) youre_(?:amazing|great|awesome|so_kind)
        اشكر\w* الخدمة العافي[هة] العفو بارك بطل\w* تسلم\w* تشرفت تعبتك جزا\w* جميلك ساعدتني سعدت سعيد\w* شرحك شكر\w*
        عظيم\w* عفوا فضل ما_قصرت مبدع\w* مشكور\w* ممتن\w* ممنون\w* يجزا\w* يسعد\w* يكرمك يوفقك
        不客气 佩服 光栄 分かりやす 助かり 助け 厉害 受益 多亏 大佬 大恩 太有用 太棒 太麻烦 好人 嬉しい 客气 帮上忙
        帮了 帮大忙 很棒 很高兴 御礼 恐れ入り 恐縮 感恩 感激 感謝 感谢 救われ 救了 有難う 比心 爱你 牛 真棒 荣幸 讲得
        讲的 谢 辛苦 辛苦了 靠谱 麻烦了 麻烦你 麻烦您
        ありがと うれしい おかげ お世話に お力になれ お役に立 お礼 こちらこそ とんでもあり とんでもない どういたしまし
        わかりやす
    """,
    Kind.GREETING: r"""
        a_por_(?:ello|todas) abrazo adios all_set all_the_best animo bendiciones besito\w* besos best_of_luck
        bienvenid\w* break_a_leg buen[ao]s buenas_noches bye catch_you chao ciao
        como_(?:estas|va|vas|andas|puedo_ayudar\w*) cuidaos cuidate cya descans\w* enjoy\w* farewell feliz
        fingers_crossed good_luck good_night good_to_(?:see|meet) goodbye greetings hasta
        hasta_(?:luego|otra|pronto|manana|la) hasta_(?:pronto|luego|manana|otra|siempre) have_(?:a|an)_\w+ have_a
        have_fun hello hey heya hi hola how_(?:are|can_i_help) later_then morning nice_to_(?:see|meet) nighty
        nos_(?:vemos|leemos) nos_hablamos que_(?:tal|onda) que_(?:tengas|tengais|tengan|pases) que_(?:te|os|le)_vaya
        saludos see_you sleep_well suerte take_care talk_(?:soon|later) toodles un_saludo welcome what_brings
        اتمني التوفيق السلام الف_سلامه الي_اللقاء اهلا\w* اهلين بالتوفيق بالسلامه بالنجاح تحي\w* تصبح\w* حياك حياكم
        سلامات صباحك كيف_(?:حالك|الحال|اقدر|ممكن|اساعدك|يمكنني) ليله_سعيده مرحبا\w* مساؤك موفق\w* نلتقي نهار\w*
        نورت\w* هلا وداعا وعليكم وفقك ياهلا
        下午好 下次见 下线 久违 什么事 你好 保重 先撤 先走 再聊 再见 初めまし 加油 周末愉快 回头见 大家好 失礼
        失礼いたしま 失礼しま 宜しく 幸会 応援 怎么了 您好 慢走 拜 拜拜 撤了 改天 早上好 早安 明天见 晚上好 晚安 欢迎
        祝 祝你 祝您 頑張って
        いってきま おつかれ おはよう おやすみ お元気で お大事 お気をつけ お疲れ がんばって こんにち こんばん ごきげん
        ごゆっくり さようなら それでは では では、また はじめまし また またね またよろしく よろしく
    """,
    Kind.UNDERSTOOD: r"""
        aha alegria all_clear amazing asi_mismo awesome been_there bien_hecho bingo brilliant caido caigo captad\w*
        capto clar\w* clarisim\w* clear_now clearer clears_(?:it|that)_up clicked comprendid\w* comprendo consegu\w*
        crystal_clear duh entend\w* entiendo eso_es estupend\w* eureka excelent\w* excellent facepalm fair_enough
        fantastic fenomenal finally funciono genial\w* get_it_now good_job good_point got_it gotcha here_we_go hooray
        how_did_i_miss hurra\w* i_see i_was_(?:so_)?(?:wrong|blind|stupid) it_(?:finally_)?works
        it_(?:runs|compiles|passes|passed|worked) it_worked light_bulb lightbulb lo_(?:veo|pillo|cojo|capto) logr\w*
        makes?_(?:\w+_){0,4}sense makes_sense menos_mal menudo much_clearer muy_bien my_(?:bad|fault|mistake) nailed
        never_thought ni_idea nice_work no_(?:crash|errors?) no_idea no_more_questions
        now_i_(?:get|see|understand|know) of_course ostras perfect perfect\w* phew pillad\w* pille pillo por_fin
        que_(?:bien|bueno|guay|alivio) que_(?:torpe|tonto|tonta|despiste|fallo) quedo_claro resuelt\w* silly_me
        solucionad\w* solved sorted that_(?:helps|helped|explains|clears|did) there_you_go tiene_(?:todo_el_)?sentido
        understand understanding understood well_done what_i_did where_i_(?:went|was|messed) wonderful woohoo woot
        working_now works_now wow ya_(?:esta|quedo|paso|corre|compila|entend\w*) ya_(?:me_)?funciona\w*
        ya_(?:me_)?salio ya_(?:me_|lo_)?(?:funcion\w*|sale|salio|veo|esta|caigo) yay
        اتضح\w* احسنت\w* اخيرا استوعبت\w* اشتغل\w* اقتنعت الحمد انحلت تذكرت خطئي رائع\w* زبط\w* ضبط\w* غلطان غلطي
        فهم\w* مفهوم\w* ممتاز\w* منطقي نجح\w* نسيت\w* واضح\w* وصل\w* وصلت وضح\w* يا_سلام
        get到 会了 会做了 分かった 分かりまし 動いた 動きまし 勘違い 原来如此 原来是 原来这样 太好了 好像是这样 学会
        学到 完璧 就对了吧 思い出 怪不得 恍然大悟 想明白 想通 懂 懂了 懂啦 成功了 我傻 我笨 搞定 搞懂 明白 是这样
        有道理 果然 没想到 没错 涨知识 清楚 理解 理解しまし 理解でき 目から 知らなかった 知りませんで 確かに 納得 终于
        终于过了 考过了 腑に落ち 茅塞顿开 覚えておき 解けた 解けま 解决了 解決しまし 解決です 试过了 说得对 豁然开朗
        跑起来 跑通 通了 长知识 难怪
        うまくいき すごい すっきり そういう そういうこと そうか そっか その通り たしかに できた できまし ですよね
        なるほど やった やっと わかった わかりまし スッキリ
    """,
    Kind.CHATTER: r"""
        (?:have|got|need)_to_(?:go|run|leave|sleep) (?:my_)?(?:wifi|internet|laptop|battery|connection|mic)
        (?:se_)?me_fue_el_internet (?:trying|checking|testing)_(?:it|that|this|now) a_ver afk ahora_(?:vuelvo|regreso)
        ahora_mismo ahora_vuelvo ahorita alguien_(?:conectad\w*|ahi|aqui|por) andas anybody anyone apolog\w*
        aqui_(?:estoy|andamos) ayudarte be_right_back be_there bear_with brb confused cuentame dame dejam\w* dejame
        dime dinners? disculp\w* doorbell echo_un_vistazo espera\w* gimme give_me gotta haha\w* hang_on
        have_a_(?:look|peek) hay_alguien hehe\w* hold_on how_are how_can_i_help i_am_(?:back|here|late)
        i_will_(?:try|check|look|test) ill_(?:try|check|look|test|be)
        im_(?:back|here|with_you|late|on_it|listening|grabbing|looking|reading|checking)
        internet_(?:se|died|dropped|is_back) jaja\w* jeje\w* just_a last_question late_(?:again|here) lemme let_me
        let_us_see lets_see llego_tarde lo_(?:intento|pruebo|miro|reviso) lo_(?:leo|cambio|escribo|anoto) lo_siento
        lol me_(?:voy|tengo_que) me_lees my_brain no_hurry no_rush oh_(?:no|god|my) omg on_it on_my_way
        one_(?:sec|second|moment|minute) one_more_(?:thing|question) oops perdon\w* que_(?:pasa|te_pasa|paso)
        quick_question reading_it se_me_(?:corto|fue|cayo) sin_prisa so_late somebody_(?:there|here|around) sorry
        sorry_(?:im|i_am)_late still_(?:there|here|with_me) take_(?:your|my)_time take_it_easy taking_a_look
        te_(?:digo|cuento|aviso|ayudo) tengo_que_(?:irme|salir|dejar\w*) thank_god tired tranquil\w* typing
        ultima_(?:pregunta|duda|cosa) un_(?:moment\w*|segund\w*|minut\w*|rat\w*) un_seg una_(?:ultima|cosa) veamos
        voy_a waiting whats_(?:up|going) whats_(?:up|going|wrong) whoops with_you ya_(?:vuelvo|regreso)
        ya_(?:vuelvo|voy|regreso|estoy) you_there
        ابشر احد_(?:هنا|موجود) اساعد\w* اسف\w* اشوف النت انتظر\w* انقطع_النت براحتك تاخرت تساعدني تفضل\w* ثاني[هة]
        ثواني ثواني_بس حاضر حد_يقدر حصل_خير خذ\w*_وقتك خلني خلينا خليني دعني دقائق دقيق[هة] رجعت سؤال_اخير سا?جرب\w*
        ساعدني ساعود شوف\w* عذرا علي_راحتك عندي_سؤال فصل_النت لازم_اروح لحظ\w* معذر[هة] معك معكي موجود\w* نشوف هلو
        يساعدني
        不好意思 不急 久等 什么问题 伺って 别急 别着急 卡了 吃饭 呜呜 哈哈 回来了 困って 在吗 声をかけて 容我 寝ま
        对不起 少々 帮你 帮忙 待ち 待って 急が 慢慢来
        我(?:来|先|再|去|现在|就)*(?:看看|试试|算算|想想|看一下|试一下|算一下|改) 我也 我先试 我去 我想想 我看看
        我试试 戻って来 戻りまし 打字 打扰 找我 抱歉 掉线 接続が切れ 收到 断线 最后一个问题 有人 来晚 洗澡 焦ら 申し訳
        直してみま 看得到 睡了 稍候 稍等 等一下 等下 等我 等等 网不好 网断 网络不 网络卡 要走 見てみま 試してみま 让我
        说说 请教 请问 質問があ 質問してもいい 还有一个问题 还有个问题 遅くな 遅れ 随时 马上 马上来
        いまし いますか いますよ いらっしゃいま お先に お待ち お時間 ごめん してみます すいません すみません そろそろ
        どうされまし どうしまし もうひとつ もう一つ もう一つ聞い やってみま ゆっくり ネットが切れ
    """,
}
"""By what a clause is known for small talk: words, and with `_` words side by side. As patterns."""

ANNOUNCING = r"""
    let_me lemme give_me gimme hang_on hold_on dame dejam?e espera\w* لحظ\w* دعني انتظر\w* 等我 稍等 等一下
    待って お待ち
"""
"""With which somebody begins to tell what they do before they go on."""

ANY_TALK = r"""
    لي بي له لها به فيه عليه هل هناك حتي عند عندي لدي غير سوف قليلا ايضا فقط اذا اذن ربما يمكن اريد احتاج ارجو سامحني
    القلب قلبي راحتك يهمك التاخير الازعاج انتظارك كثر منكم لكن ثم كما نحن معي لاحقا قريبا
    a about absolutely again ah aha ahi ahora al algo alguien all almost already alright also always am amig\w* an and
    anda andamos ando answer answers? any anything aqui are around as asi at atencion ay ayud\w* back be bed been
    being best better bien bit both buena bueno bus busy but by bye cabeza cafe call came can cant casi cat cena chat
    claro clase clases class coffee come comer comida coming companer\w* con conectad\w* cool could couldnt course
    culpa curso dad dale day days de deber\w* definitely del despues dia dias did didnt dificil dinner do does dog
    done dont door dormir duda dudas early el ella en enough era eres es esa ese eso esta estaba estamos estar estas
    este esto estoy evening ever everybody everyone everything exam examen examen\w* examenes exams explain explained
    explaining explanation explica\w* facil fast feel feels finde fine for forever free from fue gato get getting give
    go god going gone good gosh got great guys ha habia hace haces had hago haha happy hard haria has have having hay
    he help helped helping helps hemos here hmm hombre homework honestly hora horas hours hoy human i id idea if igual
    ill im in is it its ive just keyboard kid kids kind knew know known la las late later le lecture lent\w* les lio
    little lo long look looking los lost lot lots lovely luck luego lunch made make makes mama man many mas mate may
    me mejor mensaje\w* message messages mi mia might mil mine minut\w* minutes? minutos mio mis misma mismo mom
    moment\w* moments? more much muchisim\w* mucho muchos mujer mum muy my nada nadie necesit\w* need ni nice night no
    noche nos nosotros not notes? now o of oh oh+ ok okay on one only or os otra otro our out oye paciencia pantalla
    papa paper para parte patience pen pena people pero perro person phone please podrias por pregunta\w* problem prof
    profe pronto prueba puedes puedo que queda quedado quedo question questions quick quickly quiero quiz rapid\w*
    ratito rato really reply respuesta rest rollo sabia screen se seconds? secs? see seen segund\w* ser she should
    shout si siempre simple sleep slow slowly so some something soon sorry soy staring still stuck su sueno sure sweet
    take taking tan tanto tarde tarea te tea teacher telefono tema tener tengo tenia test that thats the them then
    there these they thing things think this those ti tia tiempo tienes time times tio to toda todas today todo todos
    tomorrow tonight too total totally train tren trouble true try tu tus tutor two uf uff uh um un una uno unos up us
    ustedes va vale vas vaya veces venga verdad very vez vosotros voy want was way we week weekend well were weve
    while who will with wont word words would wrong y ya yeah yep yes yo you your youre youve yup
    احد اخ\w* اخرى اخري استاذ\w* اقدر اكتب اكتبه اكون الامتحان الان التوضيح الخير الدرس الرد الشرح الصورة الصوره
    الفكرة الفكره الكلام الله الليله الماده المساعد[هة] النجاح النور الواجب الوقت الي اليوم امتحان\w* ان انا انت انتم
    انتي انك انه اني اه اها اوه اي بالضبط برضو بس بسيط بعد بك بكره بكم بمساعدت\w* تعبان تعبت تقدر تمام تماما جدا جزيلا
    جوال حد حسنا حقا خطا خلاص خير خيرا دائما داعي درس دكتور\w* ذلك رسالتك رساله زميل\w* ساعتين ساعه سرعة سرعه سريع\w*
    سمحت سهل سهله شاء شاشه شي شيء صبرك صح صحيح صديق\w* صراحه صعب طيب عشاء على علي عليك عليكم عن عنك غدا غلط فضلك فعلا
    في فيك قبل قد قهوه كان كانت كبير كثير كثيرا كده كذا كل كلام كلامك كمان لا لسه لطف لك لكم لكي للشكر لله لم لن لنا
    ما ماده ماشي مرة مره مساعد\w* مساعدتي مشغول مع معنا ممكن من منك نحن نعم نوم هاتف هذا هذه هلا هنا هو هي هيك و واجب
    والله وبركاته ورحمة ورحمه وقت وقتك يا يعطيك يعني يقدر
    一 一度 一点 一緒 丁寧 上 上课 下 下さい 下课 不 个 也 了 事 些 人 今 今すぐ 今天 今日 他 以后 们 会 伺 但 何か
    作业 你 俺 僕 先 先生 全 全然 全部 其实 再 写 出 出来 分 分钟 刚 刚刚 刚才 到 到底 助 勉強 半天 原 去 参 又 只
    可以 同 同じ 同学 吗 吧 呀 呢 哇 哈 哦 啊 喔 嗯 噢 回答 因为 困 多 夜 大家 大神 太 她 好 如果 嬉し 存じ 学习 它 完
    容易 宿題 对 小时 少し 就 屏幕 己 已经 帮 帮助 当然 待 很 得 心 忙 快 思 思い 思う 思った 您 想 愉快 意思 慢 我
    所以 手机 才 把 指点 授業 接 改 教え 方 方法 早 时候 时间 明 明天 明日 昨日 是 時 時間 晚 更 最 有 朝 本当 来 样
    棒 比 気 没 消息 点 现在 理 用 申 电脑 画面 疲 白 的 皆さん 看 真 真是 眠 着 短 确实 私 秒 等 简单 算 簡単 累 練習
    给 老师 老师好 考试 而 而且 耐 耐心 能 脑子 自 自分 自己 致します 良 良かった 行 被 要 見 親切 觉 解 解答 解释
    試験 説明 誰 課題 让 讲解 试 说 诶 请 课 谁 谢 質問 起 路 过 返事 还 这 这么 速 遅 那 那么 部 都 释 長 问题 难
    難し 電話 非常 頂 頂き 頭 願 顺利 饭
    あ あれ あれば い いい いいえ いえ いたします いただ いつで いつも いま う うん え ええ お おり おります お願い か
    から が き く くだ ください くれ くん け けど けれど げ ここ こと これ ございま ご飯 さ さい さん し しか しかし
    した して しました します す すぐ すごく する ず ぜ そう そこ それ ぞ た たち ため だ だけ だれ ちゃん ちょっと っ
    つき つも て で でき でした です でも と ところ とても どなた な なにか なり なれ に ね の ので は はい はず ば
    ばかり へ ほど ほんとう まし ました ます ません また まだ まで みたい みなさん みんな も もう もの ゃ や やってみ
    やり ゅ ょ よ よう よかった より らし られ り る れ わ わけ を ん テスト ー
"""
"""What stands in any talk, whatever it is about: it marks nothing, and takes nothing away. Nothing that asks."""

PERSON = "[\U000f0000-\U000f7fff]"
"""What stands for somebody's name meanwhile."""
ALLOWED = re.compile(
    rf"[^\W\d_]|{PERSON}|[\u0300-\u036f\u3099\u309a\s.!?,;:…。、！？，；：؟،؛~～'’\"()¡¿♪-]|[\u2190-\u21ff\u2600-\u2bff]"
)
PICTURES = re.compile(r"[\U0001f000-\U0001faff]")
ONE_SPELLING = str.maketrans(
    "謝請問嗎們說試幫講懂對這樣個麼沒來會現見歡氣學時間順願終於還過讓給點開關難題後應該厲聽寫幾從當無實覺師興ىة",
    "谢请问吗们说试帮讲懂对这样个么没来会现见欢气学时间顺愿终于还过让给点开关难题后应该厉听写几从当无实觉师兴يه",
)
"""Letters of Chinese that the lists have in their simplified form, and endings that Arabic spells in two ways."""
OTHER_SCRIPT = re.compile(r"[\u0600-\u06ff\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7af]")
KEYWORD = re.compile(r"\b(?!(?:ok|okay|lol|hi|hello|thx|thanks|thank|you|bye|sorry|yes|no)\b)[a-z]+\b")
"""A word in Latin letters among others: of what is learned, even where it is "if" or "and"."""
ASKING = re.compile(
    r"\b(?:can|could|would|will|please|pls|do|does|is|are|puedes|puede|podrias|podria|porfa|ممكن|هل|تقدر)\b|吗|能|可以|请|か\Z|くた"
)
"""With which somebody asks for something that they may name next, thanks beside it or not."""
ARABIC = re.compile(r"[\u0621-\u064a]")


def small_talk(clause: str, *, asks: bool = False) -> frozenset[Kind]:
    """Return what kinds of small talk a clause is, with a sign in place of each name; none where it may explain.

    Thanks may have a word that is not known here, and who announces what they do next two, unless somebody `asks`.
    """
    folded = _compared(clause)
    kinds = frozenset(kind for kind, mark in _marks().items() if mark.search(folded))
    most = 0
    if not asks and not ASKING.search(folded):
        most = 2 if kinds and _announcing().search(folded) else int(Kind.THANKS in kinds)
    return kinds if kinds and _unknown(folded) <= most else frozenset()


def says_nothing(clause: str, words: int) -> bool:
    """Tell whether a clause has so many words at most, which stand in any talk; two letters are one without spaces."""
    folded = _compared(clause)
    long = sum(len(word) / 2 if UNSPACED.search(word) else 1 for word in folded.split())
    return bool(folded) and long <= words and not _unknown(folded)


def _compared(clause: str) -> str:
    """Return the words of a clause as they are compared; none where something in it may be more than words."""
    clause = PICTURES.sub(" ", clause)
    if len(clause) > LONGEST or any(not ALLOWED.match(char) for char in clause):
        return ""
    return _words(_spelled(clause))


def _spelled(text: str) -> str:
    return fold(text).translate(ONE_SPELLING)


def _unknown(folded: str) -> float:
    """Return how many words are no mark and do not stand in any talk; two letters are one without spaces."""
    if OTHER_SCRIPT.search(folded) and KEYWORD.search(folded):
        return math.inf
    for mark in _marks().values():
        folded = mark.sub(" ", folded)
    spaced, letters = _any_talk()
    return sum(
        _letters_left(word, letters) / 2 if UNSPACED.search(word) else spaced.fullmatch(word) is None
        for word in folded.split()
    )


def _words(folded: str) -> str:
    """Return the words of a folded clause with a space between, and between scripts and names too."""
    parts = re.findall(rf"{PERSON}|(?:(?!{PERSON})\w|[\u3099\u309a])+", folded)
    return " ".join(parts)


def _letters_left(word: str, known: frozenset[str]) -> int:
    """Return how many letters of a word without spaces belong to none of these words, at least."""
    left = [0]
    for end in range(1, len(word) + 1):
        starts = range(max(0, end - MOST_LETTERS), end)
        left.append(min(left[start] if word[start:end] in known else left[start] + end - start for start in starts))
    return left[-1]


@cache
def _announcing() -> re.Pattern[str]:
    return _pattern(ANNOUNCING.split())


@cache
def _marks() -> dict[Kind, re.Pattern[str]]:
    return {kind: _pattern(words.split()) for kind, words in MARKS.items()}


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the longest of these; in a script without spaces anywhere in a word."""
    sources = sorted((_spelled(word).replace("_", " ") for word in words), key=len, reverse=True)
    return re.compile("|".join(word if UNSPACED.search(word) else rf"\b{_alone(word)}\b" for word in sources))


def _alone(word: str) -> str:
    """Return what finds a word, which in Arabic may have "and" or "so" in front of it."""
    return rf"(?:[وف]?(?:{word}))" if ARABIC.search(word) else rf"(?:{word})"


@cache
def _any_talk() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return what matches a word of any talk, and those of scripts without spaces."""
    words = [_spelled(word) for word in ANY_TALK.split()]
    unspaced = frozenset(word for word in words if UNSPACED.search(word))
    return re.compile("|".join([PERSON, *(_alone(word) for word in words if word not in unspaced)])), unspaced
