"""Dates as people write them, in the languages of the newspapers that are read most."""

import re
from datetime import date

_MONTHS = (
    "january januar jänner janvier enero janeiro gennaio januari stycznia января ocak يناير jan janv ene gen",
    "february februar février febrero fevereiro febbraio februari lutego февраля şubat فبراير feb févr fév fev",
    "march märz mars marzo março maart marca марта mart مارس mar mär mrz",
    "april avril abril aprile kwietnia апреля nisan أبريل apr avr abr",
    "may mai mayo maio maggio mei maja maj мая mayıs مايو mag",
    "june juni juin junio junho giugno czerwca июня haziran يونيو jun giu",
    "july juli juillet julio julho luglio lipca июля temmuz يوليو jul juil lug",
    "august août agosto augustus augusti sierpnia августа ağustos أغسطس aug ago",
    "september septembre septiembre setembro settembre września сентября eylül سبتمبر sep sept set",
    "october oktober octobre octubre outubro ottobre października октября ekim أكتوبر oct okt out ott",
    "november novembre noviembre novembro listopada ноября kasım نوفمبر nov",
    "december dezember décembre diciembre dezembro dicembre grudnia декабря aralık ديسمبر dec dez déc dic",
)
_NAME = "|".join(sorted(map(re.escape, " ".join(_MONTHS).split()), key=len, reverse=True))
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)(?!\d)",
        (
            rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|º|er)?\.?[ -](?:de |of )?(?P<name>{_NAME})\b\.?[,،]?[ -]"
            r"(?:de |del )?(?P<year>(?:19|20)\d\d)"
        ),
        rf"\b(?P<name>{_NAME})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)",
        r"(?<!\d)(?P<day>1[3-9]|2\d|3[01])[/-](?P<month>\d{1,2})[/-](?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<!\d)(?P<month>\d{1,2})[/-](?P<day>1[3-9]|2\d|3[01])[/-](?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
    )
)


def _folded(name: str) -> str:
    """A name in one case, as patterns without case match it: they take the Turkish "İ" and "ı" for "i"."""
    return name.replace("İ", "i").replace("ı", "i").casefold()


_NUMBERS = {_folded(name): number for number, names in enumerate(_MONTHS, 1) for name in names.split()}


def written_date(text: str) -> date | None:
    """The first date in a short text; None when it holds none or only one that could mean two days ("3/4/2026").

    Args:
        text: a line that says when something was published, clean.
    """
    found = dated_span(text)
    return found[0] if found else None


def dated_span(text: str) -> tuple[date, int, int] | None:
    """The first date in a short text with the offsets where it starts and ends; None as in `written_date`.

    Args:
        text: a line, clean.
    """
    if _YEAR.search(text) is None:
        return None
    found = [match for shape in _SHAPES if (match := shape.search(text))]
    for match in sorted(found, key=re.Match.start):
        parts = match.groupdict()
        month = _NUMBERS[_folded(parts["name"])] if parts.get("name") else int(parts["month"])
        try:
            return date(int(parts["year"]), month, int(parts["day"])), match.start(), match.end()
        except ValueError:
            continue
    return None
