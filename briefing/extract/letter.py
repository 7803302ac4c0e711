"""Lines that stand in a newsletter and are none of its news: "view in browser", "unsubscribe", why and to whom it went.

A line is judged by itself and only when it is short; every shape is anchored or bounded, so that judging takes time
linear in its length.
"""

import re
from collections.abc import Sequence

_LONGEST = 320
_PROSE = 120
_ENDS = (".", "!", "?", "”", '"', "“", "»", "。")
_LETTER = r"(?:e-?mail|mail|newsletter|message|briefing|issue|edition|post)"
_BRIEF = r"(?:diese|dieses|unseren?|den) (?:e-?mail|mail|newsletter|nachricht)"
_OPEN = rf"(?:view|read|open|see|display)(?: (?:this|the|it|our|today[’']s))?(?: {_LETTER})?"
_BROWSER = (
    rf"{_OPEN} (?:in|on) (?:your |a |the |our )?(?:web ?)?(?:browser|website|web|app|online)\b",
    rf"{_OPEN} online\b",
    r"(?:web|online|browser)[ -]?(?:version|ansicht)\b",
    rf"(?:having )?(?:trouble|problems|difficulty) (?:viewing|reading|seeing) (?:this|the) {_LETTER}",
    r"(?:if you )?(?:can[’']?t|cannot|are unable to) (?:see|read|view) (?:this|the|images)",
    rf"(?:is )?this {_LETTER} (?:is )?not display(?:ing|ed)",
    r"(?:im|in ihrem) (?:web)?browser (?:ansehen|anzeigen|öffnen|lesen)",
    r"(?:wird|werden|sollte) diese[rs]? (?:e-?mail|mail|nachricht|newsletter)\b.{0,60}\b(?:angezeigt|dargestellt)",
    r"(?:voir|lire|afficher|consulter|visualiser) .{0,40}(?:en ligne|dans (?:votre|le|un) navigateur)",
    r"version en ligne",
    r"si vous ne (?:visualisez|voyez|parvenez)",
    r"ver (?:este|el|en|la) .{0,30}(?:navegador|línea)",
    r"(?:visualizza|leggi|apri) .{0,30}(?:nel|sul|con il) (?:tuo )?browser",
    r"(?:bekijk|lees|open) .{0,30}(?:browser|online)",
)
_AFTER = r"(?:$|[ .,|•·:]{0,3}(?:here|now|instantly|(?:at )?any time|from (?:this|these|all|our|the)|link|$))"
_MINE = r"(?: your)?(?: e-?mail| newsletter| account| subscription)?"
_FOOTER = (
    rf"(?:.{{0,80}}\b(?:to|or|can|may)\b.{{0,30}} )?(?:click here to )?unsubscribe{_AFTER}",
    r".{0,80}[|•·] ?unsubscribe\b",
    r"unsubscribe ?[|•·]",
    rf"(?:manage|update|change|edit){_MINE} (?:preferences|settings|subscriptions?|profile|options)\b",
    r"(?:e-?mail|subscription|newsletter) preferences\b",
    r"you(?: are|[’']re) (?:currently )?(?:receiving|getting|subscribed)\b",
    rf"you (?:have )?(?:received|were sent|got) (?:this|our) {_LETTER}",
    rf"this {_LETTER} (?:was|has been|is) (?:sent|intended|addressed|delivered) (?:to|for|by)\b",
    r"(?:was|did someone|did a friend).{0,30}forward(?:ed)? (?:you )?(?:this|to you)",
    rf"(?:was|got) this(?: {_LETTER})? forwarded",
    r"forward(?:ed)? (?:this|to a friend)",
    r"(?:please )?add .{1,80} to your (?:address book|contacts|safe)",
    r"(?:our )?(?:mailing|postal) address(?: is)?\s?:?$",
    r"(?:©|\(c\)|copyright\b).{0,12}(?:19|20)\d\d",
    r"(?:sent|delivered|powered) (?:with|by|via|using) \S{1,60}$",
    r".{0,60}\b(?:abbestellen|abmelden|austragen)\b.{0,60}$",
    rf"(?:sie|du) (?:erhalten|erhältst|bekommen|bekommst|haben|hast) {_BRIEF}",
    r"(?:.{0,60}\b)?(?:se désabonner|désabonner|me désinscrire|se désinscrire|désinscription|désabonnement)\b",
    r"vous recevez (?:cet|ce|cette)\b",
    r"(?:.{0,60}\b)?(?:darse de baja|darme de baja|cancelar (?:la |mi )?suscripción|anular (?:la )?suscripción)\b",
    r"(?:has recibido|recibes|recibe usted|estás recibiendo) est[ea]\b",
    r"(?:.{0,60}\b)?(?:cancell?ati dalla|annulla l[’']iscrizione|disiscriviti|disiscrizione)\b",
    r"(?:.{0,60}\b)?(?:uitschrijven|afmelden voor)\b",
    r"(?:.{0,60}\b)?(?:descadastrar|cancelar (?:a )?(?:inscrição|assinatura))\b",
    r"(?:.{0,60}\b)?wypisz się\b",
)
_TOP = tuple(re.compile(rf"\A(?:{shape})", re.IGNORECASE) for shape in _BROWSER)
_FOOT = tuple(re.compile(rf"\A(?:{shape})", re.IGNORECASE) for shape in _FOOTER)
_ADDRESS = re.compile(r"[<(\[]?\s?(?:https?://|www\.)[^\s<>()\[\]]{1,2000}\s?[>)\]]?", re.IGNORECASE)
_MARKS = " \t-–—•·*|:>»›→▶►<[("


def without_letter_chrome(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs of a newsletter that are its news, in order, without addresses of the web.

    Behind the last paragraph of prose, everything from the first line of the footer on goes: postal addresses, social
    networks and legal lines can be told by nothing else.

    Args:
        paragraphs: one line each, clean.
    """
    lines = [" ".join(_ADDRESS.sub(" ", line).split()) for line in paragraphs]
    feet = [place for place, line in enumerate(lines) if _is(line, _FOOT)]
    prose = max((place for place, line in enumerate(lines) if _is_prose(line) and place not in feet), default=-1)
    end = next((place for place in feet if place > prose), len(lines))
    return [line for line in lines[:end] if line and not _is(line, _TOP) and not _is(line, _FOOT)]


def _is(line: str, shapes: Sequence[re.Pattern[str]]) -> bool:
    bare = line.strip(_MARKS)
    return len(bare) <= _LONGEST and any(shape.match(bare) for shape in shapes)


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE and line.endswith(_ENDS)
