"""How the invented outlets look on the wire: feeds in three formats, one broken, and pages with their furniture."""

import json
from collections.abc import Callable, Sequence
from email.utils import format_datetime
from html import escape

from briefing.demo.pieces import Outlet, Piece, Version

Pair = tuple[Piece, Version]
Body = tuple[str, bytes]


def article(outlet: Outlet, piece: Piece, version: Version, url: str) -> Body:
    """The page of an article, with what stands around articles on the web."""
    author = f'<p class="byline">By <a rel="author" href="#">{escape(piece.author)}</a></p>' if piece.author else ""
    paragraphs = "\n".join(f"<p>{escape(one)}</p>" for one in version.text.split("\n\n"))
    first = piece.versions[0].at.isoformat()
    return (
        "text/html; charset=utf-8",
        f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(version.title)} | {escape(outlet.name)}</title>
<link rel="canonical" href="{escape(url)}">
<meta property="og:site_name" content="{escape(outlet.name)}">
<meta property="og:type" content="article">
<meta property="og:title" content="{escape(version.title)}">
<meta property="article:published_time" content="{first}">
<meta property="article:modified_time" content="{version.at.isoformat()}">
<meta name="author" content="{escape(piece.author)}"></head>
<body><header><a href="/">{escape(outlet.name)}</a><p>{escape(outlet.motto)}</p>
<nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>{escape(version.title)}</h1>{author}
<time datetime="{first}">{piece.versions[0].at:%d %B %Y}</time>
{paragraphs}
</article></main>
<aside><h2>Read more</h2><ul><li><a href="/a">Ten harbours to see before breakfast</a></li>
<li><a href="/b">Quiz: how well do you know your tariffs?</a></li></ul></aside>
<footer><p>Sign up for our newsletter. We use cookies. © 2026 {escape(outlet.name)}. All rights reserved.</p></footer>
</body></html>
""".encode(),
    )


def rss(outlet: Outlet, pairs: Sequence[Pair], address: str) -> Body:
    """RSS 2.0."""
    items = "".join(
        f"<item><title>{escape(version.title)}</title><link>{address}/{piece.slug}</link>"
        f'<guid isPermaLink="false">{outlet.key}:{piece.slug}</guid>'
        f"<pubDate>{format_datetime(piece.versions[0].at)}</pubDate>"
        f"<description>{escape(_first_paragraph(version))}</description></item>"
        for piece, version in pairs
    )
    body = (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{escape(outlet.name)}</title>'
        f"<link>{address}</link><description>{escape(outlet.motto)}</description>{items}</channel></rss>"
    )
    return "application/rss+xml; charset=utf-8", body.encode()


def atom(outlet: Outlet, pairs: Sequence[Pair], address: str) -> Body:
    """Atom (RFC 4287)."""
    entries = "".join(
        f'<entry><title>{escape(version.title)}</title><link href="{address}/{piece.slug}"/>'
        f"<id>tag:{outlet.key}.example,2026:{piece.slug}</id><published>{piece.versions[0].at.isoformat()}</published>"
        f"<updated>{version.at.isoformat()}</updated>"
        f"<author><name>{escape(piece.author or outlet.name)}</name></author>"
        f"<summary>{escape(_first_paragraph(version))}</summary></entry>"
        for piece, version in pairs
    )
    updated = max((version.at.isoformat() for _, version in pairs), default="2026-11-20T00:00:00+00:00")
    body = (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(outlet.name)}</title><id>tag:{outlet.key}.example,2026:feed</id>"
        f"<updated>{updated}</updated>{entries}</feed>"
    )
    return "application/atom+xml; charset=utf-8", body.encode()


def json_feed(outlet: Outlet, pairs: Sequence[Pair], address: str) -> Body:
    """JSON Feed 1.1."""
    items = [
        {
            "id": f"{outlet.key}:{piece.slug}",
            "url": f"{address}/{piece.slug}",
            "title": version.title,
            "summary": _first_paragraph(version),
            "date_published": piece.versions[0].at.isoformat(),
            "date_modified": version.at.isoformat(),
            "authors": [{"name": piece.author}] if piece.author else [],
        }
        for piece, version in pairs
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": address,
        "items": items,
    }
    return "application/feed+json", json.dumps(feed, ensure_ascii=False).encode()


def broken(outlet: Outlet, pairs: Sequence[Pair], address: str) -> Body:
    """What a publisher's server says on a bad day: not a feed."""
    del pairs, address
    return "text/html; charset=utf-8", f"<h1>{escape(outlet.name)}</h1><p>Fatal error: out of memory".encode()


FEEDS: dict[str, Callable[[Outlet, Sequence[Pair], str], Body]] = {
    "rss": rss,
    "atom": atom,
    "json": json_feed,
    "broken": broken,
}


def _first_paragraph(version: Version) -> str:
    return version.text.split("\n\n", 1)[0]
