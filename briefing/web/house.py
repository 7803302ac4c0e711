"""What the pages are made from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from starlette.responses import HTMLResponse

from briefing.model import BriefSpec, Delivery, Job, JobKind
from briefing.pipeline.subscribing import Subscribing
from briefing.ports import Clock, LetterRenderer, Store
from briefing.render.site import Site
from briefing.web.access import Access, Role
from briefing.web.asking import FORM_KEY, Asked
from briefing.web.rates import Rates

PROBLEMS: Mapping[int, str] = {
    400: "That cannot be read",
    401: "Sign in first",
    403: "That is not allowed",
    404: "There is nothing here",
    405: "Not in this way",
    410: "Not any more",
    408: "That took too long",
    413: "That is too much",
    429: "A little slower, please",
    500: "Our fault",
}
"""Headings of pages about problems, by status."""


@dataclass(frozen=True, slots=True)
class House:
    """Everything that handlers share.

    Attributes:
        address: the public one, without a slash at the end; "" where the pages are for this machine only.
        specs: the standing orders by name, sources: names of the sources, both as they are now.
        subscribing: None where nobody can subscribe.
        queued: jobs by kind and state, for the operator.
        put: queues a job.
        strict: how long browsers are to keep to HTTPS, where the public address has it.
        letter_rates: permits for letters, as for passwords, searches and private feeds, which cost something.
    """

    site: Site
    access: Access
    store: Store
    specs: Callable[[], Mapping[str, BriefSpec]]
    sources: Callable[[], frozenset[str]]
    letters: LetterRenderer
    clock: Clock
    queued: Callable[[], Mapping[str, Mapping[str, int]]]
    put: Callable[[Job], bool]
    letter_rates: Rates
    password_rates: Rates
    search_rates: Rates
    feed_rates: Rates
    address: str = ""
    strict: timedelta = timedelta(days=365)
    subscribing: Subscribing | None = None

    def page(self, asked: Asked, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """A page of the site for this visitor."""
        visitor = asked.visitor
        html = self.site.page(
            template,
            page=template,
            root=self.access.root,
            form_key=self.access.form_key(visitor),
            form_key_name=FORM_KEY,
            may_read=visitor.role >= Role.READER,
            may_operate=visitor.role >= Role.OPERATOR,
            signed_in=visitor.signed_in,
            signs_in=self.access.signs_in,
            subscribes=self.subscribing is not None,
            **context,
        )
        return HTMLResponse(html, status)

    def message(
        self, asked: Asked, title: str, words: str, status: int = 200, onward: Sequence[tuple[str, str]] = ()
    ) -> HTMLResponse:
        """A page that only says something.

        Args:
            onward: where to go from here: path and words of each link.
        """
        return self.page(asked, "message", status, title=title, said=words, onward=onward)

    def problem(self, asked: Asked, status: int, words: str) -> HTMLResponse:
        """A page about what went wrong, in words for the one who asked."""
        title = PROBLEMS.get(status, HTTPStatus(status).phrase)
        return self.page(asked, "problem", status, title=title, said=words, code=status)

    def post_letter(self, letter: Delivery) -> None:
        """Let a letter go out through the ledger, like everything that is sent."""
        if self.store.ledger.add(letter):
            self.put(Job(JobKind.DELIVER, letter.key))
