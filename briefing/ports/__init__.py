"""What the pipeline asks of the outside, as protocols: bootstrap hands in the real things, tests hand in fakes."""

from collections.abc import Callable
from datetime import datetime

from briefing.ports.archive import ArticleStore, BriefStore, SourceStore, StatisticsStore
from briefing.ports.ledger import Ledger, RequestStore
from briefing.ports.people import InstallationStore, OnceStore, OrderStore, ReturnedMail, SubscriberStore, VoteStore
from briefing.ports.reading import Annotator, Fetcher, Reader, Source, Summarizer
from briefing.ports.sending import Channel, LetterRenderer, MailChannel, MailLine, MailRenderer, Queue, Renderer, Reply
from briefing.ports.store import Store

Clock = Callable[[], datetime]

__all__ = [
    "Annotator",
    "ArticleStore",
    "BriefStore",
    "Channel",
    "Clock",
    "Fetcher",
    "InstallationStore",
    "Ledger",
    "LetterRenderer",
    "MailChannel",
    "MailLine",
    "MailRenderer",
    "OnceStore",
    "OrderStore",
    "Queue",
    "Reader",
    "Renderer",
    "Reply",
    "RequestStore",
    "ReturnedMail",
    "Source",
    "SourceStore",
    "StatisticsStore",
    "Store",
    "SubscriberStore",
    "Summarizer",
    "VoteStore",
]
