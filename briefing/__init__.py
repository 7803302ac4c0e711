"""A briefing bot: word-for-word summaries, key figures and quotes of the news, once a day, where a team reads.

The functions named here are the library's front door. They are looked up on first use, so that importing the
package, and with it `briefing --help`, stays fast.
"""

import importlib
from typing import Any

_DOORS = {
    "article": "briefing.extract.article",
    "extract_html": "briefing.extract.page",
    "read_text": "briefing.extract.article",
    "parse_feed": "briefing.collect.syndication.parse",
    "summary": "briefing.summarize.methods",
    "summary_of_many": "briefing.summarize.methods",
    "figures": "briefing.annotate.figures",
    "key_figures": "briefing.annotate.figures",
    "quotes": "briefing.annotate.quotes",
    "stories": "briefing.group.stories",
}

__all__ = list(_DOORS)


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_DOORS[name]), name)
