"""Slack: the token, what it may do, and the conversations that briefs go to."""

from collections.abc import Iterator, Mapping

from briefing.bootstrap.slack import listens
from briefing.deliver.slack_access import Access, access, not_reachable
from briefing.doctor.results import Finding, Patient, failure, good, warning
from briefing.settings.schema import Settings, SlackDestination

REINSTALL = "install the app again from config/slack-manifest.yaml"
NEEDED: Mapping[str, str] = {"chat:write": "nothing can be posted"}
WANTED: Mapping[str, str] = {
    "channels:history": "a post whose answer was lost cannot be looked up, and is held for you",
    "groups:history": "the same in private channels",
}
ASKED: Mapping[str, str] = {"commands": "the slash command does not work"}


def token(patient: Patient) -> Iterator[Finding]:
    """Whether Slack knows the bot's token, and what it may do with it."""
    found = _access(patient.settings)
    if found is None:
        yield good("not set up")
        return
    if found.problem:
        yield failure(found.problem)
        return
    yield good(f"speaks as {found.user} in {found.team}")
    yield from _scopes(found, patient.settings)


def _access(settings: Settings) -> Access | None:
    secret = settings.slack.bot_token.get_secret_value()
    return access(secret, settings.slack.base_url) if secret else None


def _scopes(found: Access, settings: Settings) -> Iterator[Finding]:
    if not found.scopes:
        return
    wanted = {**WANTED, **(ASKED if listens(settings.slack) else {})}
    for scope, without in NEEDED.items():
        if scope not in found.scopes:
            yield failure(f"the token lacks {scope}: {without}", REINSTALL)
    for scope, without in wanted.items():
        if scope not in found.scopes:
            yield warning(f"the token lacks {scope}: {without}", REINSTALL)


def conversations(patient: Patient) -> Iterator[Finding]:
    """Whether the bot sees the conversations that the settings name."""
    slack = patient.settings.slack
    secret = slack.bot_token.get_secret_value()
    places = [(name, one) for name, one in patient.settings.destinations.items() if isinstance(one, SlackDestination)]
    for name, place in places if secret else ():
        problem = not_reachable(secret, slack.base_url, place.conversation)
        if not problem:
            yield good(f"{name} ({place.conversation}) can be read")
        elif problem.fatal:
            yield failure(f"{name} ({place.conversation}): {problem.words}")
        else:
            yield warning(f"{name} ({place.conversation}): {problem.words}", WANTED["channels:history"])
    if not places or not secret:
        yield good("none is named")
