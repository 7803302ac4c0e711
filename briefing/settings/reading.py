"""Reading the settings and saying everything that is wrong with them at once.

Where secrets come from is said in `secrets`. Every other key can be set as `BRIEFING_SECTION__KEY` too.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from briefing import schedule
from briefing.collect.http.address import normalised
from briefing.errors import ConfigError, Permanent
from briefing.model import Schedule
from briefing.settings import toml_faults
from briefing.settings.salvage import further_faults
from briefing.settings.schema import (
    PREFIX,
    EmailDestination,
    FileDestination,
    NotifyDestination,
    Settings,
    SlackDestination,
    SourceSettings,
)
from briefing.settings.secrets import MAILBOX, NOTIFY, merge, misplaced
from briefing.settings.wording import sentence
from briefing.subscribers.tokens import SHORTEST_KEY

MAILBOX_ADDRESS = re.compile(r"imaps?://[^@:/\s]+@[^@/\s]+(?:/\S*)?")
NEW_KEY = "make one with `python -c 'import secrets; print(secrets.token_urlsafe(32))'`"


def load(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """Read and check the settings.

    Args:
        path: the TOML file; None for the environment alone.
        environment: where the secrets are.

    Raises:
        ConfigError: with every fault found, named by its key.
    """
    return checked(_file(path) if path else {}, environment)


def checked(values: dict[str, Any], environment: Mapping[str, str]) -> Settings:
    """The settings that the tables of a file stand for; see `load`."""
    faults = [*misplaced(values), *_strangers(environment)]
    faults += merge(values, environment)
    try:
        settings = Settings(**values)
    except ValidationError as error:
        wrong = error.errors()
        raise ConfigError(*faults, *map(sentence, wrong), *further_faults(values, wrong, CHECKS)) from None
    faults += [fault for check in CHECKS for fault in check(settings)]
    if faults:
        raise ConfigError(*faults)
    return settings


def _file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{path} does not exist: `briefing init` writes one to start from") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not text in UTF-8: save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} cannot be read: {toml_faults.fault(text, str(error))}") from None


def _strangers(environment: Mapping[str, str]) -> Iterator[str]:
    """Variables that look like a key and are none; those of others (Kubernetes' BRIEFING_PORT) have one underscore."""
    for variable in environment:
        section, parted, _ = variable.upper().removeprefix(PREFIX).partition("__")
        if variable.upper().startswith(PREFIX) and parted and section.lower() not in Settings.model_fields:
            close = difflib.get_close_matches(section, [name.upper() for name in Settings.model_fields], 1)
            hint = f"; did you mean {PREFIX}{close[0]}__…?" if close else ""
            yield f"{variable}: there is no section [{section.lower()}]{hint}"


# ------------------------------------------------------------------------------------------ faults between keys


def _schedule_faults(settings: Settings) -> Iterator[str]:
    for name, brief in settings.briefs.items():
        place = f"briefs.{name}"
        if brief.at and brief.cron:
            yield f"{place}: give either 'at' and 'days', or 'cron', not both"
        for read, value in ((schedule.weekdays, brief.days), *((schedule.cron_time, time) for time in brief.at)):
            yield from (f"{place}: {fault}" for fault in _refused(read, value))
        standing = Schedule(brief.cron, brief.zone or settings.zone, brief.catch_up)
        yield from (f"{place}: {fault}" for fault in schedule.faults(standing))


def _refused(read: Callable[[str], object], value: str) -> tuple[str, ...]:
    try:
        read(value)
    except ConfigError as error:
        return error.faults
    return ()


def _reference_faults(settings: Settings) -> Iterator[str]:
    tables: dict[str, Mapping[str, object]] = {
        "send_to": settings.destinations,
        "sources": settings.sources,
        "topics": settings.topics,
    }
    for name, brief in settings.briefs.items():
        for key, table in tables.items():
            for wanted in getattr(brief, key):
                if wanted not in table:
                    section = "destinations" if key == "send_to" else key
                    close = difflib.get_close_matches(wanted, list(table), 1)
                    hint = f"; did you mean {close[0]!r}?" if close else f"; add [{section}.{wanted}]"
                    yield f"briefs.{name}.{key}: there is no {wanted!r} under [{section}]{hint}"


def _template_faults(settings: Settings) -> Iterator[str]:
    for name, brief in settings.briefs.items():
        if brief.templates and not Path(brief.templates).is_dir():
            yield f"briefs.{name}.templates: there is no folder {brief.templates}"


def _source_faults(settings: Settings) -> Iterator[str]:
    for name, source in settings.sources.items():
        if source.topic and source.topic not in settings.topics:
            yield f"sources.{name}.topic: there is no {source.topic!r} under [topics]; add [topics.{source.topic}]"
        needed = "path" if source.kind == "folder" else "url"
        if not getattr(source, needed):
            yield f"sources.{name}.{needed}: is missing"
        elif source.kind == "mailbox":
            yield from _mailbox_faults(name, source)
        elif needed == "url" and not source.url.startswith(("http://", "https://")):
            yield f"sources.{name}.url: must begin with https:// or http://"
        elif needed == "url" and not _is_address(source.url):
            yield f"sources.{name}.url: is no address that a browser would take"


def _is_address(url: str) -> bool:
    try:
        return bool(normalised(url))
    except Permanent:
        return False


def _mailbox_faults(name: str, source: SourceSettings) -> Iterator[str]:
    if not MAILBOX_ADDRESS.fullmatch(source.url):
        yield f"sources.{name}.url: is written imaps://user@host/folder, without the password (an @ in the user is %40)"
    if not source.password.get_secret_value():
        yield f"{MAILBOX.variable_of(name)}: is not set, and sources.{name} is a mailbox that asks for a password"


def _secret_faults(settings: Settings) -> Iterator[str]:
    used = {target for brief in settings.briefs.values() for target in brief.send_to} | set(settings.service.operator)
    kinds = {type(settings.destinations[target]) for target in used if target in settings.destinations}
    slack = settings.slack
    if SlackDestination in kinds and not (slack.bot_token.get_secret_value() or slack.client_id):
        yield "SLACK_BOT_TOKEN: is not set, and a brief is to be sent to Slack"
    if EmailDestination in kinds:
        yield from (
            f"email.{key}: is missing, and a brief is to be sent by e-mail"
            for key in ("host", "sender")
            if not getattr(settings.email, key)
        )
        if settings.email.user and not settings.email.password.get_secret_value():
            yield "SMTP_PASSWORD: is not set, and email.user asks for one"


def _notify_faults(settings: Settings) -> Iterator[str]:
    for name, target in settings.destinations.items():
        if isinstance(target, NotifyDestination) and "://" not in target.url.get_secret_value():
            yield f"{NOTIFY.variable_of(name)}: is not set, and destinations.{name} asks for an address (tgram://…)"


def _dkim_faults(settings: Settings) -> Iterator[str]:
    if settings.email.dkim_domain and not settings.email.dkim_key.get_secret_value():
        yield "DKIM_KEY: is not set, and email.dkim_domain is: DKIM_KEY_FILE may name a file in PEM"


def _bounce_faults(settings: Settings) -> Iterator[str]:
    email = settings.email
    if email.return_path and len(settings.web.signing_key.get_secret_value()) < SHORTEST_KEY:
        yield f"SIGNING_KEY: is not set or too short, and email.return_path is signed with it: {NEW_KEY}"
    if not email.bounces:
        return
    if not email.return_path:
        yield "email.return_path: is missing, and email.bounces reads what comes back to it"
    if not MAILBOX_ADDRESS.fullmatch(email.bounces):
        yield "email.bounces: is written imaps://user@host/folder, without the password (an @ in the user is %40)"
    if not email.bounces_password.get_secret_value():
        yield "BOUNCES_PASSWORD: is not set, and email.bounces is a mailbox that asks for a password"


def _service_faults(settings: Settings) -> Iterator[str]:
    for name in settings.service.operator:
        target = settings.destinations.get(name)
        if target is None:
            yield f"service.operator: there is no {name!r} under [destinations]; add [destinations.{name}]"
        elif isinstance(target, FileDestination):
            yield f"service.operator: {name!r} is a folder, in which nobody would see it: name mail, Slack or a service"
    if not re.fullmatch(r"(https?://[^\s/]\S*)?", settings.service.ping.get_secret_value()):
        yield "PING_URL: must begin with https:// or http://"


def _web_faults(settings: Settings) -> Iterator[str]:
    key = settings.web.signing_key.get_secret_value()
    if settings.web.address and len(key) < SHORTEST_KEY:
        found = "is too short" if key else "is not set, and web.address is"
        yield f"SIGNING_KEY: {found}: {NEW_KEY}"
    hashed = settings.web.password_hash.get_secret_value()
    if hashed and not hashed.startswith("$argon2"):
        yield "OPERATOR_PASSWORD_HASH: is no argon2 hash: make one with `briefing web password`"
    if any(brief.open for brief in settings.briefs.values()):
        yield from (
            f"{section}.{name}: is missing, and a brief is open for subscribers"
            for section, name in (("web", "address"), ("email", "host"), ("email", "sender"))
            if not getattr(getattr(settings, section), name)
        )


def _install_faults(settings: Settings) -> Iterator[str]:
    """What is missing for many workspaces to install the app themselves."""
    slack = settings.slack
    if not slack.client_id:
        return
    needed = {
        "SLACK_CLIENT_SECRET": slack.client_secret.get_secret_value(),
        "SLACK_ENCRYPTION_KEY": slack.encryption_key.get_secret_value(),
        "SLACK_SIGNING_SECRET": slack.signing_secret.get_secret_value(),
        "web.address": settings.web.address,
        "service.listen": settings.service.listen,
    }
    yield from (f"{key}: is missing, and slack.client_id asks for it" for key, value in needed.items() if not value)
    for name, target in settings.destinations.items():
        if isinstance(target, SlackDestination) and not target.team:
            yield f"destinations.{name}.team: is missing: with many workspaces a conversation needs its own"


CHECKS: tuple[Callable[[Settings], Iterator[str]], ...] = (
    _source_faults,
    _schedule_faults,
    _reference_faults,
    _template_faults,
    _secret_faults,
    _install_faults,
    _notify_faults,
    _dkim_faults,
    _bounce_faults,
    _service_faults,
    _web_faults,
)
