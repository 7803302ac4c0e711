"""The one sentence more: why it matters, if a sentence says so, or else a detail."""

import re
from collections.abc import Iterable, Sequence

from briefing.model import Sentence

WHY = "Why it matters"
DETAILS = "The details"

_SHORTEST, _LONGEST = 8, 38
_AT_LEAST = 4
"""Sentences among which a consequence is looked for, however short the article; else the more salient half."""
_MODAL = r"(?:could|may|might|would|will|(?:is|are) (?:expected|likely|set) to)"
_EFFECTS = (
    "affect|hit|hurt|help|force|lead|cost|cause|delay|raise|lower|cut|push|put|leave|allow|make|change|end|threaten"
    "|decide|bring|trigger|slow|pass|lose|face|double|rise|fall|reduce|increase|create|open|close|prompt|determine"
)
_EXTREME = "largest|biggest|worst|highest|lowest|deadliest|longest|strongest|steepest"
_CUES = (
    r"as a (?:result|consequence)|consequently|therefore|which means|mean(?:s|ing)? that|(?:would|will) mean",
    rf"{_MODAL} (?:\w+ ){{0,2}}?(?:{_EFFECTS})",
    r"(?:the )?first(?: [\w-]+){0,4} (?:since|ever)",
    rf"(?:{_EXTREME})(?: [\w-]+){{0,4}} (?:since|ever|on record|in (?:\w+ )?(?:years|decades))",
    r"raises? (?:questions|concerns|fears|hopes|the prospect)|at (?:risk|stake)|threat(?:en|ens|ening)",
    r"(?:depends?|relies|rely|hinges?) on|account(?:s|ed)? for (?:about|nearly|more|roughly|almost|a|\d+)",
    r"implications?|consequences?|repercussions|fallout|knock-on|turning point|sets? a precedent|paves? the way",
)
_CONSEQUENCE = re.compile(r"\b(?:" + "|".join(_CUES) + r")\b", re.IGNORECASE)
_LEANING = (
    "he|she|they|it|this|that|these|those|but|and|so|however|meanwhile|also|then|the two|the pair|the former",
    "the latter|his|her|their|its|such|still|yet|instead|there|here|we|i|you|or|nor|another|both|moreover",
    "furthermore|nevertheless|in addition|by contrast|as a result|therefore|consequently",
    "will|would|could|may|might|can|did|does|has|had|is|was",  # a fragment without its subject
    "(?:hide |show )?caption|photos?|image|file|updated|close|watch|read more",  # not prose
)
_LEANS = re.compile(r"^\W*(?:" + "|".join(_LEANING) + r")\b", re.IGNORECASE)
_FURNITURE = re.compile(
    r"^\W*(?:(?:hide|show|view|enlarge) (?:this )?caption\b|FILE\s*[-–—:]|advertisement\b|read (?:more|also)\s*:"
    r"|sign up (?:for|to)\b|type a new search\b|(?:photo|image|picture)s?\s*(?:by\b|credits?\b|source\b|:))"
    r"|\b(?:file|stock) (?:photo|photograph|picture)\b"
    # News agencies give captions, and nothing else, the weekday with the year at their end.
    r"|,? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [a-z]{3,9}\.? \d{1,2}, \d{4}\.?\s*(?:\([^()]*\))?$"
    r"|\ball rights reserved\b|©|\bmay not be (?:published|broadcast|rewritten|redistributed)\b"
    r"|\b(?:we|sites?|website|nous|wir|usamos|utilizamos|utilizziamo)\b.{0,40}\bcookies\b"
    r"|\b(?:published )?[io]n this (?:web ?)?site (?:belongs|is the property)\b",
    re.IGNORECASE,
)
"""Captions of pictures and what pages say about themselves: true to the word, and no news."""
_OPEN_QUOTE = re.compile('[“”"«»„]')


def one_more(sentences: Iterable[Sentence], taken: Sequence[str]) -> tuple[Sentence | None, str]:
    """The most salient sentence with a cue of consequence, else the most salient other one, with its label.

    Args:
        sentences: of the story's articles, judged; those that lean on the one before are passed over.
        taken: texts that are shown already.
    """
    fit = [one for one in sentences if one.text not in taken and _stands_alone(one.text)]
    fit.sort(key=lambda one: -one.salience)
    upper = fit[: max(_AT_LEAST, len(fit) // 2)]
    telling = next((one for one in upper if _CONSEQUENCE.search(one.text)), None)
    if telling:
        return telling, WHY
    return (fit[0], DETAILS) if fit else (None, "")


def furniture(text: str) -> bool:
    """Whether a sentence belongs to a picture or to the page rather than to what an article tells."""
    return _FURNITURE.search(text) is not None


def _stands_alone(text: str) -> bool:
    words = len(text.split())
    if not _SHORTEST <= words <= _LONGEST or _LEANS.match(text) or furniture(text):
        return False
    return text.rstrip()[-1:] in ".!" and not _OPEN_QUOTE.search(text)
