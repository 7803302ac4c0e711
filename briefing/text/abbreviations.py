"""Words that carry a full stop without ending a sentence, by language, as tables."""

from functools import cache
from typing import NamedTuple


class Abbreviations(NamedTuple):
    """What a splitter has to know of a language.

    Attributes:
        binding: abbreviations that a name or number follows ("Dr.", "No."): never the end before one.
        either: abbreviations that may also end a sentence ("Inc.", "U.S."): the next word decides.
        openers: lower-case words that, capitalised after such an abbreviation, start a new sentence.
        ordinal: whether "3." before a word is an ordinal number.
    """

    binding: frozenset[str]
    either: frozenset[str]
    openers: frozenset[str]
    ordinal: bool = False


def _row(binding: str, either: str, openers: str, *, ordinal: bool = False) -> Abbreviations:
    return Abbreviations(frozenset(binding.split()), frozenset(either.split()), frozenset(openers.split()), ordinal)


_ENGLISH = _row(
    """
        mr mrs ms mx dr prof sen rep gov gen lt col sgt capt cmdr adm maj pvt pres hon rev fr st mt ft no nos vs
        messrs mme mlle supt det insp cpl spc e.g i.e fig figs vol pp jan feb mar apr jun jul aug sep sept oct nov
        dec sens reps govs gens lts cols drs profs revs atty amb cdr cpt ens sec dist
    """,
    """
        jr sr etc inc ltd co corp bros plc llc mon tue tues wed thu thur thurs fri sat sun u.s u.k u.n e.u u.s.a
        u.a.e d.c l.a n.y a.m p.m ph.d m.d b.a m.a b.sc v op cit al approx dept est assn ave blvd rd sq ala ariz ark
        calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex vt
        va wash wis wyo pg ed eds trans univ jnr snr esq no.s hrs min max avg dep gov't int'l nat'l
    """,
    """
        the a an this that these those he she it they we i you his her their its our but and in on at for from with
        when while after before as if there here however meanwhile also some many most one two according last
        president officials police to by both each every under since until what who why how no not only even now
        then today yesterday more
    """,
)
_GERMAN = _row(
    """
        dr prof hr fr frl nr st bzw z.b d.h u.a o.ä i.d.r vgl ca inkl exkl bsp ggf evtl abs art jan feb apr jun jul
        aug sep sept okt nov dez dipl ing med jur phil rer nat oberstlt hptm gen abg bd s str
    """,
    "usw etc u.s.w mio mrd tsd co gmbh inc corp ag jh jhdt n.chr v.chr allg geb gest verh",
    """
        der die das ein eine er sie es wir ich ihr in im am an auf aus bei mit nach von zu für und aber doch auch
        wenn als während seit trotz dabei damit dort hier nun so laut zudem
    """,
    ordinal=True,
)
_FRENCH = _row(
    """
        m mm mme mmes mlle mlles dr pr me mgr st ste no n art fig p pp vol env av apr cf janv févr avr juil sept oct
        nov déc
    """,
    "etc inc ltd cie sté s.a s.a.r.l tél",
    """
        le la les l un une des il elle ils elles on nous vous je ce cette ces cet dans en à au aux pour par avec
        selon mais et ou après avant depuis si son sa ses leur
    """,
)
_SPANISH = _row(
    """
        sr sra sres sras srta d dña dr dra dres prof profa gral cnel cap tte lic ing arq núm nº pág págs art av avda
        c p ej fig vol
    """,
    "etc ud uds vd ee.uu ee cía s.a s.l inc ltd a.c d.c a.m p.m",
    """
        el la los las un una unos unas él ella ellos ellas lo en de a por para con según pero y o si cuando desde
        tras este esta estos estas su sus no
    """,
)
_ITALIAN = _row(
    """
        sig sigg sig.ra dott dott.ssa dr prof prof.ssa avv ing geom on sen gen col cap mons s ss n art pag pagg fig
        vol cfr es
    """,
    "ecc etc s.p.a s.r.l inc ltd a.c d.c",
    """
        il lo la i gli le un uno una l in nel nella a al alla da di per con secondo ma e o se quando dopo prima
        questo questa questi queste suo sua non
    """,
)
_PORTUGUESE = _row(
    "sr sra srs sras dr dra drs prof profa eng arq gen cel cap ten exmo exma d st sto n art pág págs av fig vol p ex",
    "etc eua cia ltda s.a inc ltd a.c d.c",
    """
        o a os as um uma uns umas ele ela eles elas em no na nos nas de do da por para com segundo mas e ou se
        quando desde após este esta esse essa seu sua não
    """,
)
_DUTCH = _row(
    """
        dhr mevr mw dr drs prof ir ing mr mej st nr blz bijv d.w.z m.b.t o.a i.p.v jan feb mrt apr jun jul aug sep
        sept okt nov dec
    """,
    "enz etc bv nv b.v n.v inc ltd ca incl excl mln mld",
    """
        de het een hij zij ze wij we ik in op aan bij met naar van voor en maar ook als toen sinds volgens dit dat
        deze die er
    """,
)
_OTHER = _row(
    "dr prof mr mrs st nr no fig vol art p pp",
    "etc inc ltd co corp",
    "",
)
_ORDINAL = _OTHER._replace(ordinal=True)

_BY_LANGUAGE = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "nl": _DUTCH,
    **dict.fromkeys(
        ("da", "no", "nb", "nn", "fi", "cs", "sk", "pl", "hu", "sl", "hr", "sr", "et", "lv", "tr"), _ORDINAL
    ),
}


@cache
def abbreviations(language: str) -> Abbreviations:
    """The table of a language.

    Args:
        language: ISO 639-1; an unknown one is answered with what is common to most languages, none with English.
    """
    return _BY_LANGUAGE.get(language[:2].lower(), _ENGLISH if not language else _OTHER)
