"""What people say that explains nothing, a list a language and kind: greetings, thanks, and what keeps a talk going.

Written without accents, apostrophes and doubled letters, which `folding` takes out of what is looked at, too: so one
line here stands for "Holaaa", "hóla" and "¡Hola!". This module must not know what is done with them.
"""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a phrase does in a talk."""

    GREETING = "greeting"
    THANKS = "thanks"
    UNDERSTOOD = "understood"
    """Somebody has got it, or it works."""
    CHATTER = "chatter"
    """Waiting, looking for each other, laughing, excuses."""
    ANSWER = "answer"
    """Yes and no: nothing by themselves, everything after a question."""
    FILLER = "filler"
    """What goes with a phrase, and stands for nothing alone."""


PHRASES: dict[str, dict[Kind, str]] = {
    "en": {
        Kind.GREETING: """
            evening | afternoon | welcome back | hi all | long time no see | pleased to meet you | hi | hello
            hey | heya | hiya | hallo | howdy | yo | greetings | welcome | dear | good morning | good afternoon
            good evening | good day | morning | hi there | hello there | hey there | nice to meet you
            how are you | how are you doing | hows it going | how is it going | whats up | sup | im fine
            im good | fine | and you
        """,
        Kind.THANKS: """
            thanks | thank you | thank u | thx | thnx | tnx | tks | thanx | thansk | thnaks | ty | tysm
            many thanks | cheers | much appreciated | appreciate it | appreciated | i appreciate it
            i really appreciate it | lifesaver | youre a lifesaver | you are a lifesaver | you saved me
            you saved my day | you rock | youre the best | you are the best | that helped | that helps
            this helped | this helps | it helped | you helped me | really helpful | very helpful | super helpful
            that was helpful | so helpful | helpful | youre welcome | you are welcome | ur welcome | yw
            no problem | no prob | np | no worries | my pleasure | anytime | any time | glad to help
            glad i could help | glad it helped | glad that helped | happy to help | dont mention it
            youre a star
        """,
        Kind.UNDERSTOOD: """
            that makes so much sense | makes so much sense | makes total sense | all good | all good now
            fixed it | that fixed it | it runs | it runs now | got it | i got it | gotcha | i see | i see now
            i get it | i get it now | now i get it | i understand | i understand now | now i understand
            understood | makes sense | that makes sense | it makes sense | makes sense now | it works
            that works | works now | it works now | that worked | it worked | works | it finally works
            that did it | that was it | perfect | great | awesome | excellent | brilliant | cool | nice
            amazing | wow | ah | oh | aha | clear | clear now | all clear | thats clear | solved | finally | yay
            wonderful | super | good | its clear now | omg
        """,
        Kind.CHATTER: """
            cu | see u | later all | have fun | lets go | im ready | two secs | almost | typing it | let me type
            afk | same here | me again | ok | okay | okey | oki | okie | alright | all right | sure | brb
            be right back | back | im back | one sec | one second | one moment | one minute | a sec | just a sec
            just a moment | just a second | just a minute | give me a sec | give me a second | give me a minute
            wait | hold on | hang on | sec | moment | are you there | you there | r u there | u there
            anyone there | is anyone there | anybody there | is anybody there | anyone here | is anyone here
            still there | are you still there | still here | lol | lmao | rofl | haha | hahaha | hehe | heh
            hmm | um | uhm | uh | oops | sorry | sry | my bad | im here | here | i am here | im listening
            let me think | let me see | let me look | let me check | let me read | let me try | ill try
            thinking | reading | typing | bye | bye bye | goodbye | see you | see ya | cya | see you later
            see you around | later | good luck | good night | have a nice day | have a good day
            have a great day | take care | ttyl | gtg | got to go | gotta go | i have to go | i need to go
            please | pls | plz | you too | same to you | can you help me | can you help | could you help me
            can someone help me | can anyone help | can anybody help me | can anyone help me | please help
            help | help me | i need help | i have a question | quick question | can i ask something
            can i ask you something | go ahead | xd | whatever | anyway | ready | test
        """,
        Kind.ANSWER: """
            yes | yeah | yep | yup | ya | no | nope | nah | exactly | correct | right | thats right
            that is right | true | false | indeed | not really | yes it is | no it isnt | of course
        """,
        Kind.FILLER: """
            so | very | much | a lot | alot | a bunch | a ton | a million | again | really | all | everyone
            everybody | guys | both | man | mate | bro | dude | buddy | friend | friends | sir | miss | maam
            teacher | there | too | then | in advance | to you | to you all | to both of you | to everyone
            for your help | for the help | for all your help | for all the help | for your time
            for the explanation | for explaining | for helping | for helping me | for helping out | for coming
            for the quick reply | for the quick answer | for the hint | for the patience | for your patience
            for everything | now | and | but | well | it is | already | i am | am | im | this is | my name is
            you | me | to | with that | with this | one
        """,
    },
    "es": {
        Kind.GREETING: """
            que onda | que hubo | que pasa | buenas a todos | hey | hola de nuevo | hola | ola | holi | buenas
            buenos dias | buenas tardes | buenas noches | buen dia | muy buenas | que tal | como estas | como va
            como andas | como vas | que hay | saludos | encantado | encantada | mucho gusto | un gusto
            hola a todos | bienvenido | bienvenida | bien y tu | todo bien
        """,
        Kind.THANKS: """
            gracias | muchas gracias | mil gracias | muchisimas gracias | grax | grcias | grasias
            te lo agradezco | se agradece | de nada | no hay de que | por nada | con gusto | con mucho gusto
            a la orden | para eso estamos | un placer | fue un placer | eres un crack | eres crack
            eres la mejor | eres el mejor | me salvaste | me has salvado | me sirvio | me sirvio mucho
            me ayudaste mucho | me has ayudado mucho | que amable
        """,
        Kind.UNDERSTOOD: """
            ya quedo | ya quedo listo | ya lo tengo | lo tengo | resuelto | solucionado | ya corre | ya lo veo
            tenias razon | de acuerdo | entendido | ya entendi | entendi | entiendo | ya entiendo
            ahora entiendo | ahora si | ahora si entiendo | ahora lo entiendo | lo entiendo | ya lo entendi
            ya veo | ya esta | ya funciona | funciona | funciono | ya me salio | me salio | ya me sale
            perfecto | genial | excelente | estupendo | que bien | buenisimo | listo | tiene sentido
            tiene todo el sentido | aja | ah ya | ya | ah ok | que guay | guay | eso era | era eso | fenomenal
        """,
        Kind.CHATTER: """
            ok | un ratito | ahorita | ahorita vuelvo | voy | lo pruebo | lo cambio | hasta la proxima
            que descanses | buen finde | saludos | vale | dale | bueno | bien | un momento | un segundo | un seg
            un minuto | un momentito | espera | esperame | espera un momento | espera un segundo
            dame un momento | dame un segundo | dame un minuto | ahora vuelvo | ya vuelvo | ya volvi | ya estoy
            estas ahi | sigues ahi | estais ahi | hay alguien | hay alguien ahi | alguien por ahi
            alguien por aqui | aqui estoy | jaja | jajaja | jeje | mm | eh | perdon | perdona | disculpa
            lo siento | adios | chao | chau | hasta luego | nos vemos | hasta pronto | hasta manana | suerte
            buena suerte | mucha suerte | cuidate | que tengas buen dia | me puedes ayudar | me podrias ayudar
            puedes ayudarme | alguien me puede ayudar | alguien me ayuda | alguien puede ayudarme | ayuda
            ayuda por favor | tengo una duda | tengo una pregunta | una pregunta | una duda | por favor | porfa
            porfavor | igualmente | dime | claro que si | a ver | dejame ver | dejame pensar | voy a probar
            pruebo | cuentame | mira
        """,
        Kind.ANSWER: """
            si | no | exacto | exactamente | correcto | asi es | eso es | eso | claro | cierto | verdad
        """,
        Kind.FILLER: """
            a ti | a todos | a todas | a vosotros | a ustedes | a los dos | por todo | por la ayuda
            por tu ayuda | por su ayuda | por tu tiempo | por la explicacion | por explicarme | por ayudarme
            por venir | por tu paciencia | de nuevo | de antemano | de verdad | otra vez | mucho | muchas | tio
            tia | profe | profesor | profesora | companero | amigo | amiga | chicos | todos | soy | me llamo
            mi nombre es | y | pues | muy | tambien | entonces
        """,
    },
    "ar": {
        Kind.GREETING: """
            مرحبا | مرحبا بك | مرحبا بكم | اهلا | اهلا وسهلا | اهلا بك | اهلين | هلا | السلام عليكم
            السلام عليكم ورحمة الله | السلام عليكم ورحمة الله وبركاته | سلام | سلام عليكم | وعليكم السلام
            عليكم السلام | وعليكم السلام ورحمة الله | وعليكم السلام ورحمة الله وبركاته | صباح الخير | صباح النور
            مساء الخير | مساء النور | كيف حالك | كيف الحال | كيفك | ازيك | هاي | هالو | تحياتي | يا هلا
            حياك الله | بخير | بخير والحمد لله | الو
        """,
        Kind.THANKS: """
            شكرا | شكرا جزيلا | شكرا لك | شكرا لكم | شكرا كثيرا | شكرا جدا | الف شكر | مشكور | مشكوره | مشكورة
            مشكورين | جزاك الله خيرا | جزاك الله خير | جزاكم الله خيرا | جزاك الله كل خير | بارك الله فيك
            يعطيك العافيه | يعطيك العافية | الله يعافيك | تسلم | تسلمي | تسلم ايدك | عفوا | العفو
            على الرحب والسعة | على الرحب والسعه | ولا يهمك | لا شكر على واجب | اشكرك | اشكركم | ممنون | ممنونة
            ممنونه | الله يسعدك | وفقك الله | ساعدتني كثيرا
        """,
        Kind.UNDERSTOOD: """
            وصلت | مفهوم | تمام فهمت | فهمت عليك | اتضحت | اتضح لي | ممتازة | حلوة | فهمت | فهمت الان
            الان فهمت | فهمتها | هكذا فهمت | ممتاز | واضح | اها | اوه | اه | رائع | زبط | زبطت | اشتغل | اشتغلت
            ضبط معي | نجحت | نجح | صار واضح | وضحت | وضحت الصورة | وضحت الفكرة | وصلت الفكرة | حلو | يا سلام
            جميل | ظبطت | خلاص فهمت
        """,
        Kind.CHATTER: """
            اي وقت | في اي وقت | الله | والله | لحظة اكتبها | لحظة اجرب | ساجرب | دعني اجرب | جاري | معك حق
            حاضر | ابشر | اوكي | اوك | طيب | حسنا | تمام | ماشي | لحظة | لحظه | دقيقة | دقيقه | ثانية | ثانيه
            ثواني | انتظر | انتظري | استنى | استني | هل انت هنا | انت هنا | هل انت موجود | انت موجود | موجود
            موجودة | هل من احد هنا | هل يوجد احد | في احد | في احد هنا | في حد | حد هنا | ه | هه | اسف | اسفة
            اسفه | عذرا | معذرة | مع السلامة | مع السلامه | الى اللقاء | باي | وداعا | بالتوفيق | موفق | موفقة
            تصبح على خير | ممكن مساعدة | ممكن مساعده | ممكن تساعدني | هل يمكنك مساعدتي | ساعدوني | عندي سؤال
            لدي سؤال | من فضلك | لو سمحت | لو سمحتي | رجاء | ارجوك | تفضل | تفضلي | وانت ايضا | يوم سعيد
            دعني ارى | دعني افكر | ان شاء الله | الحمد لله | رجعت | خلاص | سلام
        """,
        Kind.ANSWER: """
            نعم | ايوه | ايوا | لا | كلا | بالضبط | بالظبط | صحيح | صح | اكيد | طبعا
        """,
        Kind.FILLER: """
            لك | لكم | جدا | كثيرا | جزيلا | يا | اخي | اختي | استاذ | استاذة | دكتور | صديقي | على المساعدة
            على مساعدتك | على الشرح | على وقتك | مرة اخرى | جميعا | انا | اسمي | معك | للجميع | يا جماعة
            يا شباب | و | الان
        """,
    },
    "zh": {
        Kind.GREETING: """
            嗨嗨 | 又见面了 | 久等了 | 你好呀 | 您好呀 | 你好 | 您好 | 你们好 | 大家好 | 哈喽 | 哈啰 | 嗨
            老师好 | 同学好 | 早 | 早上好 | 上午好 | 中午好 | 下午好 | 晚上好 | 很高兴认识你 | 欢迎
        """,
        Kind.THANKS: """
            麻烦你啦 | 麻烦了 | 客气啥 | 小事 | 谢谢指点 | 谢谢讲解 | 受教了 | 感激不尽 | 爱了 | 谢谢 | 谢谢你
            谢谢您 | 谢谢你们 | 谢谢大家 | 谢谢老师 | 谢谢啦 | 谢谢了 | 多谢 | 非常感谢 | 感谢 | 感谢你
            十分感谢 | 太感谢了 | 太谢谢你了 | 太谢谢了 | 谢啦 | 谢了 | 不客气 | 不用谢 | 不谢 | 没事 | 没关系
            客气了 | 别客气 | 辛苦了 | 麻烦你了 | 太好了 | 帮大忙了 | 你太厉害了 | 太厉害了 | 厉害
            谢谢你的帮助 | 谢谢你的解释 | 谢谢帮忙 | 谢谢解答
        """,
        Kind.UNDERSTOOD: """
            明白 | 明白了 | 我明白了 | 懂了 | 我懂了 | 终于懂了 | 懂啦 | 知道了 | 我知道了 | 原来如此
            原来是这样 | 了解 | 了解了 | 收到 | 可以了 | 成功了 | 搞定了 | 搞定 | 通过了 | 运行成功了 | 太棒了
            棒 | 清楚了 | 会了 | 我会了 | 哦哦懂了 | 对上了 | 现在明白了
        """,
        Kind.CHATTER: """
            我先试试 | 稍等哈 | 马上 | 我写一下 | 我算一下 | 回见 | 先撤了 | 溜了 | 休息吧 | 好 | 好的 | 好吧
            好嘞 | 好呀 | 嗯 | 哦 | 噢 | 喔 | 啊 | 行 | 等等 | 等一下 | 等我一下 | 稍等 | 稍等一下 | 等会儿
            马上回来 | 我回来了 | 回来了 | 在吗 | 在么 | 你在吗 | 您在吗 | 还在吗 | 你还在吗 | 在不在 | 在的
            我在 | 在 | 有人吗 | 有人在吗 | 有人么 | 哈 | 呵 | 嘿 | 额 | 呃 | 不好意思 | 抱歉 | 对不起 | 再见
            拜拜 | 回头见 | 下次见 | 晚安 | 加油 | 请问 | 请问一下 | 可以帮我吗 | 可以帮我一下吗 | 能帮我吗
            能帮我一下吗 | 能帮忙吗 | 帮帮我 | 求助 | 我有个问题 | 我有一个问题 | 有个问题想问 | 想问个问题
            请教一下 | 让我想想 | 我想想 | 我看看 | 让我看看 | 我试试 | 没问题 | 请说 | 说吧 | 你说 | 祝你好运
            那我先走了 | 先这样
        """,
        Kind.ANSWER: """
            是 | 是的 | 对 | 对的 | 没错 | 不是 | 不对 | 对啊 | 是啊
        """,
        Kind.FILLER: """
            你 | 您 | 大家 | 老师 | 同学 | 同学们 | 的 | 了 | 啦 | 呀 | 呢 | 吧 | 哈 | 我叫 | 我是 | 大神 | 先生
            真的 | 太 | 啊 | 哦 | 那
        """,
    },
    "ja": {
        Kind.GREETING: """
            お久しぶりです | お邪魔します | お待たせしました | こんにちは | こんにちわ | こんばんは | こんばんわ
            おはよう | おはようございます | はじめまして | 初めまして | どうぞよろしく | よろしくお願いします
            よろしくおねがいします | よろしくお願いいたします | よろしくお願い致します | よろしく
            宜しくお願いします | お願いします | お疲れ様です | お疲れさまです | お世話になります
            お世話になっています | やあ | どうも | もしもし
        """,
        Kind.THANKS: """
            ありがとう | ありがとうございます | ありがとうございました | ありがと | 有難うございます
            有り難うございます | 感謝です | 感謝します | 助かりました | 助かります | どういたしまして | いえいえ
            お役に立ててよかったです | お役に立てて良かったです | お役に立ててうれしいです | よかったです
            良かったです | よかった | 良かった | 恐れ入ります
        """,
        Kind.UNDERSTOOD: """
            わかりました | 分かりました | わかった | 分かった | よくわかりました | よく分かりました | なるほど
            なるほどです | 理解しました | 理解できました | 了解です | 了解しました | 了解 | できました
            出来ました | 動きました | すごい | すごいです | 完璧です | 完璧 | そうか | そうなんですね | そっか
            納得です | 納得しました | うまくいきました | やった | 解けました | スッキリしました
        """,
        Kind.CHATTER: """
            またいつでも聞いてください | いつでも聞いてください | いつでもどうぞ | あっ | えっ | おっ | 少々
            やってみますね | 試してみますね | では失礼します | お気軽に | おつかれ | 了 | ちょっと待ってください
            ちょっと待って | 少々お待ちください | 少しお待ちください | 少し待ってください | 待ってください
            すみません | すいません | ごめんなさい | ごめん | 申し訳ありません | いますか | いらっしゃいますか
            まだいますか | 誰かいますか | います | ここにいます | 戻りました | 今戻りました | ただいま | 笑
            えっと | えーと | うーん | ん | あ | ああ | お | おお | へえ | へー | あの | 失礼します
            失礼しました | さようなら | またね | ではまた | それではまた | おやすみなさい | 頑張ってください
            頑張って | がんばってください | 質問があります | 質問いいですか | 質問してもいいですか
            教えてください | 教えて下さい | 助けてください | お願いできますか | どうぞ | もちろんです | もちろん
            考えてみます | 見てみます | やってみます | 試してみます | 大丈夫です | 大丈夫 | うん | では
            はいどうぞ | お時間ありますか
        """,
        Kind.ANSWER: """
            はい | ええ | いいえ | そう | そうです | そうですね | その通りです | そのとおりです | 違います
            正解です | 正解
        """,
        Kind.FILLER: """
            さん | くん | 君 | ちゃん | 先生 | 様 | 皆さん | 本当に | ほんとに | とても | 大変 | また | です
            と申します | といいます | ね | よ | まで | ご丁寧に | 丁寧に | いつも | みなさん | 私は
            助けてくれて | 教えてくれて | 説明
        """,
    },
}
