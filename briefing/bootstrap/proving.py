"""What proves published briefs."""

from importlib.metadata import version

from briefing.bootstrap import edges
from briefing.pipeline.proving import Proving
from briefing.pipeline.tools import TOOLS
from briefing.ports import Store


def proving(store: Store) -> Proving:
    """Proves the briefs of a store with the methods of this version."""
    return Proving(store, edges.summarizer, TOOLS, version("briefing"))
