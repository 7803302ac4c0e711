"""The questions asked at every tick are answered from an index, however much is stored."""

import pytest
from sqlalchemy import event, text

from briefing.store.schema import metadata
from tests.store.samples import DAY, NOW

QUESTIONS = {
    "sources_due": lambda store: store.sources.due(NOW, {"harbour"}),
    "article_versions_seen": lambda store: store.articles.seen_between(NOW - DAY, NOW),
    "article_versions_source": lambda store: store.articles.seen_between(NOW - DAY, NOW, ["harbour", "mill"]),
    "article_versions_seen ": lambda store: store.articles.seen_between(NOW - DAY, NOW, stories=["s1", "s2"]),
    "article_versions_seen  ": lambda store: store.articles.stories_between(NOW - DAY, NOW),
    "search_": lambda store: store.articles.search('"a ferry" harbour'),
    "articles_copy": lambda store: store.articles.copies(["a1"]),
    "article_versions": lambda store: store.articles.annotations([("a1", 1), ("a2", 2)]),
    "articles_story": lambda store: store.briefs.shown("morning", ["a1"]),
    "story_moves_article": lambda store: store.briefs.shown("morning", ["a1"]),
    "shown_story": lambda store: store.briefs.shown("morning", ["a1"]),
    "briefs_created": lambda store: store.briefs.latest(),
    "deliveries_due": lambda store: store.ledger.due(NOW),
    "deliveries_due ": lambda store: store.ledger.due_keys(NOW, without="email"),
    "deliveries_brief": lambda store: store.ledger.find(brief="morning", slot="2026-11-24T07:00"),
    "deliveries_created": lambda store: store.ledger.find(limit=10),
    "slots_": lambda store: store.ledger.done_slots(["morning", "evening"], "2026-11-21"),
    "requests_open": lambda store: store.requests.open(NOW),
    "orders_conversation": lambda store: store.orders.of("T1", "C1"),
    "votes_cast": lambda store: store.votes.of("morning", NOW - DAY),
}


@pytest.mark.parametrize("index", QUESTIONS)
def test_an_index_answers(store, index):
    plan = explained(store._engine, lambda: QUESTIONS[index](store))
    assert index.strip() in " ".join(plan)
    assert not {f"SCAN {table}" for table in metadata.tables} & set(plan)
    assert "Seq Scan" not in " ".join(plan)


def explained(engine, ask) -> list[str]:
    """The plans of all statements that a question needs."""
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    ask()
    lines: list[str] = []
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            # With nothing stored a scan is cheapest: what matters is whether the index could answer.
            connection.execute(text("SET enable_seqscan = off"))
        verb = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}[engine.dialect.name]
        for statement, parameters in [one for one in asked if one[0].lstrip().startswith(("SELECT", "WITH"))]:
            plan = connection.exec_driver_sql(f"{verb} {statement}", parameters)
            lines.extend(str(row[-1]) for row in plan)
    return lines
