"""Pages of the last minutes are fetched once for all, and nothing older is kept."""

import asyncio
from datetime import timedelta

from briefing.collect.http.recent import AGE, LARGEST, RecentPages
from briefing.model import Page
from tests.service.scene import Hands


class Web:
    """Answers with a page of so many bytes, and counts."""

    def __init__(self, size: int = 1000) -> None:
        self.asked: list[str] = []
        self.body = b"x" * size

    async def fetch(self, url: str) -> Page:
        self.asked.append(url)
        return Page(url, url, 200, {}, self.body)


def test_a_page_is_fetched_once_for_all_who_ask_within_five_minutes() -> None:
    web, clock = Web(), Hands()
    recent = RecentPages(web.fetch, clock)

    async def ask() -> None:
        await asyncio.gather(recent.get("https://a.example/"), recent.get("https://a.example/"))
        clock.now += AGE - timedelta(seconds=1)
        await recent.get("https://a.example/")
        clock.now += timedelta(seconds=1)
        await recent.get("https://a.example/")

    asyncio.run(ask())
    assert web.asked == ["https://a.example/"] * 2


def test_what_is_too_old_to_be_shared_takes_no_memory_any_more() -> None:
    web, clock = Web(), Hands()
    recent = RecentPages(web.fetch, clock)

    async def ask() -> None:
        for number in range(50):
            await recent.get(f"https://a.example/{number}")
            clock.now += timedelta(minutes=1)

    asyncio.run(ask())
    assert recent._size == 1000 * AGE / timedelta(minutes=1)


def test_of_many_large_pages_the_last_are_kept_up_to_a_bound() -> None:
    web, clock = Web(LARGEST // 4), Hands()
    recent = RecentPages(web.fetch, clock)

    async def ask() -> None:
        for number in (*range(9), 8, 0):
            await recent.get(f"https://a.example/{number}")
            assert recent._size <= LARGEST

    asyncio.run(ask())
    assert len(web.asked) == 10
