"""Words that hold a sentence together and say nothing of what it is about, for some of the languages that have them.

They would fill half of the places that an article has for its terms. Where a language has no list here, rarity in the
archive finds the same words, later and less cheaply. Names stay out of the lists: "us" may be a country, "may" a month.
"""

from typing import Final

_LISTS: Final = {
    "en": """
        a about after again against all also although always among an and another any are around as at away
        back be because been before being below between both but by came can could did do does doing done down
        during each either else even ever every few for from further get go got had has have having he her
        here hers herself him himself his how however i if in into is it its itself just least less let like
        made make many me might more most much must my myself neither never no none nor not now of off often
        on once one only or other others our ours ourselves out over own per put quite rather same she should
        since so some still such than that the their theirs them themselves then there these they this those
        though through to too under until up upon very was we well were what when where whether which while
        who whom whose why will with within without would yet you your yours yourself
    """,
    "de": """
        aber alle allem allen aller alles als also am an andere anderen auch auf aus bei bereits bin bis da
        dabei dadurch dafür damit danach dann das dass dem den denn der deren des dessen die dies diese diesem
        diesen dieser dieses doch dort du durch ein eine einem einen einer eines einige er es etwas euch euer
        für gegen gewesen hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem
        ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jetzt kann kein keine keinem keinen keiner
        konnte können man mehr mein meine mit muss musste nach nicht nichts noch nun nur ob oder ohne sehr
        sein seine seinem seinen seiner seit selbst sich sie sind so solche soll sollte sondern sowie um und
        uns unser unter viel viele vom von vor war waren was weil weiter welche wenn wer werden wie wieder
        will wir wird wo wurde wurden zu zum zur zwar zwischen über
    """,
    "fr": """
        ai ainsi alors après au aucun aussi autre autres aux avait avant avec avoir c ce cela celle celui ces
        cet cette ceux chaque chez comme d dans de depuis des deux dont du elle elles en encore entre est et
        eux fait il ils j je jusqu l la le les leur leurs lors lui m ma mais mes moins mon même n ne ni nos
        notre nous on ont ou où par parce pas pendant peu peut plus pour pourquoi qu quand que quel quelle
        quelques qui quoi s sa sans se sera ses si son sont sous sur t ta tandis te tes toi ton tous tout
        toute toutes très tu un une vers vos votre vous y à étaient était été être
    """,
    "es": """
        a al algo algunas algunos ante antes así aunque aún cada como con contra cual cuando de del desde
        donde dos durante e el ella ellas ellos en entre era eran es esa esas ese eso esos esta estas este
        esto estos está están fue fueron ha había han hasta hay la las le les lo los me mi mientras muy más
        nada ni no nos nosotros nuestra nuestro o otra otras otro otros para pero poco por porque puede que
        quien qué se sea según ser si sin sobre son su sus sí también tan tanto te tiene tienen toda todas
        todo todos tras tu un una unas uno unos y ya yo él
    """,
    "uk": """
        а або але б бо був буде була були було бути в вам вас ваш ваші вже ви вона вони воно все всього всі
        всіх від він для до ж з за зі й його йому когось котрий крім ледь лише мають мені ми може можна моя
        мій на над нам нас наш наша наші не нею неї ним них ні ніж ось по при про проте під після різних сам
        саме своє своєї свої своїх свій себе собі та так такий таких також там те ти тим тих то того тоді тож
        той тому у усе усі хоча хто це цей цих цього цьому ця ці через чи чий чим чого ще що щоб щодо як яка
        яке який яких якого якому якщо які якій є і із інші ї їй їм їх її
    """,
    "ru": """
        а без более был была были было быть в вам вас весь во вот все всего всех всю вы где да даже для до его
        ее если есть еще ещё её же за здесь и из или им их к как ко когда которая которого которой которые
        который которых кто ли либо между меня мне может мы на над надо наш не него нее нет неё ни них но ну о
        об однако он она они оно от очень по под после потом потому почти при про с сам свой себе себя со так
        также такой там тем то того тоже той только том тот ты у уже хотя чего чей чем через что чтобы эта эти
        этих это этого этой этом этот я
    """,
    "ar": """
        أكثر أن أنا أو أي أيضا أين إذا إلى إليه إليها إن التي الذي الذين بعد بعض به بها بين تلك ثم حتى حول حيث
        خلال دون ذلك سوف على عليه عليها عن عند غير فقد في فيه فيها قبل قد كان كانت كل كما كيف لأن لا لدى لكن
        لم لن له لها ليس ما متى مع من منذ منه منها نحن هذا هذه هم هنا هناك هو هي وفي وقد ولا ومن وهو وهي
    """,
}

FUNCTION_WORDS: Final = {lang: frozenset(words.split()) for lang, words in _LISTS.items()}
"""By language without region. Spelled as writers spell them; `terms` folds them as it folds every text."""
