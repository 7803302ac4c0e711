"""The people an article names: whom a short name means, and whether somebody is a woman or a man."""

from bisect import bisect_left
from collections import Counter, defaultdict

from briefing.annotate.passages.narration import Narration
from briefing.annotate.speakers.kinship import told_by_kinship
from briefing.annotate.speakers.names import Name
from briefing.annotate.words.name_words import GENDERED_TITLES, SUFFIXES
from briefing.text.given_names import FEMALE, MALE


def surname(text: str) -> str:
    """The last word of a name that is not a suffix."""
    words = text.replace(",", " ").split()
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return words[-1]


def given_gender(full: str) -> str | None:
    """Either "f" or "m" by the first word of a name; None when it is not in the lists."""
    first = full.split(maxsplit=1)[0].lower().partition("-")[0]
    if first in FEMALE:
        return "f"
    return "m" if first in MALE else None


class People:
    """Who is named in an article, and whom a short name means at a place in it."""

    def __init__(self, names: list[Name], story: Narration) -> None:
        """Index the names of one article."""
        self.names = names
        self._places = [name.first for name in names]
        self._by_surname: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._by_first: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._titles: dict[str, str] = {}
        self._kin: dict[str, str] = {}
        self._counts = Counter(name.text for name in names)
        for name in names:
            self._note_title(name, story)
            if name.whole:
                self._by_surname[surname(name.text)][name.text].append(name.first)
                self._by_first[name.text.split()[0]][name.text].append(name.first)
        for name, gender in told_by_kinship(names, story):
            self._kin.setdefault(self.full(name.text, name.first), gender)

    def _note_title(self, name: Name, story: Narration) -> None:
        for word in story.words[name.titles : name.first]:
            if word in GENDERED_TITLES:
                self._titles.setdefault(surname(name.text), GENDERED_TITLES[word])

    def full(self, text: str, at: int, recent: str | None = None, gender: str | None = None) -> str:
        """The fullest form of a name in the article.

        Args:
            text: the name as it stands.
            at: the token it stands at.
            recent: who spoke last, preferred among namesakes.
            gender: "f" or "m" where a title tells; who is known to be of the other is not meant.
        """
        last = surname(text)
        known = self._by_surname.get(last, {})
        if text in known:
            return next((full for full in known if _is_surname_of(text, full)), text)
        if " " not in text:
            candidates = known or self._by_first.get(text, {})
        else:
            candidates = {full: places for full, places in known.items() if _fits(text, full)}
        if gender is not None:
            candidates = {full: places for full, places in candidates.items() if given_gender(full) in {None, gender}}
        if not candidates:
            return text
        if recent in candidates:
            return recent
        return max(candidates, key=lambda full: (candidates[full][0] <= at, len(candidates[full]), len(full)))

    def names_before(self, at: int, most: int) -> list[Name]:
        """The last names before a token, at most so many, in order."""
        end = bisect_left(self._places, at)
        return self.names[max(0, end - most) : end]

    def known(self, text: str) -> bool:
        """Whether somebody of this surname is given a full name somewhere."""
        return surname(text) in self._by_surname

    def familiar(self, text: str) -> bool:
        """Whether a name is given in full, with a title, or more than once."""
        return self.known(text) or surname(text) in self._titles or self._counts[text] > 1

    def gender(self, full: str) -> str | None:
        """Either "f" or "m", by kinship ("his wife"), title or first name; None when none of them tells."""
        if full in self._kin:
            return self._kin[full]
        if (title := self._titles.get(surname(full))) is not None:
            return title
        return given_gender(full)


def _is_surname_of(short: str, full: str) -> bool:
    """Whether two words are the surname of a full name that begins with a given one ("Strand Ek", "Joel Strand Ek")."""
    return full.endswith(f" {short}") and given_gender(short) is None and given_gender(full) is not None


def _fits(short: str, full: str) -> bool:
    words = full.split()
    return all(word in words for word in short.split())
