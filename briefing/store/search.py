"""Full-text search: SQLite's FTS5 and PostgreSQL's tsvector behind one question, newest first.

SQLite's index is contentless (https://www.sqlite.org/fts5.html#contentless_tables): the texts are stored once, packed,
beside it, and taking an entry out needs the text that was put in. Case and accents are folded here, because what
PostgreSQL's lower() does depends on the database's locale; both databases stem English.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text

from briefing.codec import storable
from briefing.model import Article, Brief
from briefing.store.columns import EPOCH
from briefing.store.schema import search_entries

LONGEST = 100_000
"""Characters of a text that are indexed; a tsvector holds at most 1 MB."""
TERMS = 16
_TERM = re.compile(r'(?P<excluded>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_ACCENTS = re.compile("[\u0300-\u036f]+")
_DAY = timedelta(days=1)


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
class Text:
    """What is indexed of an article or a brief."""

    kind: str
    key: str
    seen: datetime
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
    """Keys of the entries that hold every term of the question, newest first.

    Args:
        kind: "article" or "brief".
        span: which of them.
        start: what the keys begin with.
    """
    wanted = terms(question)
    if all(term.excluded for term in wanted):
        return ()
    asked = {"kind": kind, "start": start, "length": len(start), "limit": span.limit, "skip": span.skip}
    return _FINDERS[connection.dialect.name](connection, wanted, asked)


def brief_key(name: str, slot: str) -> str:
    """The key of a brief among the entries."""
    return f"{name}@{slot}"


def _of_article(article: Article) -> Text:
    assert article.first_seen is not None
    return Text("article", article.id, article.first_seen, article.title, article.text[:LONGEST])


def _of_brief(brief: Brief) -> Text:
    return Text("brief", brief_key(brief.name, brief.slot), brief.created, brief.title, "\n".join(_shown(brief)))


def _shown(brief: Brief) -> Iterator[str]:
    for item in brief.items:
        yield item.headline
        yield from (sentence.text for sentence in item.sentences)
        yield from (quote.text for quote in item.quotes)
        yield from (quote.speaker for quote in item.quotes if quote.speaker)
    yield from (line.headline for line in brief.also)


def _index(connection: Connection, entry: Text) -> None:
    number = connection.scalar(
        insert(search_entries)
        .values(kind=entry.kind, key=entry.key, seen=entry.seen)
        .returning(search_entries.c.number)
    )
    connection.execute(_ADD[connection.dialect.name], _parameters(number, entry))


def _forget(connection: Connection, entry: Text) -> None:
    ours = (search_entries.c.kind == entry.kind, search_entries.c.key == entry.key)
    number = connection.scalar(select(search_entries.c.number).where(*ours))
    if number is None:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(_TAKE_OUT, _parameters(number, entry))
    connection.execute(delete(search_entries).where(search_entries.c.number == number))


def _parameters(number: int | None, entry: Text) -> dict[str, object]:
    return {"number": number, "kind": entry.kind, "title": folded(entry.title), "body": folded(entry.body)}


_ADD = {
    "sqlite": text("INSERT INTO search_words (rowid, kind, title, body) VALUES (:number, :kind, :title, :body)"),
    "postgresql": text(
        "UPDATE search_entries SET words = setweight(to_tsvector('english', :title), 'A') "
        "|| setweight(to_tsvector('english', :body), 'B') WHERE number = :number"
    ),
}
_TAKE_OUT = text(
    "INSERT INTO search_words (search_words, rowid, kind, title, body) VALUES ('delete', :number, :kind, :title, :body)"
)
_FIND_SQLITE = text(
    "SELECT search_entries.key FROM search_words JOIN search_entries ON search_entries.number = search_words.rowid "
    "WHERE search_words MATCH :question AND substr(search_entries.key, 1, :length) = :start "
    "ORDER BY search_words.rowid DESC LIMIT :limit OFFSET :skip"
)
# The words of an entry together with its kind and day, as one lexeme that no text can hold. PostgreSQL's index knows
# neither order nor position of what matches: without the day, a question with frequent words would look at all years.
DATED = "(words || array_to_tsvector(ARRAY['#' || kind || CAST(seen / 86400000000 AS text)]))"
# Materialized, because the planner takes a LIMIT for a promise that something is found soon, and then reads the whole
# table where two frequent words hardly ever stand together.
_FIND_POSTGRESQL = text(
    "WITH asked AS (SELECT websearch_to_tsquery('english', :question) AS words), found AS MATERIALIZED ("  # noqa: S608
    "SELECT key, seen, number FROM search_entries "
    f"WHERE {DATED} @@ (SELECT words && CAST(:days AS tsquery) FROM asked) "
    "AND (SELECT numnode(words) FROM asked) > 0 AND substr(key, 1, :length) = :start) "
    "SELECT key FROM found ORDER BY seen DESC, number DESC LIMIT :limit"
)


def _find_sqlite(connection: Connection, wanted: Sequence[Term], asked: Mapping[str, Any]) -> Sequence[str]:
    held = " AND ".join([f"kind : {asked['kind']}", *(_phrase(term) for term in wanted if not term.excluded)])
    question = " NOT ".join([f"({held})", *(_phrase(term) for term in wanted if term.excluded)])
    return connection.scalars(_FIND_SQLITE, {**asked, "question": question}).all()


def _phrase(term: Term) -> str:
    # Only the columns that hold text; in FTS5's strings a quotation mark is doubled, and nothing else has a meaning.
    words = term.words.replace('"', '""')
    return f'{{title body}} : "{words}"'


def _find_postgresql(connection: Connection, wanted: Sequence[Term], asked: Mapping[str, Any]) -> Sequence[str]:
    """Go back in steps of twice as many days until there is enough: the newest are wanted, and most find them soon."""
    question = " ".join(f'{"-" if term.excluded else ""}"{term.words}"' for term in wanted)
    last = asked["skip"] + asked["limit"]
    found: list[str] = []
    for days in _days(connection, asked["kind"]):
        lexemes = "|".join(f"'#{asked['kind']}{day}'" for day in days)
        more = {**asked, "question": question, "days": lexemes, "limit": last - len(found)}
        found += connection.scalars(_FIND_POSTGRESQL, more)
        if len(found) >= last:
            break
    return found[asked["skip"] :]


def _days(connection: Connection, kind: str) -> Iterator[range]:
    """The days since the epoch on which there are entries, newest first: one, then the two before it, then four, ..."""
    seen = search_entries.c.seen
    ends = select(func.max(seen), func.min(seen)).where(search_entries.c.kind == kind)
    newest, oldest = connection.execute(ends).one()
    if newest is None:
        return
    day, first, width = (newest - EPOCH) // _DAY, (oldest - EPOCH) // _DAY, 1
    while day >= first:
        until = max(day - width, first - 1)
        yield range(day, until, -1)
        day, width = until, 2 * width


_FINDERS: dict[str, Callable[[Connection, Sequence[Term], Mapping[str, Any]], Sequence[str]]] = {
    "sqlite": _find_sqlite,
    "postgresql": _find_postgresql,
}
