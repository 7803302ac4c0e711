from briefing.model import SeenLine, SeenLines, SourceState
from tests.store.samples import HOUR, MINUTE, NOW


def test_a_source_never_polled_has_a_blank_state(store):
    assert store.sources.state("harbour") == SourceState("harbour")


def test_what_is_remembered_of_a_source_comes_back_as_it_was(store):
    state = SourceState(
        "harbour",
        "https://harbour.example/feed",
        NOW,
        NOW - HOUR,
        NOW + HOUR,
        failures=3,
        problem="it answered 503",
        memory={"etag": ["x", 1]},
    )
    store.sources.save(SourceState("harbour"))
    store.sources.save(state)
    assert store.sources.state("harbour") == state
    assert store.sources.states() == [state]


def test_states_come_by_name(store):
    for name in ("mill", "Harbour", "étang"):
        store.sources.save(SourceState(name))
    assert [state.source for state in store.sources.states()] == ["Harbour", "mill", "étang"]


def test_due_sources_come_longest_overdue_first_and_gone_ones_never(store):
    polls = {"later": NOW + MINUTE, "now": NOW, "overdue": NOW - HOUR, "never polled": None}
    for name, next_poll in polls.items():
        store.sources.save(SourceState(name, next_poll=next_poll))
    store.sources.save(SourceState("gone", next_poll=NOW - HOUR, gone=True))
    assert store.sources.due(NOW, {*polls, "gone"}) == ["never polled", "overdue", "now"]


def test_sources_that_nobody_follows_any_more_do_not_stand_in_the_way(store):
    for number in range(9):
        store.sources.save(SourceState(f"given up {number}"))
    for name, next_poll in {"harbour": NOW - HOUR, "mill": NOW}.items():
        store.sources.save(SourceState(name, next_poll=next_poll))
    assert store.sources.due(NOW, {"harbour", "mill"}, limit=2) == ["harbour", "mill"]
    assert store.sources.due(NOW, {"harbour", "mill"}, limit=1) == ["harbour"]


def test_b10_nul_and_lone_surrogates_never_reach_the_database(store):
    store.sources.save(SourceState("har\x00bour", problem="\ud800?", memory={"k\x00": "v\udfff"}))
    replaced = SourceState("har\ufffdbour", problem="\ufffd?", memory={"k\ufffd": "v\ufffd"})
    assert store.sources.state("har\x00bour") == replaced
    assert store.sources.states() == [replaced]


def test_what_a_sources_articles_repeat_is_remembered_beside_its_state(store):
    first = SeenLines(1, (SeenLine(7, 1, 1, 0, 1),))
    second = SeenLines(2, (SeenLine(7, 2, 1, 0, 2), SeenLine(2**48 - 1, 1, 0, 1, 2)))
    assert store.sources.lines("harbour") == SeenLines()
    store.sources.save_lines("harbour", first)
    store.sources.save_lines("harbour", second)
    assert store.sources.lines("harbour") == second
    assert store.sources.lines("mill") == SeenLines()
