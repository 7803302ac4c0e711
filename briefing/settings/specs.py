"""From checked settings to the values of the model: standing orders, schedules, destinations, topics."""

from collections.abc import Iterator

from briefing.model import BriefSpec, Destination, Schedule, Topic
from briefing.schedule import cron_time, weekdays
from briefing.settings.schema import (
    AnyDestination,
    BriefSettings,
    EmailDestination,
    FileDestination,
    NotifyDestination,
    Settings,
    SlackDestination,
)


def specs(settings: Settings) -> tuple[BriefSpec, ...]:
    """The standing orders, in the order of the settings."""
    return tuple(spec(settings, name) for name in settings.briefs)


def spec(settings: Settings, name: str) -> BriefSpec:
    """The standing order of one brief."""
    brief = settings.briefs[name]
    wanted = brief.sources or tuple(settings.sources)
    return BriefSpec(
        name=name,
        title=brief.title,
        schedule=schedule_of(brief, settings.zone),
        destinations=tuple(
            place for target in brief.send_to for place in destinations(target, settings.destinations[target])
        ),
        sources=wanted,
        topics=tuple(topic(settings, key) for key in (brief.topics or settings.topics)),
        off_topic=brief.off_topic,
        include=brief.include,
        mute=brief.mute,
        watch=brief.watch,
        minutes=brief.minutes,
        most=brief.most,
        sentences=brief.sentences,
        quiet=brief.quiet,
        quiet_action=brief.quiet_action,
        language=brief.language,
        weights={source: settings.sources[source].weight for source in wanted},
        method=brief.method,
        templates=brief.templates,
        open=brief.open,
    )


def schedule_of(brief: BriefSettings, zone: str) -> Schedule | None:
    """The schedule that `at` and `days`, or `cron`, stand for; None when the brief is only sent on request.

    Raises:
        ConfigError: for a time of day or a weekday that is none.
    """
    days = weekdays(brief.days)
    expressions = (*brief.cron, *(f"{cron_time(time)} * * {days}" for time in brief.at))
    return Schedule(expressions, brief.zone or zone, brief.catch_up) if expressions else None


def destinations(name: str, target: AnyDestination) -> Iterator[Destination]:
    """The single destinations behind a named one: one for each recipient of mail."""
    match target:
        case SlackDestination():
            yield Destination(name, "slack", "/".join(filter(None, (target.team, target.conversation))))
        case EmailDestination():
            for address in target.addresses:
                yield Destination(f"{name}/{address}", "email", address)
        case FileDestination():
            yield Destination(name, "file", target.folder)
        case NotifyDestination():
            # Its address is a secret, and what goes to the ledger is read by many.
            yield Destination(name, "notify", name)


def topic(settings: Settings, key: str) -> Topic:
    """The topic of a section; its key is its heading when it has no title."""
    value = settings.topics[key]
    sources = tuple(name for name, source in settings.sources.items() if source.topic == key)
    return Topic(value.title or key.replace("_", " ").capitalize(), value.words, value.weight, value.most, sources)
