"""Which entries are new, and which were only dressed anew."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefing.collect.seen import keys, news
from briefing.model import Entry

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def entry(number: int, **changes: object) -> Entry:
    given = {"id": f"g{number}", "url": f"https://h.example/{number}", "title": f"Title {number}", "summary": "text"}
    return Entry(**{"published": NOW - timedelta(hours=number), **given, **changes})  # type: ignore[arg-type]


def urls(entries: tuple[Entry, ...]) -> list[str]:
    return [item.url.rpartition("/")[2] for item in entries]


def test_only_new_entries_are_read_newest_first() -> None:
    first = news([entry(2), entry(1)], {}, NOW, most=9, first=True)
    assert urls(first.entries) == ["1", "2"]
    second = news([entry(0), entry(2), entry(1)], first.seen, NOW, most=9, first=False)
    assert urls(second.entries) == ["0"]


def test_a_changed_entry_comes_again_and_an_unchanged_one_does_not() -> None:
    seen = news([entry(1), entry(2)], {}, NOW, most=9, first=True).seen
    changed = [entry(1, summary="corrected"), entry(2)]
    again = news(changed, seen, NOW, most=9, first=False)
    assert urls(again.entries) == ["1"]
    assert news(changed, again.seen, NOW, most=9, first=False).entries == ()


def test_b12_an_id_that_is_the_same_for_all_loses_nothing() -> None:
    for address in ({}, {"url": ""}):
        found = news([entry(number, id="item", **address) for number in range(5)], {}, NOW, most=9, first=True)
        assert len(found.entries) == 5


def test_b12_ids_and_tracking_that_change_with_every_answer_bring_nothing_twice() -> None:
    listed = [entry(number) for number in range(5)]
    seen = news(listed, {}, NOW, most=9, first=True).seen
    dressed = [replace(item, id=f"{item.id}-x", url=f"{item.url}?utm_source=rss&utm_campaign=9") for item in listed]
    assert news(dressed, seen, NOW, most=9, first=False).entries == ()


def test_b11_entries_without_address_and_id_are_known_by_their_text() -> None:
    listed = [entry(1, url="", id=""), entry(2, url="", id=""), entry(3, url="", id="")]
    seen = news(listed, {}, NOW, most=9, first=True).seen
    assert len(seen) == 3
    assert news(listed, seen, NOW, most=9, first=False).entries == ()


def test_entries_that_share_an_address_are_told_apart_by_their_titles() -> None:
    shared = [entry(number, url="https://h.example/") for number in range(3)]
    assert len(set(keys(shared))) == 3
    assert len(set(keys([entry(1), entry(1)]))) == 1


def test_b13_the_first_poll_does_not_brief_the_archive() -> None:
    listed = [entry(number * 10) for number in range(100)]
    found = news(listed, {}, NOW, most=50, first=True)
    assert all(item.published and item.published >= NOW - timedelta(hours=48) for item in found.entries)
    assert len(found.entries) == 5
    assert news(listed, found.seen, NOW, most=50, first=False).entries == ()


def test_b13_the_first_poll_of_a_feed_without_dates_reads_the_top_of_it() -> None:
    found = news([entry(number, published=None) for number in range(100)], {}, NOW, most=50, first=True)
    assert urls(found.entries) == [str(number) for number in range(10)]


def test_b13_a_flood_is_capped_counted_and_over() -> None:
    seen = news([entry(1)], {}, NOW, most=50, first=True).seen
    flood = [entry(number, published=NOW) for number in range(10, 10_010)]
    found = news(flood, seen, NOW, most=50, first=False)
    assert (len(found.entries), found.left_out) == (50, 9950)
    assert news(flood, found.seen, NOW, most=50, first=False).entries == ()


def test_dates_in_the_future_become_now() -> None:
    later = NOW + timedelta(days=365)
    found = news([entry(1, published=later, updated=later)], {}, NOW, most=9, first=True)
    assert (found.entries[0].published, found.entries[0].updated) == (NOW, NOW)


def test_news_that_are_a_month_old_are_none_and_no_cap_left_them_out() -> None:
    found = news([entry(24 * 40), entry(1)], {}, NOW, most=9, first=False)
    assert (urls(found.entries), found.left_out) == (["1"], 0)


def test_what_a_feed_lists_now_is_never_forgotten_and_the_rest_only_slowly() -> None:
    seen = {f"{number:016x}": "00000000" for number in range(1000)}
    listed = [entry(number) for number in range(300)]
    found = news(listed, seen, NOW, most=9, first=False)
    assert len(found.seen) == 600
    assert set(keys(listed)) <= set(found.seen)
    assert next(iter(found.seen)) == f"{700:016x}"


@given(
    st.lists(
        st.builds(
            Entry,
            id=st.text(max_size=3),
            url=st.sampled_from(["", "https://h.example/a", "https://h.example/b?x=1"]),
            title=st.text(max_size=3),
        ),
        max_size=12,
    )
)
def test_nothing_comes_twice_from_an_unchanged_list(listed: list[Entry]) -> None:
    first = news(listed, {}, NOW, most=100, first=False)
    assert news(listed, first.seen, NOW, most=100, first=False).entries == ()
