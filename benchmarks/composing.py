"""Cost of composing: python -m benchmarks.composing [ARTICLES …]. Prints CPU seconds for each number of articles."""

import sys
import time
from collections import defaultdict
from datetime import timedelta

from benchmarks.invented_news import START, invented
from briefing.compose.edition import compose
from briefing.compose.material import Material
from briefing.model import Annotation, Article, BriefSpec, Sentence, Story, Topic, Window
from briefing.summarize.methods import method

_PER_STORY = 5
_TOPICS = tuple(Topic(f"Topic {place}", ("kalo", f"lomi{place}", "velvel", "tosren"), most=3) for place in range(5))


def annotation_of(article: Article) -> Annotation:
    found: list[Sentence] = []
    at = 0
    for text in article.text.replace("\n\n", " ").split(". "):
        start = article.text.find(text, at)
        at = start + len(text)
        found.append(Sentence(text, start, at, 0, article.id, 1, 1.0 / (1 + len(found))))
    return Annotation(article.id, 1, tuple(found), tuple(found[:3]), (), ())


def main(counts: list[int]) -> None:
    """Compose one brief from each number of candidate articles, five a story."""
    spec = BriefSpec("morning", "The Morning Brief", topics=_TOPICS, mute=("horoscope",), watch=("brior",))
    summarizer = method("salience")
    for count in counts:
        grouped: dict[int, list[Article]] = defaultdict(list)
        for number, article in enumerate(invented(count)):
            grouped[number % (count // _PER_STORY)].append(article)
        stories = tuple(Story(articles[0].id, tuple(articles)) for articles in grouped.values())
        notes = {(one.id, 1): annotation_of(one) for story in stories for one in story.articles}
        now = START + timedelta(hours=72)
        for turn in ("first", "again"):
            begin = time.process_time()
            made = compose(spec, "2026-11-24T07:00", now, Window(START, now), Material(stories, notes), summarizer, now)
            spent = time.process_time() - begin
            print(f"{count} articles, {len(stories)} stories, {turn}: {spent:.2f} CPU s, {len(made.items)} told")


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [1_000, 10_000, 40_000])
