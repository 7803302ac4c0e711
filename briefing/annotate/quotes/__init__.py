"""Somebody's words as printed, with who said them: the door to the quotes of an article."""

from briefing.annotate.quotes.reading import best_quotes, quotes

__all__ = ["best_quotes", "quotes"]
