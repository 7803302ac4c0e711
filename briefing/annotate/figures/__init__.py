"""Every quantity of a text as data, and the few worth showing: the door to the figures of an article."""

from briefing.annotate.figures.captions import subject
from briefing.annotate.figures.choice import key_figures, pick
from briefing.annotate.figures.reading import figures
from briefing.annotate.figures.whole_times import whole_times

__all__ = ["figures", "key_figures", "pick", "subject", "whole_times"]
