"""Words for what people do or are, by which a role is known."""

from briefing.annotate.words.small_words import word_set

HONORIFICS = frozenset(
    {"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr", "Dr.", "Sir", "Dame", "Lord", "Lady", "St."}
)

# Endings of words for people; words with them that mean no person are excepted below.
ROLE_ENDINGS = (
    "ist", "ists", "man", "men", "woman", "women", "person", "ian", "ians", "er", "ers", "or", "ors", "eer", "logist",
)  # fmt: skip

NOT_ROLES = word_set("""
    after another answer before better bigger center centre computer cover current data december different earlier
    either ever every faster fewer former further gender greater her higher however humor integer labor later latter
    letter longer lower major matter member-states minor more mother's never neither newer nor november number
    october older order other otherwise over paper per power prior rather river september server shorter smaller
    stronger summer together under water weaker weather whether winter younger bipartisan christian democratic error
    exterior favor floor german human interior iranian italian motor russian sector senior superior terror together
    tower tumor ukrainian junior
""")

ROLE_WORDS = word_set("""
    activist adviser advocate aide ally ambassador analyst anchor architect artist assistant associate astronaut
    athlete attendant attorney author baker banker boss brother builder candidate captain ceo cfo chair chairman
    chairwoman champion chancellor chef chief cleric co-author co-founder coach columnist commander commissioner
    congressman congresswoman consultant contributor coo coordinator
    businessman frontman correspondent counsel counselor critic cto
    curator dad daughter dean defenseman delegate democrat deputy designer detective diplomat director doctor donor
    driver economist editor emir employee engineer envoy executive expert father fellow fighter firefighter founder
    friend general goalie goalkeeper governor guard guitarist head historian host husband imam inspector intern
    investigator investor journalist judge justice king lawmaker lawyer lead leader lecturer legend legislator
    lieutenant lobbyist major manager marine mayor mechanic member midfielder minister mom mother mp musician
    negotiator nominee nurse officer official opponent organiser organizer owner partner pastor physician pilot
    pitcher planner player poet politician pollster premier president priest prime principal producer professor
    programmer prosecutor psychologist publisher pundit quarterback queen rabbi ranger rapper rep representative
    republican researcher resident retiree scholar scientist secretary senator sergeant sheriff singer sister
    skipper soldier son specialist spokesman spokesperson spokeswoman star strategist striker student superintendent
    supervisor surgeon surrogate teacher technician treasurer trustee veteran veterinarian vicar victim volunteer
    voter warden wife winger witness worker writer hopeful newcomer coroner cio cmo
""")

# What an office is "of", before the name of who holds it: "Secretary of State Ida Ek".
DEPARTMENTS = frozenset({"State", "Defense", "Defence", "Treasury", "Finance", "Health", "Justice"})

# What media are, and the words that may stand before these.
MEDIA = word_set("agency broadcaster channel magazine network newspaper newswire outlet station tabloid website")
MEDIA_KINDS = word_set("business daily evening financial news online radio sports television tv weekly")

# Verbs whose object may follow at once: "met analyst Ada Brandt".
VERBS_BEFORE_NAMES = word_set("""
    beat beats became become becomes chose fought gave get gets give got have hear heard help hire is join joins
    knew know leave left let like lost make makes made meet meets met named paid pay put replace saw see sees send
    sent take took want was were with won
""")

# Words in -ing and -ed that describe an office.
ADJECTIVES_LIKE_VERBS = word_set("""
    acting advertising banking broadcasting coaching engineering founding gaming housing incoming investing leading
    managing manufacturing marketing nursing operating outgoing planning programming publishing reigning retired
    serving sitting trading training visiting appointed celebrated elected experienced noted newly-appointed
    newly-crowned newly-elected renowned self-described seasoned
""")
