"""From the words that point to a speaker to the full name and the role the article gives."""

from itertools import takewhile

from briefing.annotate.passages.narration import BREAK, Narration
from briefing.annotate.speakers.antecedents import Antecedents
from briefing.annotate.speakers.issuers import Issuers
from briefing.annotate.speakers.kinship import KIN
from briefing.annotate.speakers.names import Name, bare
from briefing.annotate.speakers.people import People
from briefing.annotate.speakers.phrases import Kind, Mention
from briefing.annotate.speakers.roles import Roles
from briefing.annotate.words.cues import CONTRACTED, LINKS, SINGULAR_PRONOUNS, SPEAKER_DETERMINERS
from briefing.annotate.words.name_words import GENDERED_TITLES
from briefing.annotate.words.role_words import HONORIFICS, ROLE_WORDS


class Speakers:
    """Resolves mentions in reading order, remembering who spoke before."""

    def __init__(self, story: Narration, people: People, roles: Roles, issuers: Issuers) -> None:
        """Start with nobody having spoken."""
        self._issuers = issuers
        self._story = story
        self._people = people
        self._roles = roles
        self._antecedents = Antecedents(story, people)
        self._last: str | None = None
        self._unnamed: Mention | None = None

    def resolve(self, mention: Mention) -> str | None:
        """The full name, organisation or description a mention stands for; None when it cannot be told."""
        speaker = self.meant(mention)
        if mention.kind is Kind.NOMINAL:
            self._unnamed = mention if speaker == self._story.span(mention.first, mention.last) else None
        elif speaker is not None and not (self._unnamed and mention.kind is Kind.PRONOUN):
            self._last = speaker
            self._roles.note(mention, speaker)
        if mention.kind is Kind.NAME:
            self._unnamed = None
        return speaker

    def meant(self, mention: Mention) -> str | None:
        """What `resolve` gives, without remembering who spoke."""
        if mention.kind is Kind.NOMINAL and self._issuers.is_statement(mention):
            issuer = self._issuers.issuer(mention)
            return self._without_possessive(self._of_any(issuer)) if issuer is not None else None
        return self._of_any(mention)

    @staticmethod
    def _without_possessive(speaker: str | None) -> str | None:
        return bare(speaker) if speaker is not None else None

    def _of_any(self, mention: Mention) -> str | None:
        if mention.name is not None:
            return self._named(mention.name)
        if mention.kind is Kind.PRONOUN:
            return self._antecedent(mention)
        place = mention.first, mention.last
        return self._roles.holder(*place) or self._roles.medium(*place) or self._story.span(*place)

    def _named(self, name: Name) -> str:
        """The full name, or the short one with its "Mrs" when no full one goes with that."""
        title = next((word for word in self._story.words[name.titles : name.first] if word in GENDERED_TITLES), None)
        if title is None:
            return self._people.full(name.text, name.first, self._last)
        full = self._people.full(name.text, name.first, self._last, GENDERED_TITLES[title])
        if " " not in full and self._story.words[name.first - 1] == "Justice":
            title = self._story.span(name.titles, name.first)  # "Mr Justice Ek"
            return f"{title} {full}"
        return f"{title} {full}" if " " not in full and title in HONORIFICS else full

    def _antecedent(self, mention: Mention) -> str | None:
        gender = SINGULAR_PRONOUNS.get(CONTRACTED.sub("", self._story.words[mention.first].lower()))
        if gender is None:
            return self._last
        unnamed = self._unnamed
        near = unnamed is not None and BREAK not in self._story.words[unnamed.last : mention.first]
        if unnamed is not None and near and self._may_be(unnamed, gender):
            return self._story.span(unnamed.first, unnamed.last)
        return self._antecedents.find(mention.first, gender, self._last)

    def _may_be(self, unnamed: Mention, gender: str) -> bool:
        """Whether a description is of one person, and of nobody of the other gender ("a spokeswoman for the port")."""
        words = [word.lower() for word in self._story.words[unnamed.first : unnamed.last]]
        head = next((word for word in reversed(list(takewhile(lambda word: word not in LINKS, words)))), "")
        if words[0] not in SPEAKER_DETERMINERS or not (head in ROLE_WORDS or head.endswith(("man", "person"))):
            return False
        return KIN.get(head, KIN.get(head[-5:], KIN.get(head[-3:], gender))) == gender
