"""The modal in which a conversation says when its brief comes, about what, and how long it may be."""

import json
import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from briefing.errors import ConfigError
from briefing.model import Order
from briefing.render.slack import elements as kit
from briefing.render.slack.elements import Block, Element
from briefing.slack.asker import Asker, Payload
from briefing.slack.standing import MOST_TOPICS, WEEK, topic_of
from briefing.slack.wish import Wish

CALLBACK = "schedule"
ZONE_ACTION = "zone"
MOST_OPTIONS = 100
LONGEST_MINUTES = 60
_WHOLE = re.compile(r"[0-9]{1,3}")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORKDAYS = "mon,tue,wed,thu,fri"


def schedule_form(asker: Asker, order: Order, zone: str) -> Mapping[str, Any]:
    """The modal, filled in with what is ordered now.

    Args:
        asker: who opened it, and for which conversation.
        order: the conversation's order; may be a blank one.
        zone: the reader's own time zone, for an order that names none.
    """
    schedule = order.spec.schedule
    fields = [cron.split() for cron in schedule.crons] if schedule else []
    times = [f"{int(hour):02}:{int(minute):02}" for minute, hour, *_ in fields if hour.isdigit() and minute.isdigit()]
    days = fields[0][4].split(",") if fields else _WORKDAYS.split(",")
    topics = "\n".join(", ".join(word.removesuffix("*") for word in topic.words) for topic in order.spec.topics)
    place = [asker.team, asker.conversation, asker.user, asker.conversation_name]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps(place),
        "title": kit.plain("When the brief comes"[:24]),
        "submit": kit.plain("Save"),
        "close": kit.plain("Cancel"),
        "blocks": [
            _input("time", "Time", _time(times[0] if times else "07:30")),
            _input("again", "A second time", _time(times[1] if len(times) > 1 else ""), is_optional=True),
            _input("days", "Days", _days(days)),
            _input("zone", "Time zone", _zones(schedule.zone if schedule else zone)),
            _input("topics", "Topics", _topics(topics), hint=_TOPICS_HINT, is_optional=True),
            _input("minutes", "Reading time in minutes", _minutes(order.spec.minutes)),
        ],
    }


_TOPICS_HINT = "One a line; commas separate words for the same thing. Without topics every story counts."


def asker_of(view: Payload, sender: Asker) -> Asker:
    """Who fills in the modal, for the conversation that it was opened in.

    Args:
        view: as Slack sends it back.
        sender: who sent it; the modal must have been opened in his workspace.

    Raises:
        ConfigError: it is not one of ours.
    """
    try:
        team, conversation, _, named = json.loads(view.get("private_metadata") or "[]")
    except ValueError:
        raise ConfigError("the form is not one of this bot's: open it again") from None
    if team != sender.team:
        raise ConfigError("the form was opened in another workspace: open it again")
    return Asker(sender.team, str(conversation), sender.user, str(named))


def wish_of_form(view: Payload) -> tuple[Wish, Mapping[str, str]]:
    """What was filled in, and what is wrong with it, by block."""
    values = (view.get("state") or {}).get("values") or {}
    given: dict[str, Any] = {block: next(iter(actions.values()), {}) for block, actions in values.items()}
    times = tuple(time for block in ("time", "again") if (time := given.get(block, {}).get("selected_time")))
    days = [option["value"] for option in given.get("days", {}).get("selected_options") or ()]
    zone = (given.get("zone", {}).get("selected_option") or {}).get("value") or ""
    lines = [line for line in str(given.get("topics", {}).get("value") or "").splitlines() if line.strip()]
    topics = [topic_of(line) for line in lines]
    minutes = str(given.get("minutes", {}).get("value") or "")
    faults = {
        "time": "" if times else "Choose a time.",
        "days": "" if days else "Choose at least one day.",
        "zone": "" if zone in available_timezones() else "Choose a time zone.",
        "topics": _topics_fault(topics),
        "minutes": "" if _WHOLE.fullmatch(minutes) and 1 <= int(minutes) <= LONGEST_MINUTES else "Between 1 and 60.",
    }
    wrong = {block: fault for block, fault in faults.items() if fault}
    named = tuple(topic for topic in topics if topic)
    length = None if "minutes" in wrong else float(minutes)
    return Wish(times, ",".join(days) or "mon", zone, named, length), wrong


def _topics_fault(topics: list[Any]) -> str:
    if not all(topics):
        return "A topic needs at least one word."
    return f"At most {MOST_TOPICS} topics." if len(topics) > MOST_TOPICS else ""


def zone_options(typed: str) -> list[Element]:
    """Time zones whose name holds what was typed."""
    wanted = typed.casefold().replace(" ", "_")
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc", "posix")))
    found = [name for name in ("UTC", *names) if wanted in name.casefold()]
    return [_option(name.replace("_", " "), name) for name in found[:MOST_OPTIONS]]


def done(words: str) -> Mapping[str, Any]:
    """The modal after it was saved."""
    blocks = [{"type": "section", "text": kit.mrkdwn(words)}]
    return {"type": "modal", "title": kit.plain("Saved"), "close": kit.plain("Close"), "blocks": blocks}


def _input(block: str, name: str, element: Element, *, hint: str = "", is_optional: bool = False) -> Block:
    found: dict[str, Any] = {"type": "input", "block_id": block, "label": kit.plain(name), "element": element}
    return found | ({"hint": kit.plain(hint)} if hint else {}) | ({"optional": True} if is_optional else {})


def _time(chosen: str) -> Element:
    initial = {"initial_time": chosen} if chosen else {}
    return {"type": "timepicker", "action_id": "time", **initial}


def _days(chosen: list[str]) -> Element:
    options = [_option(name, key) for name, key in zip(_DAYS, WEEK, strict=True)]
    initial = [option for option in options if option["value"] in chosen] or options
    return {"type": "checkboxes", "action_id": "days", "options": options, "initial_options": initial}


def _zones(chosen: str) -> Element:
    return {
        "type": "external_select",
        "action_id": ZONE_ACTION,
        "min_query_length": 2,
        "placeholder": kit.plain("Type a city, such as Berlin"),
        "initial_option": _option(chosen.replace("_", " "), chosen),
    }


def _topics(chosen: str) -> Element:
    initial = {"initial_value": chosen} if chosen else {}
    return {"type": "plain_text_input", "action_id": "topics", "multiline": True, "max_length": 2000, **initial}


def _minutes(chosen: float) -> Element:
    return {
        "type": "number_input",
        "action_id": "minutes",
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": str(LONGEST_MINUTES),
        "initial_value": str(round(chosen)),
    }


def _option(name: str, value: str) -> Element:
    return {"text": kit.plain(name), "value": value}
