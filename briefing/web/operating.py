"""The operator's page: what is due, what waits, what failed, and the buttons that mend it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from briefing.errors import Permanent
from briefing.ledger import RESOLVABLE, RETRYABLE, resolved, retried
from briefing.model import Delivery, DeliveryState, Health
from briefing.render.scrub import scrub
from briefing.schedule import next_slots
from briefing.subscribers.tokens import named
from briefing.web.access import Role
from briefing.web.asking import Asked, get, post
from briefing.web.house import House

PLOTTED = 14
LISTED = 50
_NEED_SOMEBODY = (DeliveryState.HELD, DeliveryState.FAILED, DeliveryState.UNKNOWN)


def routes(house: House) -> list[Route]:
    """The page and its buttons."""
    desk = Operating(house)
    access, operator = house.access, Role.OPERATOR
    return [
        get(access, "/operator", desk.page, operator),
        post(access, "/operator/retry", desk.retry, operator),
        post(access, "/operator/resolve", desk.resolve, operator),
        post(access, "/operator/sign-out", desk.sign_out, operator),
    ]


class Operating:
    """The handlers."""

    def __init__(self, house: House) -> None:
        self._house = house

    def page(self, asked: Asked) -> Response:
        """Everything at a glance."""
        house, now = self._house, self._house.clock()
        ledger, since = house.store.ledger, _midnight(now) - timedelta(days=PLOTTED - 1)
        known = house.sources()
        states = [scrub(state) for state in house.store.sources.states() if state.source in known]
        deliveries = house.store.statistics.deliveries_by_day(since)
        return house.page(
            asked,
            "operator",
            slots=list(self._slots(now)),
            counts={state.value: count for state, count in ledger.counts().items()},
            queued=house.queued(),
            deliveries=[scrub(one) for state in _NEED_SOMEBODY for one in ledger.find(state=state.value, limit=LISTED)],
            may_retry=RETRYABLE,
            may_resolve=RESOLVABLE,
            failing=[state for state in states if state.health in {Health.FAILING, Health.STOPPED, Health.HELD}],
            megabytes=house.store.statistics.size() / 1e6,
            articles_plot=bars(house.store.statistics.articles_by_day(since), since.date()),
            deliveries_plot=bars({day: sum(counts.values()) for day, counts in deliveries.items()}, since.date()),
            told=asked.query.get("told", "")[:40],
        )

    def retry(self, asked: Asked) -> Response:
        """Try a failed or held delivery again."""
        return self._move(asked, RETRYABLE, retried)

    def resolve(self, asked: Asked) -> Response:
        """Record that a delivery did arrive."""
        return self._move(asked, RESOLVABLE, lambda before, now: resolved(before, now, "seen by the operator"))

    def sign_out(self, asked: Asked) -> Response:
        """End all sessions of somebody, on whatever device; nothing tells whether they had any."""
        try:
            holder = self._house.access.tokens.holder(named(asked.fields.get("who", "")))
        except Permanent:
            return RedirectResponse("/operator?told=nobody", status_code=303)
        self._house.store.sign_outs.record(holder, self._house.clock())
        return RedirectResponse("/operator?told=signed-out", status_code=303)

    def _slots(self, now: datetime) -> Iterator[tuple[str, str, int]]:
        """The next moments at which briefs are due: title, local time, destinations."""
        for spec in self._house.specs().values():
            if spec.schedule is not None:
                for slot in next_slots(spec.name, spec.schedule, now, 1):
                    yield spec.title, f"{slot.local:%a %d %b, %H:%M} {spec.schedule.zone}", len(spec.destinations)

    def _move(
        self, asked: Asked, states: frozenset[DeliveryState], become: Callable[[Delivery, datetime], Delivery]
    ) -> Response:
        ledger = self._house.store.ledger
        before = ledger.get(asked.fields.get("delivery", ""))
        done = (
            before is not None and before.state in states and ledger.update(before, become(before, self._house.clock()))
        )
        return RedirectResponse(f"/operator?told={'done' if done else 'changed'}", status_code=303)


def bars(counts: Mapping[date, int], first: date) -> list[tuple[date, int, float]]:
    """A bar a day from the first on: the day, its count, and its height from 0 to 100."""
    days = [first + timedelta(days=number) for number in range(PLOTTED)]
    most = max((counts.get(day, 0) for day in days), default=0)
    return [(day, counts.get(day, 0), 100 * counts.get(day, 0) / most if most else 0.0) for day in days]


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
