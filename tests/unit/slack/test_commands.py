"""What people type behind /brief, and what it comes to."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from briefing.errors import ConfigError
from briefing.model import Followed
from briefing.slack.admission import House
from briefing.slack.wish import wish_of
from briefing.store.database import Database
from tests.unit.slack.desk import ANN, NOW, Counter


@pytest.fixture
def counter(store: Database) -> Counter:
    return Counter(store)


def test_nothing_but_the_command_asks_for_this_conversations_brief(counter: Counter) -> None:
    assert "The Morning &lt;Brief&gt;" in counter.ask("")
    assert (counter.request.question, counter.request.subject, counter.request.asked) == ("brief", "morning", NOW)
    assert counter.request.reply_to["response_url"] == "https://hooks.slack.com/commands/1"
    assert "shared" not in counter.request.reply_to


def test_a_conversation_without_a_brief_is_told_what_there_is(counter: Counter) -> None:
    assert "`energy`" in counter.ask("", channel_id="C0OTHER")
    assert counter.requests == {}


def test_a_brief_may_be_asked_for_by_name(counter: Counter) -> None:
    counter.ask("Energy", channel_id="C0OTHER")
    assert counter.request.subject == "energy"


@pytest.mark.parametrize(
    ("typed", "question", "subject"),
    [
        ("share", "brief", "morning"),
        ("energy share", "brief", "energy"),
        ("https://post.example/a share", "article", "https://post.example/a"),
        ("wind farms share", "topic", "wind farms"),
        ("last share", "last", "morning"),
    ],
)
def test_what_ends_in_share_is_for_all_to_see(counter: Counter, typed: str, question: str, subject: str) -> None:
    counter.ask(typed)
    assert (counter.request.question, counter.request.subject) == (question, subject)
    assert counter.request.reply_to["shared"] is True


@pytest.mark.parametrize(
    "typed",
    [
        "https://post.example/a?b=1&amp;c=2",
        "<https://post.example/a?b=1&amp;c=2>",
        "<https://post.example/a?b=1&amp;c=2|post>",
        "post.example/a?b=1&amp;c=2",
    ],
)
def test_an_address_asks_for_its_article(counter: Counter, typed: str) -> None:
    counter.ask(typed)
    assert (counter.request.question, counter.request.subject) == ("article", "https://post.example/a?b=1&c=2")


@pytest.mark.parametrize("typed", ["wind farms", '"harbour toll" -lorry', "Ölpreis 2026"])
def test_other_words_are_looked_for_in_the_articles(counter: Counter, typed: str) -> None:
    counter.ask(typed)
    assert (counter.request.question, counter.request.subject) == ("topic", typed)


@pytest.mark.parametrize("question", ["last", "yesterday"])
def test_an_earlier_edition_may_be_asked_for(counter: Counter, question: str) -> None:
    counter.ask(f"{question} energy")
    assert (counter.request.question, counter.request.subject) == (question, "energy")


def test_a_brief_that_does_not_exist_is_not_taken_for_another(counter: Counter) -> None:
    assert counter.ask("last sports") == "No brief is called “sports”. Can be asked for: `morning`, `energy`"
    assert counter.requests == {}


def test_a_brief_may_be_called_by_its_title(counter: Counter) -> None:
    counter.ask("last the energy desk")
    assert (counter.request.question, counter.request.subject) == ("last", "energy")


def test_help_answers_at_once(counter: Counter) -> None:
    assert "/brief https://" in counter.ask("help")
    assert counter.requests == {}


def test_a_command_that_slack_sends_again_is_the_same_request(counter: Counter) -> None:
    counter.ask("", trigger_id="7.7")
    counter.ask("", trigger_id="7.7")
    assert len(counter.requests) == 1


@pytest.mark.parametrize("typed", ["--help; rm -rf /", "file:///etc/passwd", "x" * 5_000, "javascript:alert(1)", "?!"])
def test_d6_anything_else_is_answered_with_what_can_be_asked(counter: Counter, typed: str) -> None:
    assert "/brief help" in counter.ask(typed)
    assert counter.requests == {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.text(max_size=300), some.sampled_from(["", "follow ", "unfollow ", "schedule ", "last ", "list "]))
def test_c1_whatever_is_typed_the_answer_mentions_nobody(store: Database, text: str, verb: str) -> None:
    counter = Counter(store, House(of_user=10_000, of_team=10_000))
    said = counter.ask(f"{verb}<!channel> {text}") + counter.ask("list")
    assert "<!" not in said
    assert "<@" not in said


def test_a_topic_is_followed_listed_and_unfollowed(counter: Counter) -> None:
    assert "*Wind farms*" in counter.ask("follow wind farms, offshore wind")
    order = counter.store.orders.of("T0FAKE", "C0NEWS")
    assert order
    assert order.spec.topics[0].words == ("wind farm*", "offshore wind")
    assert "Wind farms" in counter.ask("list")
    assert "no longer" in counter.ask("unfollow Wind Farms")
    assert "is not followed" in counter.ask("unfollow wind farms")


def test_a_topic_is_unfollowed_in_the_words_in_which_it_was_followed(counter: Counter) -> None:
    counter.ask("follow wind farms, offshore wind")
    assert "no longer" in counter.ask("unfollow wind farms, offshore wind")


@pytest.mark.parametrize("typed", ["<#C0NEWS|news>", "<@U0ANN>", "<!subteam^S1>", "https://", "file:///etc/passwd", ""])
def test_what_is_no_words_is_no_topic(counter: Counter, typed: str) -> None:
    assert "Name a topic in words" in counter.ask(f"follow {typed}")
    assert counter.store.orders.orders() == []


def test_the_name_of_a_site_is_a_topic_and_how_to_follow_the_site_is_said(counter: Counter) -> None:
    assert "`/brief follow https://booking.example`" in counter.ask("follow Booking.example")
    assert "*Booking.example*" in counter.ask("list")


def test_an_address_to_follow_is_looked_at_first(counter: Counter) -> None:
    counter.ask("follow https://post.example/feed")
    assert (counter.request.question, counter.request.subject) == ("follow", "https://post.example/feed")
    assert counter.store.orders.of("T0FAKE", "C0NEWS")


def test_a_followed_address_is_unfollowed_as_it_was_followed(counter: Counter) -> None:
    counter.desk.hold_for_source(ANN)
    order = counter.desk.order_of(ANN)
    counter.store.orders.follow(Followed("followed.1", "https://post.example/feed", "feed", NOW))
    from dataclasses import replace

    counter.store.orders.save(replace(order, spec=replace(order.spec, sources=("followed.1",))))
    assert "https://post.example/feed" in counter.ask("list")
    assert "no longer" in counter.ask("unfollow <https://post.example/feed/>")
    assert counter.store.orders.followed() == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("mon-fri", "Monday to Friday"),
        ("mon,wed,fri", "Monday, Wednesday and Friday"),
        ("sat,sun", "Saturday and Sunday"),
        ("tue", "Tuesday"),
        ("mon-sun", "every day"),
    ],
)
def test_days_are_told_in_words(counter: Counter, typed: str, told: str) -> None:
    assert f"at 07:30, {told} (UTC)" in counter.ask(f"schedule 07:30 {typed} UTC")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("7am", "at 07:00, every day (Europe/Berlin)"),
        ("12am daily", "at 00:00, every day (Europe/Berlin)"),
        ("at 7.30 PM on weekdays", "at 19:30, Monday to Friday (Europe/Berlin)"),
        ("every day at 12:15pm", "at 12:15, every day (Europe/Berlin)"),
        ("07:30, 17:00 mon-fri", "at 07:30 and 17:00, Monday to Friday (Europe/Berlin)"),
        ("7:30 and 5 pm, weekends", "at 07:30 and 17:00, Saturday and Sunday (Europe/Berlin)"),
        ("7:30 Monday to Thursday Lisbon", "at 07:30, Monday to Thursday (Europe/Lisbon)"),
        ("mon, wed, fri 07:30 new york", "at 07:30, Monday, Wednesday and Friday (America/New_York)"),
        ("Tuesdays 08:00 America/Argentina/Buenos_Aires", "at 08:00, Tuesday (America/Argentina/Buenos_Aires)"),
    ],
)
def test_a_brief_is_ordered_as_people_say_times_days_and_places(counter: Counter, typed: str, told: str) -> None:
    assert told in counter.ask(f"schedule {typed}")


@given(some.text(max_size=60) | some.from_regex(r"([0-9]{1,2}[:. ]?[0-9]{0,2} ?([ap]m)? ?(mon|to|-|at|UTC|,)* ?){1,4}"))
def test_whatever_is_typed_as_a_wish_is_one_or_has_a_fault_in_words(typed: str) -> None:
    with suppress(ConfigError):
        wish = wish_of(typed)
        assert wish.times
        assert wish.days


def test_a_brief_is_ordered_by_time_days_and_zone(counter: Counter) -> None:
    said = counter.ask("schedule 7:30 mon-wed Europe/Lisbon", channel_id="C0OTHER", channel_name="ports")
    assert "at 07:30, Monday to Wednesday (Europe/Lisbon)" in said
    assert "next on Tuesday, 24 November at 07:30" in said
    order = counter.store.orders.of("T0FAKE", "C0OTHER")
    assert order
    assert order.spec.title == "The brief for #ports"
    assert [place.address for place in order.spec.destinations] == ["T0FAKE/C0OTHER"]
    assert counter.ask("", channel_id="C0OTHER").startswith("The brief for #ports")
    assert "comes no more" in counter.ask("schedule off", channel_id="C0OTHER")


def test_what_is_ordered_in_a_direct_message_comes_to_the_one_who_ordered_it(counter: Counter) -> None:
    counter.ask("schedule 08:00", channel_id="D0ANN", channel_name="directmessage")
    [order] = counter.store.orders.orders()
    assert [place.address for place in order.spec.destinations] == ["T0FAKE/U0ANN"]
    assert order.spec.title == "Your brief"


@pytest.mark.parametrize(
    "typed", ["25:00", "13pm", "07:30 noday", "07:30 monthly", "07:30 Mars/Base", "07:30 atlantis", "x", "7"]
)
def test_a_schedule_that_is_none_is_answered_with_an_example(counter: Counter, typed: str) -> None:
    assert "For example: `/brief schedule 07:30 mon-fri" in counter.ask(f"schedule {typed}")
    assert counter.store.orders.orders() == []


def test_schedule_alone_opens_the_form(counter: Counter) -> None:
    assert counter.asked("schedule").form == "schedule"


def test_d8_other_workspaces_and_conversations_are_refused(store: Database) -> None:
    counter = Counter(store, House(teams=frozenset({"T0OWN"})))
    assert "workspace" in counter.ask("")
    counter = Counter(store, House(conversations=frozenset({"C0OWN"})))
    assert "conversation" in counter.ask("follow wind")
    assert counter.requests == {}
    assert store.orders.orders() == []


def test_d8_too_many_questions_in_a_minute_are_refused_with_a_clear_word(counter: Counter) -> None:
    said = [counter.ask("energy", trigger_id=str(number)) for number in range(100)]
    assert len(counter.requests) == 10
    assert "wait a minute" in said[-1]
    counter.now += timedelta(minutes=1)
    assert "one moment" in counter.ask("energy", trigger_id="later")


def test_a_workspace_has_a_limit_of_its_own(store: Database) -> None:
    counter = Counter(store, House(of_user=10, of_team=12))
    for number in range(20):
        counter.ask("energy", trigger_id=str(number), user_id=f"U{number}")
    assert len(counter.requests) == 12
