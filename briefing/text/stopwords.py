"""Function words by language (ISO 639-1): for leaving them out of comparisons and for telling languages apart."""

_WORDS = {
    "en": """
        a about above after again against all also am an and any are aren't as at be because been before being below
        between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each
        few for from further had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers
        herself him himself his how how's i i'd i'll i'm i've if in into is isn't it it's its itself just let's me
        more most mustn't my myself no nor not now of off on once only or other ought our ours ourselves out over
        own same shan't she she'd she'll she's should shouldn't so some such than that that's the their theirs them
        themselves then there there's these they they'd they'll they're they've this those through to too under
        until up very was wasn't we we'd we'll we're we've were weren't what what's when when's where where's which
        while who who's whom why why's will with won't would wouldn't you you'd you'll you're you've your yours
        yourself yourselves said says say mr mrs ms one two new
    """,
    "de": """
        aber als am an auch auf aus bei bin bis bist da dadurch daher damit dann das dass daß dein deine dem den der
        des deshalb die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines
        er es etwa euch euer für gegen hab habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem
        ihren ihrer im in ist ja jede jedem jeden jeder jedes jener jetzt kann kein keine können könnte mehr mein
        mich mit muss nach nicht noch nun nur ob oder ohne schon sehr sei sein seine seinem seinen seiner seit sich
        sie sind so soll sollen sondern um und uns unser unter vom von vor wann war waren warum was weil wenn wer
        werde werden wie wieder will wir wird wo wurde wurden zu zum zur zwischen über sagte
    """,
    "fr": """
        à au aucun aussi autre autres aux avant avec avoir avait bien ce cela ces cet cette ceux chez comme contre
        dans de depuis des deux donc dont du elle elles en encore entre est et était été être eu fait il ils je la
        le les leur leurs lui mais me même mes moi moins mon ne nos notre nous on ont ou où par pas peu peut plus
        pour qu que quel quelle qui sa sans se sera ses si son sont sous sur ta tandis te tous tout toute toutes
        très tu un une vos votre vous y a ainsi alors après selon c'est d'un d'une qu'il
    """,
    "es": """
        a al algo algunos ante antes aunque así como con contra cual cuando de del desde donde dos durante e el él
        ella ellas ellos en entre era es esa ese eso esta está están este esto estos fue ha había han hasta hay la
        las le les lo los más me mi mientras muy nada ni no nos o otra otro otros para pero poco por porque pues que
        qué quien se según ser si sí sido sin sobre son su sus también tan tanto te tiene todo todos tras tu un una
        unas uno unos y ya yo dijo
    """,
    "it": """
        a ad agli ai al alla alle allo anche ancora avere aveva c'è che chi ci come con contro cosa cui da dagli dai
        dal dalla dalle dei degli del della delle dello dopo dove di due e è ed era fa fra fino gli ha hanno i il in
        io la le lei lo loro lui ma mentre mi mia mio molto ne nei nel nell nella nelle non nostro o ogni per perché
        però più poi prima qua quale quando quanto quella quelli quello questa questi questo se secondo sempre senza
        si sia sono sta stato su sua sue sugli sul sulla suo suoi tra tutti tutto un una uno vi
    """,
    "pt": """
        a à ainda ao aos após aquele as às até com como contra da das de dela dele deles depois do dos e é ela elas
        ele eles em entre era essa esse esta está estão este eu foi foram há isso isto já lhe mais mas me mesmo meu
        minha muito na não nas nem no nos nossa nosso num numa o os ou para pela pelas pelo pelos por porque quando
        que quem se segundo seja sem ser será seu seus só sobre sua suas também tem têm teve tinha um uma você disse
    """,
    "nl": """
        aan al alle als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een en er ge geen
        had heb hebben heeft hem het hier hij hoe hun ik in is ja je kan kon kunnen maar me meer men met mij mijn
        moet na naar niet niets nog nu of om omdat onder ons onze ook op over reeds te tegen toch toen tot u uit uw
        van veel voor waar was wat we wel werd wezen wie wij wil worden wordt zal ze zei zelf zich zij zijn zo
        zonder zou
    """,
    "sv": """
        alla att av blev bli blir de dem den denna deras dess det detta dig din du där då efter ej eller en er ett
        från för ha hade han hans har henne hennes hon honom hur här i icke inom inte jag kan kunde man med mellan
        men mig min mot mycket ni nu när någon något några och om oss på samma sedan sig sin sina ska skulle som så
        till under upp ut utan vad var vara vem vi vid vilken än är över
    """,
    "da": """
        af alle at blev blive bliver da de dem den denne der deres det dette dig din disse dog du efter eller en end
        er et for fra ham han hans har havde hende hendes her hos hun hvad hvis hvor i ikke ind jeg jer kan man
        mange med meget men mig min mod ned noget nogle nu når og også om op os over på selv sig sin skal skulle som
        sådan thi til ud under var vi vil ville være været
    """,
    "no": """
        alle at av ble bli blir da de dem den denne der deres det dette din disse du eller en er et etter for fra
        før ha hadde han hans har henne her hun hva hvem hvis hvor i ikke inn jeg kan kunne man med meg mellom men
        mer min mot når nå og også om opp oss over på seg selv si sin skal skulle som så til under ut var ved vi vil
        ville være vært
    """,
    "fi": """
        ei eli en ennen että ettei hän hänen he ja jo joka jos jotka kanssa kuin kun mikä minä mitä mukaan mutta
        myös ne niin nyt ole oli olivat olla on ovat se sekä sen siitä sitä tai tämä tämän vaan voi vuoden
    """,
    "pl": """
        a ale bardzo być będzie był była było były by co czy dla do gdy go i ich ile im ja jak jako je jego jej jest
        już kiedy która które który lub ma mi może na nad nie niż o od on ona oni oraz po pod przed przez przy się
        są tak tam te tego tej ten to tu tym u w we więc z za ze że
    """,
    "cs": """
        a aby ale ani až bez bude by byl byla bylo byly být co či do ho i já jak jako je jeho jejich její jen jeho
        již jsem jsou k kde když která které který ke ku má mezi na nad ne nebo není než o od on ona oni po pod
        podle pro protože před přes při s se si tak také tam ten to toho tom tu u už v ve však z za ze že
    """,
    "sk": """
        a aby aj ako ale alebo ani až bez bol bola boli bolo by byť čo do ešte ho i iba ich ja je jeho jej k kde keď
        ktorá ktoré ktorý len ma medzi na nad nie o od on ona oni po pod podľa pre pred pri s sa si som sú tak tam
        ten to toho tým už v vo však z za zo že
    """,
    "hu": """
        a az egy és hogy nem is ez azt ezt de vagy már csak meg mint ha még volt lesz lehet van vannak ki be el után
        szerint között pedig több így
    """,
    "ro": """
        a acest această ai al ale am ar are au avea ca care ce cea cei cel cu că când dar de despre din după ea ei
        el este fi fost iar în între la lui mai nu o pe pentru prin sau să se sunt și un unei unor unui va
    """,
    "tr": """
        bir bu da daha de değil diye en gibi ve ile için ise kadar ki mi ne o olan olarak sonra şu ya veya her çok
        ama ancak göre
    """,
    "id": """
        ada adalah akan atau bahwa bagi belum dalam dan dapat dari dengan di ini itu juga karena ke kepada lebih
        oleh pada para saat sebagai serta sudah telah tidak untuk yang
    """,
    "ru": """
        а без более бы был была были было быть в вам вас ведь во вот все всего вы где да для до его ее если есть еще
        же за и из или им их к как когда кто ли мы на над не него нет ни но о об он она они от перед по под при с со
        так там то того тоже только у уже что чтобы это этого этот я
    """,
    "uk": """
        а або але без був була були було бути в вже від він вона вони все де для до є з за зі і й його її їх із к
        коли ми на над не ні о один по при про та так також те ти то у ця це цей чи що щоб я як який
    """,
    "el": """
        από για δεν είναι ένα ένας έχει η θα και κατά με μια να ο οι ότι που σε στη στην στις στο στον στους τα τη
        την της τις το τον του τους των ως
    """,
    "ar": """
        في من على إلى أن عن مع هذا هذه التي الذي كان كانت بعد قبل بين كل ما لا لم لن قد و أو ثم هو هي هم حيث كما إن
        ذلك تلك خلال قال
    """,
    "he": "של את על לא כי גם הוא היא הם זה עם או אם כל אל יותר היה הייתה אבל רק בין לפי אחרי",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شد شده هر اما می",
    "hi": "के में की है और से को का पर यह ने कि हैं भी एक नहीं था थी इस वह हो लिए कर",
}

STOP_WORDS: dict[str, frozenset[str]] = {language: frozenset(text.split()) for language, text in _WORDS.items()}
