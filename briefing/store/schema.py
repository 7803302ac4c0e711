"""The tables, for both databases."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    text,
)

from briefing.model import (
    Annotation,
    Answer,
    Article,
    Brief,
    BriefSpec,
    Ingredients,
    SeenLines,
    Shown,
    SourceState,
    Vote,
    Wishes,
)
from briefing.store.columns import Moment, Packed, Value, Words


def _only_where(condition: str) -> dict[str, Any]:
    """Options for an index of only those rows that are asked for by it."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


IS_COPY = "copy_of <> ''"

metadata = MetaData()

sources = Table(
    "sources",
    metadata,
    Column("source", Words, primary_key=True),
    Column("due_at", Moment),  # null when it is gone
    Column("state", Value(SourceState), nullable=False),
    Index("sources_due", "due_at"),
)

seen_lines = Table(  # beside the states, which are read all at once
    "seen_lines",
    metadata,
    Column("source", Words, primary_key=True),
    Column("lines", Packed(SeenLines), nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Words, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("story_id", Words, nullable=False),
    Column("copy_of", Words, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Index("articles_story", "story_id"),
    Index("articles_copy", "copy_of", **_only_where(IS_COPY)),
    Index("articles_first_seen", "first_seen"),
)

article_versions = Table(
    "article_versions",
    metadata,
    Column("article_id", Words, ForeignKey("articles.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("seen", Moment, nullable=False),
    Column("source", Words, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("article", Packed(Article)),  # null once pruned
    Column("annotation", Packed(Annotation)),
    Index("article_versions_seen", "seen", **_only_where("article IS NOT NULL")),
    Index("article_versions_source", "source", "seen", **_only_where("article IS NOT NULL")),
)

story_moves = Table(
    "story_moves",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("article_id", Words, ForeignKey("articles.id"), nullable=False),
    Column("before", Words, nullable=False),
    Column("after", Words, nullable=False),
    Index("story_moves_article", "article_id"),
)

slots = Table(
    "slots",
    metadata,
    Column("brief", Words, primary_key=True),
    Column("slot", Words, primary_key=True),
    Column("state", Words, nullable=False),
    Column("owner", Words, nullable=False),
    Column("lease_until", Moment),
    Column("due", Moment, nullable=False),
    Column("outcome", Words, nullable=False),
    Column("updated", Moment, nullable=False),
)

briefs = Table(
    "briefs",
    metadata,
    Column("name", Words, primary_key=True),
    Column("slot", Words, primary_key=True),
    Column("created", Moment, nullable=False),
    Column("window_end", Moment, nullable=False),
    Column("brief", Packed(Brief), nullable=False),
    Column("ingredients", Packed(Ingredients)),  # null for briefs that are older than this column
    Index("briefs_created", "created"),
)

shown = Table(
    "shown",
    metadata,
    Column("brief", Words, primary_key=True),
    Column("slot", Words, primary_key=True),
    Column("story_id", Words, primary_key=True),
    Column("created", Moment, nullable=False),
    Column("shown", Value(Shown), nullable=False),
    Index("shown_story", "brief", "story_id"),
    Index("shown_created", "brief", "created"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("key", Words, primary_key=True),
    Column("brief", Words, nullable=False),
    Column("slot", Words, nullable=False),
    Column("destination", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("address", Words, nullable=False),
    Column("part", Integer, nullable=False),
    Column("content_type", Words, nullable=False),
    Column("reference", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("unclear", Integer, nullable=False),
    Column("not_before", Moment),
    Column("expires", Moment),
    Column("lease_owner", Words, nullable=False),
    Column("lease_until", Moment),
    Column("due_at", Moment),  # when there is something to do about it; null when there is not
    Column("receipt", Value(dict[str, Any]), nullable=False),
    Column("reason", Words, nullable=False),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("payload", LargeBinary),  # null once pruned, and where a template is named
    Column("template", Words, nullable=False, server_default=""),  # digest of what many deliveries share
    Column("fills", Value(tuple[str, ...])),  # null without a template, and once pruned
    Index("deliveries_due", "due_at", "part", "key", **_only_where("due_at IS NOT NULL")),
    Index("deliveries_brief", "brief", "slot"),
    Index("deliveries_created", "created"),
    Index("deliveries_payload", "created", **_only_where("payload IS NOT NULL")),
    Index("deliveries_template", "template", **_only_where("fills IS NOT NULL")),
    Index("deliveries_destination", "destination"),
)

templates = Table(
    "templates",
    metadata,
    Column("digest", Words, primary_key=True),
    Column("created", Moment, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Index("templates_created", "created"),
)

subscribers = Table(
    "subscribers",
    metadata,
    Column("id", Words, primary_key=True),
    Column("address", Words, nullable=False),
    Column("address_key", Words, nullable=False),
    Column("standing", Words, nullable=False),
    Column("wishes", Value(Wishes), nullable=False),
    Column("left_briefs", Value(tuple[str, ...]), nullable=False),
    Column("letters", Integer, nullable=False),
    Column("asked", Moment),
    Column("reason", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Index("subscribers_address", "address_key", unique=True),
    Index("subscribers_standing", "standing", "id"),
)

subscriber_briefs = Table(
    "subscriber_briefs",
    metadata,
    Column("brief", Words, primary_key=True),
    Column("subscriber", Words, ForeignKey("subscribers.id"), primary_key=True),
    Index("subscriber_briefs_subscriber", "subscriber"),
)

consents = Table(
    "consents",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("subscriber", Words, nullable=False),
    Column("moment", Moment, nullable=False),
    Column("event", Words, nullable=False),
    Column("how", Words, nullable=False),
    Column("origin", Words, nullable=False),
    Column("detail", Words, nullable=False),
    Index("consents_subscriber", "subscriber", "id"),
)

# What can be searched for: the words are in SQLite's table search_words, under the same number, and in PostgreSQL's
# column `words`, which SQLAlchemy does not need to know.
search_entries = Table(
    "search_entries",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("kind", Words, nullable=False),
    Column("key", Words, nullable=False),
    Index("search_entries_key", "kind", "key", unique=True),
)

requests = Table(
    "requests",
    metadata,
    Column("id", Words, primary_key=True),
    Column("question", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("asked", Moment, nullable=False),
    Column("reply_to", Value(dict[str, Any]), nullable=False),
    Column("answered", Moment),
    Column("problem", Words, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", Moment),
    Column("posted", Integer, nullable=False, server_default="0"),
    Column("answer", Packed(Answer)),
    Index("requests_open", "asked", **_only_where("answered IS NULL")),
)

orders = Table(
    "orders",
    metadata,
    Column("name", Words, primary_key=True),
    Column("team", Words, nullable=False),
    Column("conversation", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("spec", Value(BriefSpec), nullable=False),
    Index("orders_conversation", "team", "conversation", unique=True),
)

followed = Table(
    "followed",
    metadata,
    Column("name", Words, primary_key=True),
    Column("url", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("added", Moment, nullable=False),
)

installations = Table(
    "installations",
    metadata,
    Column("team", Words, primary_key=True),
    Column("changed", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

install_states = Table(
    "install_states",
    metadata,
    Column("state", Words, primary_key=True),
    Column("expires", Moment, nullable=False),
)

used_tokens = Table(
    "used_tokens",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("expires", Moment, nullable=False),
    Index("used_tokens_expires", "expires"),
)

sign_outs = Table(
    "sign_outs",
    metadata,
    Column("holder", Words, primary_key=True),
    Column("moment", Moment, nullable=False),
)

votes = Table(
    "votes",
    metadata,
    Column("brief", Words, primary_key=True),
    Column("story_id", Words, primary_key=True),
    Column("reader", Words, primary_key=True),
    Column("cast", Moment, nullable=False),
    Column("vote", Value(Vote), nullable=False),
    Index("votes_cast", "brief", "cast"),
)
