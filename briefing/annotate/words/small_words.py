"""Small words of English: what ends a noun phrase, what begins a clause, what is never a counted thing."""


def word_set(text: str) -> frozenset[str]:
    """Words written one after another, as a set."""
    return frozenset(text.split())


DETERMINERS = word_set("""
    the a an this that these those its his her their our my your each every all both any some no another
""")
PREPOSITIONS = word_set("""
    in on at to for from with by of as than into onto over under about against between among amongst within
    without during through until till since before after per via across around near behind beyond below above
    along toward towards upon off despite like unlike including versus vs amid following excluding inside
    outside throughout
""")
CONJUNCTIONS = word_set("""
    and or but nor so yet because although though while whereas whether if unless when where once that which who
    whom whose why how what
""")
PRONOUNS = word_set("""
    i he she it they we you me him us them himself herself itself themselves there here one's it's he's she's
    they're we're i'm
""")
AUXILIARIES = word_set("""
    is are was were be been being am has have had having do does did will would can could may might must shall
    should isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't
    cannot
""")
ADVERBS = word_set("""
    also then now more most less least fewer only just still even very too much many such not never ever ago
    away out up down again already almost nearly about later earlier today yesterday tomorrow meanwhile however
    together apart further ahead behind back early late respectively instead rather quite well so far long soon
    overall alone total combined annually
""")
VERBS = word_set("""
    said says say told tells made make makes took take takes got get gets went go goes going gone came come
    comes gave give gives given left lost won win wins beat beats led lead leads held hold holds saw see sees
    found find finds ended end ends began begin begins spent spend spends cost costs paid pay pays bought buy
    buys sold sell sells sent send sends built kept keep keeps put puts set sets rose rise rises fell fall falls
    grew grow grows ran run runs hit hits met meet meets need needs want wants include includes including died
    die dies live lives let lets becomes became become stood stands stand remain remains worth according seem
    seems appear appears work works help helps show shows use uses believe think know plan plans stayed reached
    reaching totaling totalling ranging starting leaving making taking
""")
MONTHS = word_set("""
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec
""")
WEEKDAYS = word_set("""
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
""")
CALENDAR = MONTHS | WEEKDAYS
NUMBERED = word_set("""
    no number section row chapter article part game week round group route highway interstate flight phase level
    season episode volume vol class title rule room grade tier area stage day year page model series windows ios
    android galaxy iphone ipad boeing airbus formula channel act proposition prop fortune nasdaq russell ftse
    top cup bowl open apollo tour pick seed lane gate platform pier figure fig table question step item point
    version v release paragraph line pages verse psalm sonnet symphony opus unit district ward precinct division
    battalion brigade regiment squadron block building apartment apt suite floor terminal exit mile marker
    resolution amendment bill hb sb protocol schedule appendix annex exhibit lot bus train bmw ps xbox
    playstation covid euro euros g f b mi mk type category cat stoxx s&p sp cac nikkei asx ta dax hiv agenda
    branch vision forever big catch studio under-
""")
_IRREGULAR = """
    people:people men:man women:woman children:child feet:foot teeth:tooth mice:mouse wives:wife lives:life
    police:police staff:staff personnel:personnel cattle:cattle sheep:sheep fish:fish aircraft:aircraft
    spacecraft:spacecraft species:species series:series fishermen:fisherman policemen:policeman
    servicemen:serviceman criteria:criterion data:data media:media bacteria:bacterium congressmen:congressman
    loaves:loaf wolves:wolf calves:calf scarves:scarf hooves:hoof
    leaves:leaf knives:knife halves:half shelves:shelf thieves:thief analyses:analysis crises:crisis gases:gas
    viruses:virus campuses:campus potatoes:potato tomatoes:tomato headquarters:headquarters homicides:homicide
    offspring:offspring livestock:livestock
"""
IRREGULAR_PLURALS = dict(pair.split(":") for pair in _IRREGULAR.split())

STOP_WORDS = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | PRONOUNS | AUXILIARIES | ADVERBS


_SHORTEST_PLURAL = 4
_KEEP_IE = frozenset({"movies", "cookies", "zombies", "selfies", "calories"})


def singular(word: str) -> str:
    """The singular of an English noun, by rule; words that have none come back as they are.

    Args:
        word: in lower case.
    """
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    if word.endswith("ies") and len(word) > _SHORTEST_PLURAL:
        return word[:-3] + "y" if word not in _KEEP_IE else word[:-1]
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) >= _SHORTEST_PLURAL:
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    """Whether a word in lower case looks like a plural noun."""
    if word in IRREGULAR_PLURALS:
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s")) and len(word) >= _SHORTEST_PLURAL
