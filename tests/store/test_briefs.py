from dataclasses import replace

from briefing.model import Claim, Disagreement, Figure, Moved, Sentence, Shown
from tests.store.samples import DAY, HOUR, NOW, annotation, article, brief, item, slot


def publish(store, day, *items, name="morning"):
    due = slot(name, day)
    assert store.ledger.claim_slot(due, "worker", due.due, 60)
    assert store.ledger.publish(brief(due, *items), (), due.due, None)


def test_a_published_brief_comes_back_as_it_was(store):
    publish(store, 24, item())
    assert store.briefs.get("morning", slot().key) == brief(slot(), item())
    assert store.briefs.get("morning", "2026-11-25T07:00") is None


def test_the_latest_briefs_come_newest_first(store):
    for day in (23, 25, 24):
        publish(store, day)
    publish(store, 26, name="evening")
    assert [one.local_date.day for one in store.briefs.latest("morning")] == [25, 24, 23]
    assert [one.local_date.day for one in store.briefs.latest(limit=2)] == [26, 25]
    assert store.briefs.latest("noon") == []


def test_the_memory_holds_everything_shown_of_a_story_under_its_latest_headline(store):
    first, second = item("s", "a1"), replace(item("s", "a2", "It was raised."), headline="Ferry raised")
    publish(store, 23, first, item("other", "a3"))
    publish(store, 24, second)
    publish(store, 24, item("s", "a9"), name="evening")
    memory = Shown(
        "s",
        slot().key,
        "Ferry raised",
        (("a1", 1), ("a2", 1)),
        first.sentences + second.sentences,
        first.figures + second.figures,
    )
    assert store.briefs.shown("morning", ["s", "unknown"]) == {"s": memory}
    assert store.briefs.shown("morning").keys() == {"s", "other"}
    assert store.briefs.shown("morning")["s"] == memory


def test_the_memory_counts_details_disagreements_and_moved_figures(store):
    figures = [Figure(str(number), number, "", "=", "", 0, 1, article_id="a1") for number in range(3)]
    details = Sentence("Why.", 9, 13, article_id="a2")
    shown = replace(
        item(),
        details=details,
        disagreements=(Disagreement("dead", (Claim(figures[0], "", item().lead),)),),
        moved=(Moved(figures[1], figures[2]),),
    )
    publish(store, 24, shown)
    memory = store.briefs.shown("morning", ["a1"])["a1"]
    assert memory.sentences == (*item().sentences, details)
    assert memory.figures == (*item().figures, figures[0], figures[2])
    assert memory.articles == (("a1", 1), ("a2", 1))


def test_without_a_story_the_memory_reaches_back_four_weeks_from_the_latest_brief(store):
    publish(store, 1, item("old"))
    publish(store, 3, item("young"))
    publish(store, 30, item("new"))
    assert store.briefs.shown("morning").keys() == {"young", "new"}
    assert store.briefs.shown("morning", ["old"]).keys() == {"old"}
    assert store.briefs.shown("evening") == {}


def test_a_merged_story_inherits_what_was_shown_of_both(store):
    for one in ("a1", "a2"):
        store.articles.save(article(one), annotation(article(one)), one)
    publish(store, 23, item("a1", "a1"))
    publish(store, 24, item("a2", "a2"))
    store.articles.assign({"a2": "a1"})
    memory = store.briefs.shown("morning", ["a1"])["a1"]
    assert memory.articles == (("a1", 1), ("a2", 1))
    assert memory.headline == "Headline of a2"
    assert store.briefs.shown("morning")["a1"] == memory


def test_a_story_split_off_inherits_only_what_was_shown_of_its_own_articles(store):
    for one in ("a1", "a2", "a3"):
        store.articles.save(article(one), annotation(article(one)), "a1")
    publish(store, 24, item("a1", "a2"))
    store.articles.assign({"a2": "b", "a3": "c"})
    store.articles.assign({"a2": "d"})
    assert store.briefs.shown("morning", ["d", "c"]).keys() == {"d"}
    assert store.briefs.shown("morning").keys() == {"a1", "d"}


def test_a_brief_on_demand_enters_neither_the_memory_nor_the_window(store):
    publish(store, 24, item("s"))
    on_demand = replace(brief(slot(), item("t")), slot="request-1", created=NOW + DAY)
    on_demand = replace(on_demand, window=replace(on_demand.window, end=NOW + HOUR))
    assert store.ledger.publish(on_demand, (), NOW + DAY, None)
    assert store.briefs.get("morning", "request-1") == on_demand
    assert store.briefs.shown("morning").keys() == {"s"}
    assert store.ledger.last_delivered_window_end("morning") == NOW
