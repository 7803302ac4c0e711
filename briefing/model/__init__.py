"""The values that flow through the pipeline: frozen, slotted, free of behaviour that needs the outside.

Offsets are code points into ``Article.text``; ``article.text[span.start:span.end] == span.text`` holds for
every single-part span shown. Times are aware datetimes in UTC unless a name says ``local``.

The names are looked up on first use: making the classes of all stages takes longer than reading a feed does.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.model.collecting import (
        Document,
        Entry,
        Fault,
        Feed,
        Page,
    )
    from briefing.model.composing import (
        AlsoLine,
        ArticleLink,
        Brief,
        Claim,
        Correction,
        Counts,
        Disagreement,
        Gathered,
        Ingredients,
        Item,
        ItemKind,
        Lack,
        Moved,
        Provenance,
        Shown,
        SourceProblem,
    )
    from briefing.model.delivering import (
        Absent,
        Answer,
        Delivery,
        DeliveryState,
        Finding,
        Job,
        JobKind,
        Later,
        Links,
        Message,
        Outcome,
        Part,
        Recipient,
        Refused,
        Request,
        Sent,
        Unclear,
        Waiting,
    )
    from briefing.model.ordering import (
        BriefSpec,
        Destination,
        Followed,
        Order,
        Schedule,
        Slot,
        Topic,
        Window,
    )
    from briefing.model.reading import (
        GAP,
        Annotation,
        Arrival,
        Article,
        Figure,
        Quote,
        Reason,
        Sentence,
        Story,
        Unreadable,
    )
    from briefing.model.remembering import Health, Poll, SeenLine, SeenLines, SourceState
    from briefing.model.subscribing import (
        Consent,
        ConsentEvent,
        Format,
        Letter,
        Standing,
        Subscriber,
        Wishes,
    )
    from briefing.model.voting import Leaning, Preferences, Vote

_HOMES = {
    "collecting": (
        "Document", "Entry", "Fault", "Feed", "Page",
    ),
    "composing": (
        "AlsoLine", "ArticleLink", "Brief", "Claim", "Correction", "Counts", "Disagreement", "Gathered",
        "Ingredients", "Item", "ItemKind", "Lack", "Moved", "Provenance", "Shown", "SourceProblem",
    ),
    "delivering": (
        "Absent", "Answer", "Delivery", "DeliveryState", "Finding", "Job", "JobKind", "Later", "Links", "Message",
        "Outcome", "Part", "Recipient", "Refused", "Request", "Sent", "Unclear", "Waiting",
    ),
    "ordering": (
        "BriefSpec", "Destination", "Followed", "Order", "Schedule", "Slot", "Topic", "Window",
    ),
    "reading": (
        "GAP", "Annotation", "Arrival", "Article", "Figure", "Quote", "Reason", "Sentence", "Story", "Unreadable",
    ),
    "remembering": (
        "Health", "Poll", "SeenLine", "SeenLines", "SourceState",
    ),
    "subscribing": (
        "Consent", "ConsentEvent", "Format", "Letter", "Standing", "Subscriber", "Wishes",
    ),
    "voting": (
        "Leaning", "Preferences", "Vote",
    ),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "GAP",
    "Absent",
    "AlsoLine",
    "Annotation",
    "Answer",
    "Arrival",
    "Article",
    "ArticleLink",
    "Brief",
    "BriefSpec",
    "Claim",
    "Consent",
    "ConsentEvent",
    "Correction",
    "Counts",
    "Delivery",
    "DeliveryState",
    "Destination",
    "Disagreement",
    "Document",
    "Entry",
    "Fault",
    "Feed",
    "Figure",
    "Finding",
    "Followed",
    "Format",
    "Gathered",
    "Health",
    "Ingredients",
    "Item",
    "ItemKind",
    "Job",
    "JobKind",
    "Lack",
    "Later",
    "Leaning",
    "Letter",
    "Links",
    "Message",
    "Moved",
    "Order",
    "Outcome",
    "Page",
    "Part",
    "Poll",
    "Preferences",
    "Provenance",
    "Quote",
    "Reason",
    "Recipient",
    "Refused",
    "Request",
    "Schedule",
    "SeenLine",
    "SeenLines",
    "Sent",
    "Sentence",
    "Shown",
    "Slot",
    "SourceProblem",
    "SourceState",
    "Standing",
    "Story",
    "Subscriber",
    "Topic",
    "Unclear",
    "Unreadable",
    "Vote",
    "Waiting",
    "Window",
    "Wishes",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
