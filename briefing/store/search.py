"""Full-text search: SQLite's FTS5 and PostgreSQL's tsvector behind one question, newest first.

SQLite's index is contentless (https://www.sqlite.org/fts5.html#contentless_tables): the texts are stored once, packed,
beside it, and taking an entry out needs the text that was put in. Case and accents are folded here, because what
PostgreSQL's lower() does depends on the database's locale; both databases stem English.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, TextClause, text

from briefing.codec import storable
from briefing.model import Article, Brief
from briefing.store import shelves

LONGEST = 100_000
"""Characters of a text that are indexed; a tsvector holds at most 1 MB."""
TERMS = 16
_TERM = re.compile(r'(?P<excluded>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_ACCENTS = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a question; an excluded one must not be there."""

    words: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """At most `limit` entries after the newest `skip`."""

    limit: int = 20
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are looked for: of a kind, with keys that begin so, and what they must hold."""

    kind: str
    terms: tuple[Term, ...]
    start: str


@dataclass(frozen=True, slots=True)
class Text:
    """What is indexed of an article or a brief."""

    kind: str
    key: str
    title: str
    body: str


def terms(question: str) -> tuple[Term, ...]:
    """The words and "phrases in quotation marks" of a question; a minus excludes. Nothing else is syntax.

    Args:
        question: as somebody typed it; at most `TERMS` terms of it count.
    """
    found = (_term(match) for match in _TERM.finditer(folded(question)))
    return tuple(term for term in found if any(letter.isalnum() for letter in term.words))[:TERMS]


def folded(words: str) -> str:
    """The words without case and accents, as a database can hold them."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", storable(words))).casefold()


def _term(match: re.Match[str]) -> Term:
    words = match["phrase"] if match["phrase"] is not None else match["word"]
    return Term(" ".join(words.split()), bool(match["excluded"]))


def index_article(connection: Connection, article: Article) -> None:
    """Make the article findable, in place of an earlier version that was forgotten first."""
    _index(connection, _of_article(article))


def index_brief(connection: Connection, brief: Brief) -> None:
    """Make the brief findable."""
    _index(connection, _of_brief(brief))


def forget_article(connection: Connection, article: Article) -> None:
    """Take an article out, given as it was put in; one that is not there is passed over."""
    _forget(connection, _of_article(article))


def forget_brief(connection: Connection, brief: Brief) -> None:
    """Take a brief out; one that is not there is passed over."""
    _forget(connection, _of_brief(brief))


def find(connection: Connection, kind: str, question: str, span: Span, start: str = "") -> Sequence[str]:
    """Keys of the entries that hold every term of the question, those that came or changed last first.

    Args:
        kind: "article" or "brief".
        span: which of them.
        start: what the keys begin with.
    """
    asked = Asked(kind, terms(question), start)
    if all(term.excluded for term in asked.terms):
        return ()
    return _FINDERS[connection.dialect.name](connection, asked, span)


def brief_key(name: str, slot: str) -> str:
    """The key of a brief among the entries."""
    return f"{name}@{slot}"


def _of_article(article: Article) -> Text:
    return Text("article", article.id, article.title, article.text[:LONGEST])


def _of_brief(brief: Brief) -> Text:
    return Text("brief", brief_key(brief.name, brief.slot), brief.title, "\n".join(_shown(brief)))


def _shown(brief: Brief) -> Iterator[str]:
    for item in brief.items:
        yield item.headline
        yield from (sentence.text for sentence in item.sentences)
        yield from (quote.text for quote in item.quotes)
        yield from (quote.speaker for quote in item.quotes if quote.speaker)
    yield from (line.headline for line in brief.also)


def _index(connection: Connection, entry: Text) -> None:
    _run(connection, _ADD, entry)


def _forget(connection: Connection, entry: Text) -> None:
    _run(connection, _TAKE_OUT, entry)


def _run(connection: Connection, statements: Mapping[str, Sequence[TextClause]], entry: Text) -> None:
    texts = {"title": folded(entry.title), "body": folded(entry.body)}
    for statement in statements[connection.dialect.name]:
        connection.execute(statement, {"kind": entry.kind, "key": entry.key, **texts})


_OURS = "FROM search_entries WHERE kind = :kind AND key = :key"
_ADD = {
    "sqlite": (
        text("INSERT INTO search_entries (kind, key) VALUES (:kind, :key)"),
        text(f"INSERT INTO search_words (rowid, kind, title, body) SELECT number, kind, :title, :body {_OURS}"),
    ),
    "postgresql": (
        text(
            "INSERT INTO search_entries (kind, key, words) VALUES (:kind, :key, "
            "setweight(to_tsvector('english', :title), 'A') || setweight(to_tsvector('english', :body), 'B'))"
        ),
    ),
}
_DELETE = text(f"DELETE {_OURS}")
_TAKE_OUT = {
    "sqlite": (
        text(
            "INSERT INTO search_words (search_words, rowid, kind, title, body) "
            f"SELECT 'delete', number, kind, :title, :body {_OURS}"
        ),
        _DELETE,
    ),
    "postgresql": (_DELETE,),
}
_FIND_SQLITE = text(
    "SELECT search_entries.key FROM search_words JOIN search_entries ON search_entries.number = search_words.rowid "
    "WHERE search_words MATCH :question AND substr(search_entries.key, 1, :length) = :start "
    "ORDER BY search_words.rowid DESC LIMIT :limit OFFSET :skip"
)


def _find_sqlite(connection: Connection, asked: Asked, span: Span) -> Sequence[str]:
    held = " AND ".join([f"kind : {asked.kind}", *(_phrase(term) for term in asked.terms if not term.excluded)])
    question = " NOT ".join([f"({held})", *(_phrase(term) for term in asked.terms if term.excluded)])
    named = {"start": asked.start, "length": len(asked.start), "limit": span.limit, "skip": span.skip}
    return connection.scalars(_FIND_SQLITE, {**named, "question": question}).all()


def _phrase(term: Term) -> str:
    # Only the columns that hold text; in FTS5's strings a quotation mark is doubled, and nothing else has a meaning.
    words = term.words.replace('"', '""')
    return f'{{title body}} : "{words}"'


def _find_postgresql(connection: Connection, asked: Asked, span: Span) -> Sequence[str]:
    question = " ".join(f'{"-" if term.excluded else ""}"{term.words}"' for term in asked.terms)
    return shelves.find(connection, asked.kind, question, asked.start, span.skip + span.limit)[span.skip :]


_FINDERS: dict[str, Callable[[Connection, Asked, Span], Sequence[str]]] = {
    "sqlite": _find_sqlite,
    "postgresql": _find_postgresql,
}
