"""The method of a brief: the salience method, with whole sets of sentences judged as editors choose for readers."""

from __future__ import annotations

from briefing.summarize import ranker
from briefing.summarize.document import Document, Vector
from briefing.summarize.salience import Salience


class Editorial(Salience):
    """Ranks as salience does and chooses as editors did who marked what a brief should show.

    People who write a summary say the news in few words, so salience keeps to short sentences near the top. Editors
    who pick sentences take what adds something: figures, money, matter from further down, whatever its length. Where
    the length is free, or given in words, both methods choose alike: editors marked sentences, not lengths.
    """

    def _same_size(self, document: Document) -> Vector:  # noqa: ARG002  (editors mark alike whoever sends)
        return ranker.editors()
