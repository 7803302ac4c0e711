"""Self-service: subscribe, confirm, choose, leave. What a link does happens on a button, never on opening it.

Mail scanners follow every link; only a POST acts, and the one of RFC 8058 acts at once.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from zoneinfo import available_timezones

from starlette.responses import Response
from starlette.routing import Route

from briefing.errors import BriefingError
from briefing.model import BriefSpec, Format, Subscriber, Wishes
from briefing.pipeline.subscribing import Subscribing
from briefing.subscribers.rules import Origin
from briefing.subscribers.wishes import topics_of
from briefing.web.asking import Asked, get, one_click, post
from briefing.web.house import House

DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
FORMATS = {Format.HTML: "Designed mail", Format.TEXT: "Plain text"}
AGAIN = ("/subscribe", "Subscribe again")


def routes(house: House, subscribing: Subscribing) -> list[Route]:
    """The pages that mails lead to."""
    desk = Subscriptions(house, subscribing)
    access = house.access
    return [
        get(access, "/subscribe", desk.form),
        post(access, "/subscribe", desk.ask),
        get(access, "/confirm/{token}", desk.asks_to_confirm),
        post(access, "/confirm/{token}", desk.confirm),
        get(access, "/preferences/{token}", desk.preferences),
        post(access, "/preferences/{token}", desk.change),
        get(access, "/unsubscribe/{token}", desk.asks_to_leave),
        one_click(access, "/unsubscribe/{token}", desk.leave),
    ]


class Subscriptions:
    """The handlers."""

    def __init__(self, house: House, subscribing: Subscribing) -> None:
        self._house = house
        self._subscribing = subscribing

    def form(self, asked: Asked) -> Response:
        """What there is to subscribe to."""
        return self._form(asked, Wishes(briefs=tuple(self._subscribing.open_briefs())))

    def ask(self, asked: Asked) -> Response:
        """Somebody gave an address: its owner gets a letter; the answer is the same whether it was known."""
        address, wishes = asked.fields.get("address", "").strip(), _wishes(asked)
        if asked.fields.get("website"):  # a field that people do not see: only programs fill it in
            return self._sent(asked)
        if not wishes.briefs:
            return self._form(asked, wishes, address, "Choose a brief.", 400)
        if not self._house.letter_rates.take(asked.address):
            return self._form(asked, wishes, address, "That was often. Wait an hour, then try again.", 429)
        try:
            self._subscribing.ask(address, wishes, self._origin(asked, "web"))
        except BriefingError as error:
            return self._form(asked, wishes, address, str(error), 400)
        return self._sent(asked)

    def asks_to_confirm(self, asked: Asked) -> Response:
        """Opening the link changes nothing."""
        return self._with(asked, self._subscribing.asking, "confirm")

    def confirm(self, asked: Asked) -> Response:
        """The button was pressed."""
        try:
            known = self._subscribing.confirm(asked.path["token"], self._origin(asked, "web"))
        except BriefingError as error:
            return self._refused(asked, error)
        titles = ", ".join(self._titles(known.wishes.briefs))
        return self._house.message(asked, "You are subscribed", f"From now on you receive {titles}.")

    def preferences(self, asked: Asked) -> Response:
        """What somebody receives."""
        return self._with(asked, self._subscribing.reader, "preferences")

    def change(self, asked: Asked) -> Response:
        """What somebody wants from now on."""
        token = asked.path["token"]
        try:
            known = self._subscribing.change(token, _wishes(asked), self._origin(asked, "web"))
        except BriefingError as error:
            return self._with(asked, self._subscribing.reader, "preferences", problem=str(error), status=400)
        if not known.wishes.briefs:
            return self._house.message(asked, "You have left", "No more briefs come to your address.", onward=[AGAIN])
        return self._with(asked, self._subscribing.reader, "preferences", saved=True)

    def asks_to_leave(self, asked: Asked) -> Response:
        """Opening the link changes nothing: a scanner of mails may have done it."""
        try:
            known, brief = self._subscribing.leaving(asked.path["token"])
        except BriefingError as error:
            return self._refused(asked, error)
        # Whom the operator's settings name chose nothing, and has no link to choose by.
        return self._house.page(asked, "unsubscribe", title=self._title(brief), chooses=bool(known.wishes.briefs))

    def leave(self, asked: Asked) -> Response:
        """The button, or a mail service for its reader."""
        how = "web" if asked.agent.startswith("Mozilla/") else "one-click"
        try:
            _, brief = self._subscribing.leaving(asked.path["token"])
            self._subscribing.unsubscribe(asked.path["token"], self._origin(asked, how))
        except BriefingError as error:
            return self._refused(asked, error)
        said = f"{self._title(brief)} does not come to you any more."
        return self._house.message(asked, "You have left", said, onward=[AGAIN])

    def _with(
        self,
        asked: Asked,
        look: Callable[[str], Subscriber],
        name: str,
        status: int = 200,
        **told: object,
    ) -> Response:
        """A page about the one whom a link was given to."""
        try:
            known = look(asked.path["token"])
        except BriefingError as error:
            return self._refused(asked, error)
        specs = self._subscribing.specs()
        theirs = {name: specs[name] for name in known.wishes.briefs if name in specs}
        return self._house.page(
            asked,
            name,
            status,
            known=known,
            titles=self._titles(known.wishes.briefs),
            choices=_choices({**self._subscribing.open_briefs(), **theirs}, known.wishes),
            zones=_zones(),
            **{"problem": "", "saved": False, **told},
        )

    def _form(self, asked: Asked, wishes: Wishes, address: str = "", problem: str = "", status: int = 200) -> Response:
        choices = _choices(self._subscribing.open_briefs(), wishes)
        return self._house.page(
            asked, "subscribe", status, choices=choices, zones=_zones(), address=address, problem=problem, wishes=wishes
        )

    def _sent(self, asked: Asked) -> Response:
        return self._house.message(
            asked, "Look into your mailbox", "We have sent a letter to that address. Nothing comes before you confirm."
        )

    def _refused(self, asked: Asked, error: BriefingError) -> Response:
        return self._house.message(asked, "This link does not work", str(error), 400)

    def _titles(self, names: Sequence[str]) -> list[str]:
        specs = self._subscribing.specs()
        return [specs[name].title for name in names if name in specs]

    def _title(self, name: str) -> str:
        specs = self._subscribing.specs()
        return specs[name].title if name in specs else "Every brief"

    def _origin(self, asked: Asked, how: str) -> Origin:
        """Who it was, for the trail: a keyed hash, by which only equality can be seen."""
        return Origin(how, self._house.access.tokens.trace(asked.address))


@cache
def _zones() -> Sequence[str]:
    """The names of all time zones; they are read from some hundred files."""
    return sorted(available_timezones())


def _choices(specs: Mapping[str, BriefSpec], wishes: Wishes) -> Mapping[str, object]:
    """What can be chosen, and what is."""
    return {
        "briefs": [(name, spec.title, name in wishes.briefs) for name, spec in specs.items()],
        "topics": [(topic, topic, topic in wishes.topics) for topic in topics_of(Wishes(briefs=tuple(specs)), specs)],
        "days": [(day, label, day in wishes.days) for day, label in DAYS.items()],
        "formats": [(one.value, label, one is wishes.format) for one, label in FORMATS.items()],
    }


def _wishes(asked: Asked) -> Wishes:
    wanted = asked.fields.get("format", "")
    return Wishes(
        briefs=tuple(asked.lists.get("briefs", ())),
        topics=tuple(asked.lists.get("topics", ())),
        days=tuple(asked.lists.get("days", ())),
        hour=asked.fields.get("hour", ""),
        zone=asked.fields.get("zone", "").strip(),
        format=Format(wanted) if wanted in set(Format) else Format.HTML,
    )
