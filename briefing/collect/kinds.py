"""The kinds of source there are, by the word that the settings use."""

from briefing.collect.feed import FeedSource
from briefing.collect.folder import FolderSource
from briefing.collect.page import PageSource
from briefing.collect.sitemap import SitemapSource

SOURCES: dict[str, type[FeedSource] | type[FolderSource] | type[PageSource] | type[SitemapSource]] = {
    "feed": FeedSource,
    "folder": FolderSource,
    "page": PageSource,
    "sitemap": SitemapSource,
}
