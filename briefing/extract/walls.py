"""What stands in front of an article: consent and cookie pages, paywalls, robot checks, error pages."""

import re
from collections.abc import Sequence

CONSENT = "the page only asks for consent"
PAYWALL = "the text is behind a paywall"
ROBOT_CHECK = "the page asks whether a robot is reading"
ERROR_PAGE = "the page is an error page"
SCRIPT_WALL = "the page shows its text only to a browser with JavaScript"

_FRAGMENT = 700
_SHORT = 1_800
_TEASER = 3_000
_MOSTLY = 0.5
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "’", "»", "“", ")", "。")

_TITLES = {
    CONSENT: (
        "before you (?:continue|go on)",
        r"(?:cookie|privacy|consent|gdpr)\b.{0,40}\b(?:consent|settings|choices|preferences|notice)",
        r"we value your privacy|your privacy\b|consent$",
        "datenschutz-?einstellungen|cookie-?hinweis|zustimmung",
    ),
    ROBOT_CHECK: (
        "just a moment|attention required|access (?:to this page has been )?denied|pardon our interruption",
        "are you (?:a )?(?:human|robot)|(?:please )?verify (?:that )?you(?:['’]re| are) (?:a )?human|human check",
        "checking (?:if the site connection|your browser)|einen moment bitte|un instant|un momento",
        "security (?:check|verification)|robot (?:check|or human)|request blocked|ddos[ -]guard|captcha",
    ),
    ERROR_PAGE: (
        r"(?:error )?(?:40[0-9]|41[0-9]|50[0-9])\b",
        "(?:page|article|seite|story) (?:was )?(?:not found|nicht gefunden|no longer available)|we can['’]t find",
        "page introuvable|página no encontrada|pagina non trovata|página não encontrada|pagina niet gevonden",
        "not found|forbidden|bad gateway|service unavailable|internal server error|(?:under|site) maintenance",
    ),
    SCRIPT_WALL: ("(?:please )?(?:enable|activate) javascript|javascript (?:is )?(?:required|disabled)",),
}
_CONSENT_WORDS = (
    "cookies?|consent|gdpr|personal data|privacy (?:policy|settings|choices)|legitimate interest|your choices",
    "accept all|reject all|manage (?:your )?(?:options|preferences|settings)|our partners|third[- ]party vendors",
    r"einwilligung|zustimm\w*|personenbezogene\w*|werbung und tracking|datenschutzerklärung",
    "traceurs|politique de confidentialité|protección de datos",
)
_PAYING_WORDS = (
    r"(?:subscribe|register|sign (?:in|up)|log in|join|purchase|upgrade)\b.{0,60} to (?:continue|keep|read|access)",
    r"(?:subscribe|register|sign (?:in|up)|log in|join|purchase|upgrade)\b.{0,60} for (?:full|unlimited)",
    r"(?:to|you must be logged in to) (?:continue|keep) reading",
    r"to read (?:the (?:full|rest)|this|more)\b.{0,60}\b(?:subscri\w+|register|sign in|log in)",
    "already (?:a|have a) (?:subscriber|subscription|member)|subscribers? only|subscriber[- ]exclusive",
    "(?:article|story|content) is (?:only |exclusively )?(?:for|available to|reserved for) (?:our )?subscribers",
    "you(?:['’]ve| have) (?:reached|read|used|hit) (?:your|all|the) .{0,40}(?:limit|free (?:articles?|stories))",
    "free articles? (?:left|remaining)|start your (?:free )?(?:trial|subscription)|unlock this (?:article|story)",
    "(?:weiterlesen|lesen sie weiter) mit|jetzt .{0,40}(?:abonnieren|weiterlesen)|(?:nur|exklusiv) für abonnenten",
    "réservée?s? (?:à nos |aux )(?:abonnés|inscrits)|il vous reste .{0,20}% de cet article",
    "contenido (?:exclusivo )?para suscriptores|exclusivo para suscriptores|exclusivo para assinantes",
    "(?:contenuto|articolo) riservato agli abbonati|riservato agli abbonati|alleen voor (?:abonnees|leden)",
    "endast för prenumeranter|for abonnenter|tylko dla (?:subskrybentów|prenumeratorów)|только для подписчиков",
)
_PAYING_SIGNS = ("有料会員限定", "会員限定記事", "会員登録(?:すると|で)続き", "付费(?:阅读|订阅)", "للمشتركين فقط")
_NOTICE_WORDS = (
    r"^(?:subscribe|sign up|start|try|unlock|join|log in|get (?:unlimited|full) access)\b.{0,160}$",
    r"^(?:jetzt|hier|weiter|abo|plus|testen|abonnieren)\b.{0,40}\b(?:abo|testen|abonnieren|weiterlesen|anmelden)\b.{0,80}$",
    "^(?:abonnez-vous|s['’]abonner|suscríbete|suscríbase|abbonati|assine|neem een abonnement)\\b.{0,160}$",
)
_ERROR_WORDS = (
    "(?:page|article|story|content|url) .{0,40}(?:could ?n[o’']t be|was not|cannot be|can[’']t be) found",
    "(?:page|article|story) .{0,40}(?:no longer (?:exists?|available)|does(?: not|n[’']t) exist|has been removed)",
    "seite .{0,40}(?:nicht gefunden|existiert nicht)|page .{0,40}(?:n[’']existe|est introuvable)",
)
_ROBOT_WORDS = (
    "(?:checking|verify(?:ing)?) .{0,20}(?:browser|human)|browser will redirect|unusual traffic|not a robot",
    "(?:security service to protect|performance and security by|ray id)",
)
_SCRIPT_WORDS = ("(?:enable|activate|turn on|requires?|without|disabled) javascript|javascript (?:is|to be|must)",)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_TITLE_SHAPES = {reason: re.compile("|".join(shapes), re.IGNORECASE) for reason, shapes in _TITLES.items()}
_ABOUT_CONSENT = _any_of(_CONSENT_WORDS)
_ABOUT_PAYING = re.compile(rf"\b(?:{'|'.join(_PAYING_WORDS)})\b|{'|'.join(_PAYING_SIGNS)}", re.IGNORECASE)
_ASKS_TO_PAY = re.compile("|".join(_NOTICE_WORDS), re.IGNORECASE)
_ABOUT_ERRORS = _any_of(_ERROR_WORDS)
_ABOUT_ROBOTS = _any_of(_ROBOT_WORDS)
_ABOUT_SCRIPTS = _any_of(_SCRIPT_WORDS)


_TEXT_SHAPES = (
    (CONSENT, _ABOUT_CONSENT, _TEASER),
    (ERROR_PAGE, _ABOUT_ERRORS, _FRAGMENT),
    (ROBOT_CHECK, _ABOUT_ROBOTS, _FRAGMENT),
    (SCRIPT_WALL, _ABOUT_SCRIPTS, _SHORT),
)


def wall(title: str, paragraphs: Sequence[str], *, free: bool = True) -> str:
    """Why this is not the article itself, as a phrase for the reader of the brief; empty when it is.

    Args:
        title: the page's title.
        paragraphs: the main text as found, clean, with its boilerplate.
        free: False when the publisher declares that the text is not free to read.
    """
    length = sum(map(len, paragraphs))
    if length > _TEASER:
        return ""
    short = length <= _SHORT
    named = (reason for reason, shape in _TITLE_SHAPES.items() if short and shape.match(title))
    told = (reason for reason, shape, most in _TEXT_SHAPES if length <= most and _share(shape, paragraphs) >= _MOSTLY)
    reason = next(named, "") or next(told, "")
    if reason:
        return reason
    if any(map(_ABOUT_PAYING.search, paragraphs)) or (not free and _is_teaser(paragraphs, length)):
        return PAYWALL
    return ""


def without_notices(paragraphs: Sequence[str]) -> list[str]:
    """The beginning of a paid text without the lines that ask to pay for the rest; all when there are no others.

    Args:
        paragraphs: the text before a paywall, clean.
    """
    own = [part for part in paragraphs if not _ABOUT_PAYING.search(part) and not _ASKS_TO_PAY.match(part)]
    return own or list(paragraphs)


def _is_teaser(paragraphs: Sequence[str], length: int) -> bool:
    """Whether a text that is not free is only its own beginning: very short, or broken off in a sentence."""
    ends = bool(paragraphs) and paragraphs[-1].endswith(_SENTENCE_ENDS) and not paragraphs[-1].endswith("...")
    return length <= _FRAGMENT or (length <= _SHORT and not ends)


def _share(shape: re.Pattern[str], paragraphs: Sequence[str]) -> float:
    """The share of the text, in characters, that stands in paragraphs of a shape."""
    whole = sum(map(len, paragraphs))
    return sum(len(part) for part in paragraphs if shape.search(part)) / whole if whole else 0.0
