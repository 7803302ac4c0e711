"""The kinds of source there are, by the word that the settings use."""

from briefing.collect.feed import FeedSource
from briefing.collect.folder import FolderSource

SOURCES: dict[str, type[FeedSource] | type[FolderSource]] = {
    "feed": FeedSource,
    "folder": FolderSource,
}
