"""Hosts on loopback, each with a feed of invented news that comes as a clock is turned, and the pages behind it."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from multiprocessing.connection import Connection
from typing import Any

from aiohttp import web

from benchmarks.invented_news import invented
from briefing.model import Article

EACH_A_DAY = 24 / 7
"""New articles of a feed."""
LISTED = 20
_HOSTS = 250
_FIRST_EVENT = 5_000
_PAGE = "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
_RSS = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{}</title>{}'


def address(number: int, port: int) -> str:
    """Where the host of a feed is."""
    return f"http://127.0.{30 + number // _HOSTS}.{1 + number % _HOSTS}:{port}"


class Newsroom:
    """What all hosts have to say.

    Args:
        clock: seconds since the epoch, shared; what is published later is not there yet.
        feeds: how many.
        hours: of news from the clock's present time on.
    """

    def __init__(self, clock: Any, feeds: int, hours: float) -> None:
        self._clock = clock
        begin = datetime.fromtimestamp(clock.value, UTC)
        total = max(int(feeds * EACH_A_DAY * hours / 24), 1)
        self._feeds: list[list[tuple[datetime, Article]]] = [[] for _ in range(feeds)]
        for number, article in enumerate(invented(total, seed=99, first_event=_FIRST_EVENT)):
            when = begin + timedelta(hours=hours) * number / total
            self._feeds[number % feeds].append((when, article))

    def listed(self, feed: int) -> list[tuple[datetime, Article]]:
        """The newest entries of a feed, newest first."""
        now = datetime.fromtimestamp(self._clock.value, UTC)
        return [one for one in self._feeds[feed] if one[0] <= now][: -LISTED - 1 : -1]

    def rss(self, feed: int, base: str) -> str:
        """The feed: every second one carries whole articles, the others their beginnings."""
        items = "".join(_item(article, when, base, whole=feed % 2 == 0) for when, article in self.listed(feed))
        return _RSS.format(f"Outlet {feed}", f"{items}</channel></rss>")

    def page(self, feed: int, article_id: str) -> str | None:
        """The page of an article; None when there is none."""
        article = next((one for _, one in self.listed(feed) if one.id == article_id), None)
        return _PAGE.format(title=article.title, body=_paragraphs(article.text)) if article else None


def _item(article: Article, when: datetime, base: str, *, whole: bool) -> str:
    said = escape(_paragraphs(article.text)) if whole else escape(article.text.partition("\n\n")[0])
    tag = "content:encoded" if whole else "description"
    link = f"{base}/{article.id}"
    return (
        f"<item><title>{article.title}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{format_datetime(when)}</pubDate><{tag}>{said}</{tag}></item>"
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n"))


def serve_feeds(clock: Any, feeds: int, hours: float, ready: Connection) -> None:
    """Answer until the process is ended; tells its port through `ready`."""
    newsroom = Newsroom(clock, feeds, hours)

    def feed_of(request: web.Request) -> int:
        _, _, third, fourth = map(int, request.host.partition(":")[0].split("."))
        return (third - 30) * _HOSTS + fourth - 1

    async def rss(request: web.Request) -> web.Response:
        feed = feed_of(request)
        tag = f'"{len(newsroom.listed(feed)) and newsroom.listed(feed)[0][1].id}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        body = newsroom.rss(feed, f"http://{request.host}")
        return web.Response(text=body, content_type="application/rss+xml", headers={"ETag": tag})

    async def page(request: web.Request) -> web.Response:
        found = newsroom.page(feed_of(request), request.match_info["article"])
        return web.Response(text=found, content_type="text/html") if found else web.Response(status=404)

    async def start() -> None:
        application = web.Application()
        application.router.add_get("/feed.xml", rss)
        application.router.add_get("/{article}", page)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "0.0.0.0", 0, backlog=512).start()
        ready.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(start())
