"""Quotes against texts marked by people, which lie beside the project and not in it."""

import json
import re
from pathlib import Path

import pytest

from briefing.annotate.quotes import quotes

SHARED = Path(__file__).parents[4].parent / "shared" / "data"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the marked texts are not here"),
]


def at(text, start, end):
    """The quotes that share a character with a stretch of the text."""
    return [q for q in quotes(text) if any(start < stop and begin < end for begin, stop in q.spans)]


def surname(name):
    return re.findall(r"\w+", name)[-1]


def test_every_marked_quote_of_the_long_article_is_found_with_speaker_and_role():
    article = json.loads((SHARED / "article" / "gold.json").read_text(encoding="utf-8"))
    for mark in article["quotes"]:
        found = at(article["text"], mark["start"], mark["end"])
        if mark.get("reject"):
            assert not found, mark["quote"]
            continue
        (quote,) = found
        assert surname(mark["speaker"]) in quote.speaker, mark["quote"]
        assert (mark["title"] or "") in f"{quote.speaker} {quote.role}", mark["quote"]


def test_the_edge_cases_are_all_read():
    for line in (SHARED / "quotes" / "edge.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        spans = [span for quote in quotes(case["text"]) for span in quote.spans]
        assert len(spans) == len(case["quotes"]), case["id"]
        for mark in case["quotes"]:
            (quote,) = at(case["text"], mark["start"], mark["end"])
            assert surname(mark["speaker"]) in quote.speaker, case["id"]


def test_nine_in_ten_marked_quotes_of_the_news_corpus_are_found_and_attributed():
    found = marked = right = 0
    for line in (SHARED / "quotes" / "polnear.jsonl").read_text(encoding="utf-8").splitlines()[:150]:
        item = json.loads(line)
        by_span = {(s, e): quote.speaker for quote in quotes(item["text"]) for s, e in quote.spans}
        for mark in item["quotes"]:
            if mark["kind"] == "fragment" or mark["speaker_type"] != "name":
                continue
            marked += 1
            hits = [
                speaker
                for (s, e), speaker in by_span.items()
                if abs(s - mark["start"]) < 3 and abs(e - mark["end"]) < 3
            ]
            found += bool(hits)
            right += bool(hits and hits[0] and surname(mark["speaker"]) in hits[0])
    assert found >= 0.9 * marked
    assert right >= 0.9 * found
