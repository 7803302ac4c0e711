"""Whether two figures say the same thing, perhaps in different words: shown once; or only happen to be alike."""

from briefing.annotate.across.likeness import disjoint, fates, matter, periods
from briefing.annotate.across.values import comparable, duration, same_value, significant_digits
from briefing.annotate.words.role_words import ROLE_WORDS
from briefing.annotate.words.small_words import word_set
from briefing.model import Figure

_TELLING_DIGITS = 3
"""Two facts of one story rarely have a number of so many digits in common by chance."""
_TELLING_WORDS = 3
_EVERYWHERE = frozenset({"", "%", "[pt]", "[ppt]"})
"""Counts, percentages and points: small ones are often equal by chance, unlike sums of money."""
_PEOPLE = ROLE_WORDS | word_set("""
    adult applicant arrival attendee believer bystander child civilian client commuter consumer customer
    demonstrator evacuee fan guest immigrant inhabitant islander juror listener local migrant man
    occupant parent participant passenger patient pedestrian pensioner person people protester pupil recruit
    refugee respondent shopper spectator staff subscriber supporter survivor taxpayer teenager tenant tourist traveller
    traveler troop user viewer villager visitor woman
""")


def same_fact(one: Figure, other: Figure) -> bool:
    """Whether one tells no more than the other: "18,400 volunteers" and "18,400 people", "a decade" and "10 years".

    The same value of two things is two facts: "12 people were killed" and "12 people were hurt".
    """
    if one.unit == other.unit and (_end_of(one, other) or _end_of(other, one)):
        return True
    if not same_value(one, other):
        return False
    if not comparable(one, other):
        return _exact(one, other) and _kin(one, other)
    return not _told_apart(one, other)


def same_amount(one: Figure, other: Figure) -> bool:
    """Whether one may say the same as the other, whatever else is said of it: the side of caution for a comparison."""
    return comparable(one, other) and same_value(one, other) and not _fates_differ(one, other)


def _exact(one: Figure, other: Figure) -> bool:
    """Whether both give the very same number, which hardly comes twice by chance: 18,400, "$53 million a week"."""
    if one.text.casefold() == other.text.casefold() and len(one.text.split()) >= _TELLING_WORDS:
        return True
    return one.value == other.value and min(significant_digits(one), significant_digits(other)) >= _TELLING_DIGITS


def _kin(one: Figure, other: Figure) -> bool:
    """Whether two counts of different nouns may be of the same: both are people, or one names no noun."""
    if one.unit_code or other.unit_code or _fates_differ(one, other):
        return False
    return not (one.unit and other.unit) or (one.unit in _PEOPLE and other.unit in _PEOPLE)


def _told_apart(one: Figure, other: Figure) -> bool:
    """Whether what is said of the same value shows that two things have it."""
    if _fates_differ(one, other) or {one.modifier, other.modifier} == {"up", "down"}:
        return True
    if disjoint(periods(one), periods(other)):
        return True
    if duration(one) or _exact(one, other) or (one.value == other.value and one.unit_code not in _EVERYWHERE):
        return False  # "nearly a quarter-century" is "24 years ago", whatever was said to take so long
    return disjoint(matter(one), matter(other))


def _end_of(one: Figure, other: Figure) -> bool:
    """Whether a value is where a range or change begins or ends: "$4,000" and "from $6,000 to $4,000"."""
    return isinstance(other.value, tuple) and one.value in other.value


def _fates_differ(one: Figure, other: Figure) -> bool:
    return disjoint(fates(one), fates(other))
