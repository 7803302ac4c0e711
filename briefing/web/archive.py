"""The archive: briefs with permanent addresses, in several forms, and what can be found in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import quote, urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from briefing.codec import dumps
from briefing.errors import Permanent
from briefing.model import Article, Brief, Links, Shown
from briefing.render import wording
from briefing.render.feed import atom
from briefing.render.html import HtmlRenderer
from briefing.render.markdown import MarkdownRenderer
from briefing.render.scrub import scrub
from briefing.subscribers.pages import brief_path
from briefing.subscribers.tokens import Scope
from briefing.web.access import Role
from briefing.web.asking import Asked, get
from briefing.web.foremost import foremost
from briefing.web.house import House

A_PAGE = 20
IN_FEED = 20
LONGEST_QUESTION = 200
HEADLINES = 3


def routes(house: House) -> list[Route]:
    """Everything that can be read."""
    archive = Archive(house)
    access, reader = house.access, Role.READER
    return [
        get(access, "/", archive.index, reader),
        get(access, "/feed.atom", archive.feed, reader),
        get(access, "/feed/{token}.atom", archive.feed_of_somebody),
        get(access, "/briefs/{name}/{slot}.json", archive.as_json, reader),
        get(access, "/briefs/{name}/{slot}.md", archive.as_markdown, reader),
        get(access, "/briefs/{name}/{slot}", archive.brief, reader),
        get(access, "/stories/{story}", archive.story, reader),
        get(access, "/sources", archive.sources, reader),
    ]


@dataclass(frozen=True, slots=True)
class Listed:
    """A brief in the archive's list.

    Attributes:
        others: the headlines after the first; further: how many more there are.
        size: how many stories and how long to read.
    """

    path: str
    date: date
    title: str
    headline: str
    others: Sequence[str]
    further: int
    size: str


class Archive:
    """The handlers."""

    def __init__(self, house: House) -> None:
        self._house = house

    def index(self, asked: Asked) -> Response:
        """The newest briefs, or those that showed what somebody looks for."""
        question, name = asked.query.get("q", "")[:LONGEST_QUESTION].strip(), asked.query.get("brief", "")
        skip = _page_of(asked) * A_PAGE
        if question and not self._house.search_rates.take(asked.address):
            words = "That was a lot of questions. Wait a minute, then ask again."
            raise HTTPException(429, words, headers={"Retry-After": "60"})
        briefs = self._house.store.briefs
        found = briefs.search(question, name, A_PAGE + 1, skip) if question else briefs.latest(name, A_PAGE + 1, skip)
        return self._house.page(
            asked,
            "archive",
            briefs=[_listed(brief, question) for brief in found[:A_PAGE]],
            names=sorted((spec.name, spec.title) for spec in self._house.specs().values()),
            question=question,
            chosen=name,
            by_session=bool(self._house.address) and self._house.access.everybody < Role.READER,
            newer=_further(question, name, _page_of(asked) - 1) if skip else "",
            older=_further(question, name, _page_of(asked) + 1) if len(found) > A_PAGE else "",
        )

    def brief(self, asked: Asked) -> Response:
        """One brief as a page."""
        found = self._found(asked)
        spec = self._house.specs().get(found.name)
        renderer = HtmlRenderer(spec.templates if spec else "")
        fragment = renderer.fragment(found, Links())
        stories = [(item.headline, f"/stories/{quote(item.story_id, safe='')}") for item in scrub(found).items]
        return self._house.page(
            asked,
            "brief",
            brief=scrub(found),
            fragment=fragment,
            path=brief_path(found.name, found.slot),
            stories=stories,
        )

    def as_json(self, asked: Asked) -> Response:
        """One brief with the place of everything in it: article, version, start and end."""
        return Response(dumps(self._found(asked)), media_type="application/json")

    def as_markdown(self, asked: Asked) -> Response:
        """One brief as Markdown."""
        return Response(MarkdownRenderer().markdown(self._found(asked)), media_type="text/markdown; charset=utf-8")

    def feed_of_somebody(self, asked: Asked) -> Response:
        """The same for a feed reader, which cannot sign in: the address says who asked for it."""
        access = self._house.access
        if not self._house.feed_rates.take(asked.address):
            raise HTTPException(429, "That was often. Wait a minute, then ask again.", headers={"Retry-After": "60"})
        try:
            claim = access.tokens.read(Scope.FEED, asked.path["token"])
        except Permanent as error:
            raise HTTPException(404, f"{str(error)[:1].upper()}{str(error)[1:]}.") from None
        if not access.may_follow(claim):
            raise HTTPException(410, "This address of the feed is good no more: sign in to get another one.")
        return self.feed(asked)

    def feed(self, asked: Asked) -> Response:
        """The newest briefs for feed readers; nothing where they hold these already."""
        name = asked.query.get("brief", "")
        spec = self._house.specs().get(name)
        root = self._house.address or "http://localhost"
        document = atom(
            self._house.store.briefs.latest(name, IN_FEED),
            title=spec.title if spec else "All briefs",
            url=f"{root}/feed.atom" + (f"?{urlencode({'brief': name})}" if name else ""),
            page_of=lambda brief: root + brief_path(brief.name, brief.slot),
        )
        version = f'"{sha256(document).hexdigest()[:32]}"'
        headers = {"ETag": version, "Cache-Control": "private, no-cache"}
        if version in asked.held:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(document, media_type="application/atom+xml", headers=headers)

    def story(self, asked: Asked) -> Response:
        """What briefs showed of a story day after day, and all of its articles."""
        story_id = asked.path["story"]
        showings: Sequence[tuple[str, Shown]] = self._house.store.briefs.showings(story_id)
        articles: Sequence[Article] = self._house.store.articles.in_story(story_id)
        if not showings and not articles:
            raise HTTPException(404, "There is no such story, or it is so old that it was forgotten.")
        clean = scrub(tuple(showing for _, showing in showings))
        headline = clean[0].headline if clean else scrub((articles[0].title,))[0]
        titles = {spec.name: spec.title for spec in self._house.specs().values()}
        return self._house.page(
            asked,
            "story",
            headline=headline,
            days=[
                (one, wording.slot_day(one.slot), titles.get(name, name), brief_path(name, one.slot))
                for (name, _), one in zip(showings, clean, strict=True)
            ],
            articles=scrub(tuple(articles)),
        )

    def sources(self, asked: Asked) -> Response:
        """Every source with its health."""
        states = {state.source: scrub(state) for state in self._house.store.sources.states()}
        known = sorted(self._house.sources())
        return self._house.page(asked, "sources", sources=[(name, states.get(name)) for name in known])

    def _found(self, asked: Asked) -> Brief:
        found = self._house.store.briefs.get(asked.path["name"], asked.path["slot"])
        if found is None:
            raise HTTPException(404, "There is no such brief, or it is so old that it was forgotten.")
        return found


def _listed(brief: Brief, question: str) -> Listed:
    """What the archive says of a brief; only that is made harmless, because all of twenty briefs takes its time."""
    items = foremost(brief.items, question)
    first, others = items[0].headline if items else brief.title, items[1:HEADLINES]
    return scrub(
        Listed(
            path=brief_path(brief.name, brief.slot),
            date=brief.local_date,
            title=brief.title,
            headline=first,
            others=tuple(item.headline for item in others),
            further=max(0, len(brief.items) - HEADLINES),
            size=wording.size(brief),
        )
    )


def _page_of(asked: Asked) -> int:
    number = asked.query.get("page", "0")
    return min(int(number), 100_000) if number.isascii() and number.isdigit() and len(number) < 7 else 0  # noqa: PLR2004


def _further(question: str, name: str, page: int) -> str:
    given = {"q": question, "brief": name, "page": str(page) if page else ""}
    query = urlencode({key: value for key, value in given.items() if value})
    return f"/?{query}" if query else "/"
