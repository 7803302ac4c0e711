"""Words that open sentences in other languages than English, and are nobody: "Sin embargo", "Par ailleurs", "Danach".

The grammar beside quotes is English; a capital at the beginning of a sentence makes such words look like a name to it.
"""

import re
from itertools import dropwhile

from briefing.annotate.words.small_words import word_set

# By language: adverbs and connectives, then prepositions and conjunctions, behind which somebody else's name may stand.
_ADVERBS = {
    "es": word_set("""
        además adicionalmente ahora ahí anteayer anteriormente antes aquí asimismo aun aún así ayer casi cabe después
        efectivamente entonces especialmente eso esto finalmente generalmente hoy igualmente incluso inicialmente
        inmediatamente junto luego mañana más mientras no nunca paralelamente posteriormente precisamente previamente
        principalmente próximamente quizá quizás recientemente siempre simultáneamente solo sólo también tampoco
        todavía tanto últimamente ya lunes martes miércoles jueves viernes sábado domingo
    """),
    "fr": word_set("""
        ailleurs ainsi alors après aujourd’hui auparavant aussi aussitôt autrement autant bientôt cependant certes
        concrètement davantage demain désormais déjà encore enfin ensuite finalement globalement hier ici initialement
        jadis là légalement lors maintenant moins mieux néanmoins non notamment où parallèlement parfois plus pourtant
        précisément puis quant récemment seulement simultanément souvent surtout tantôt toujours toutefois lundi mardi
        mercredi jeudi vendredi samedi dimanche
    """),
    "it": word_set("""
        allora ancora anche analogamente anzi appena attualmente bensì ciononostante ciò comunque contemporaneamente
        così domani dopo dopodiché dunque ecco finalmente già ieri inizialmente infatti infine inoltre insomma intanto
        invece là lì mai meno nondimeno non oggi ora peraltro perciò pertanto però piuttosto più poi precedentemente
        pure quindi recentemente semmai sempre soltanto solo soprattutto spesso stamattina successivamente tuttavia
        lunedì martedì mercoledì giovedì venerdì sabato domenica
    """),
    "pt": word_set("""
        adicionalmente agora ainda além amanhã anteriormente antes apenas aqui assim atualmente contudo depois então
        entretanto finalmente hoje igualmente inclusive inicialmente isso isto já logo mais mesmo não nunca ontem
        paralelamente porém portanto posteriormente principalmente recentemente sempre simultaneamente só somente
        também tampouco todavia segunda terça quarta quinta sexta sábado domingo
    """),
    "de": word_set("""
        abends allerdings also anschließend auch außerdem bald bereits besonders bislang daher dabei dadurch dafür
        dagegen damals damit danach dann daneben daraufhin darüber darum davor dazu dennoch derzeit deshalb deswegen
        ebenfalls ebenso eigentlich endlich erst ferner früher genau gestern gleichwohl gleichzeitig heute hier
        hingegen hinzu immer immerhin indes indessen inzwischen jedoch jetzt künftig letztlich mittlerweile morgen
        nachher nachmittags nichtsdestotrotz nichtsdestoweniger nie noch nun nur oft plötzlich schließlich schon
        seitdem so sodann somit sonst später stattdessen trotzdem überdies übrigens umgekehrt vielmehr vorher weder
        weiter weiterhin weiters wieder wiederum wörtlich zudem zuerst zugleich zuletzt zunächst zuvor zwar montag
        dienstag mittwoch donnerstag freitag samstag sonntag
    """),
    "nl": word_set("""
        al aldus allereerst anders bijvoorbeeld binnenkort bovendien daar daarbij daardoor daarentegen daarna daarnaast
        daarom daarop daarvoor dan dus echter eerder eerst eindelijk evenals eveneens gisteren hier hierbij hierna
        immers inmiddels intussen later meteen momenteel morgen namelijk niet niettemin desalniettemin desondanks nog
        nooit nu ondertussen onlangs ook opnieuw overigens soms straks tegelijk tegelijkertijd tenslotte tevens toch
        toen uiteindelijk vaak vandaag verder vervolgens voorlopig voorts vooral waarna wel zelfs zo zojuist maandag
        dinsdag woensdag donderdag vrijdag zaterdag zondag
    """),
}
_LEADING_ON = {
    "es": word_set("""
        a ante aunque bajo como con contra cuando desde donde durante e en entre hacia hasta mediante ni o para pero
        por porque pues que según si sin sobre tras u y
    """),
    "fr": word_set("""
        à afin au aux avec car chez comme contre dans depuis derrière dès devant donc durant en entre envers et hors
        jusque lorsque mais malgré ni or ou outre par parce parmi pendant pour puisque quand sans sauf selon si sous
        sur vers
    """),
    "it": word_set("""
        a ad alla alle allo ai agli appena che come con contro dopo durante e ed entro fino fra in ma mentre né nel
        nella nelle nello nei negli nonostante o oltre perché poiché presso prima quando se secondo senza sebbene su
        sul sulla tra verso
    """),
    "pt": word_set("""
        a à ao aos após até com como conforme contra desde durante e em embora enquanto entre mas na nas nem no nos ou
        para pela pelas pelo pelos perante por porque quando que se segundo sem sob sobre
    """),
    "de": word_set("""
        aber ab als am an auf aus bei beim bevor bis da dass denn doch durch ehe entgegen für gegen gegenüber hinter im
        in indem ins laut mit nach nachdem neben ob obwohl oder ohne seit sobald sondern sowie trotz über um und unter
        vom vor während wegen weil wenn wie wo zu zum zur zwischen
    """),
    "nl": word_set("""
        aan als bij binnen boven buiten dat door en gedurende hoewel in indien maar met na naar naast nadat of om omdat
        onder ondanks op over sinds te tegen tenzij terwijl tijdens tot tussen uit vanaf vanwege via volgens voor
        voordat want wanneer zonder
    """),
}  # fmt: skip
_FIRST_WORDS = {
    "es": word_set("al de"),
    "fr": word_set("de"),
    "it": word_set("al da dal di per"),
    "pt": word_set("de por"),
    "de": word_set("von"),
    "nl": word_set("ten ter van"),
}
"""What leads on, or begins a family's name."""
_INVERTED = re.compile(r"(?<!\w)\w++-(?:t-)?(?:ils?|elles?|on)", re.IGNORECASE)
"""The French "a-t-il", "dit-elle": a verb with its pronoun."""


def somebody(speaker: str | None, language: str) -> str | None:
    """A speaker without adverbs before the name; None where the words only open a sentence and name nobody.

    Args:
        speaker: as read beside a quote.
        language: of the article (ISO 639-1); of one without a table, English among them, every speaker is kept.
    """
    adverbs = _ADVERBS.get(language)
    if speaker is None or adverbs is None:
        return speaker
    words = speaker.split()
    named = list(dropwhile(lambda word: word.lower() in adverbs, words))
    if not named or _leads_on(named, language) or (language == "fr" and _INVERTED.fullmatch(named[0])):
        return None
    is_cut_to_no_name = named != words and not named[0][0].isupper()
    return None if is_cut_to_no_name else " ".join(named)


def _leads_on(words: list[str], language: str) -> bool:
    """Whether words begin with one that no name begins with; one that some begin with has a capital behind it there."""
    first = words[0].lower()
    if first in _FIRST_WORDS[language]:
        return not any(word[0].isupper() for word in words[1:])
    return first in _LEADING_ON[language]
