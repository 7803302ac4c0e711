"""Briefs made of everything that has ever broken a message: a seed gives a brief, the same one each time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st

from briefing.model import (
    AlsoLine,
    Annotation,
    Article,
    ArticleLink,
    Brief,
    Claim,
    Correction,
    Counts,
    Disagreement,
    Figure,
    Item,
    ItemKind,
    Moved,
    Quote,
    Sentence,
    SourceProblem,
    Window,
)

FRAGMENTS = (
    "<!channel>", "<!here|x>", "<!everyone>", "<@U012AB>", "<!subteam^S1>", "<#C123|general>", "<!date^1^{date}|x>",
    "@channel", "@everyone", "#general",
    "*bold*", "_italic_", "~struck~", "`code`", "```pre```", "> quoted", ">>> more", ":smile:", ":100:", "• point",
    "<https://evil.example|https://bank.example>", "https://bare.example/path", "www.bare.example", "a@b.example",
    "\u202egnp.exe", "\u200b", "\u200d", "\u2066x\u2069", "\x07", "\x00", "\x1b[31m", "\r\nBcc: x@y.example", "\n",
    "\ud800", "\ufdd0", "{{7*7}}", "{% include '/etc/passwd' %}", "{{ ''.__class__ }}", "{#", "%}",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<base href=//evil>", "style=", "]]>", "<!--", "-->",
    "=cmd()", "+1", "-1", "1. one", "# head", "[text](https://evil.example)", "![i](https://evil.example)", "| a | b |",
    "é", "漢字かな交じり文", "مرحبا بالعالم", "Ж" * 30, "👩‍👩‍👧‍👦", "𝔘𝔫𝔦", "x" * 300, "word " * 60,
    "&", "<", ">", "|", "\\", "", " ", "\xa0", "None", "a plain sentence of ordinary words.",
)  # fmt: skip
ENCODED = ("&lt;!channel&gt;", "&#60;!channel&#62;", "&amp;lt;!here&amp;gt;", "&quot;", "&nbsp;")
URLS = (
    "https://news.example.com/a",
    "https://news.example.com/a?b=1&c=2#:~:text=x,y",
    "http://old.example.com/",
    "https://user:secret@news.example.com/",
    "https://news.example.com/a|b<c>d e\"f'g`h{i}",
    "https://news.example.com/" + "p" * 1900,
    "https://news.example.com/" + "p" * 4000,
    "https://bücher.example/straße",
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://news.example.com/",
    "//news.example.com/x",
    "https://",
    "not an address",
    "https://[::1]/",
    "https://news.example.com/\r\nX: y",
    "",
)

SEEDS = st.integers(min_value=0, max_value=2**32)
CALM = settings(deadline=None, max_examples=20)
"""For tests on hostile briefs: some take long, and how long is not what they are about."""

_Member = TypeVar("_Member")


class _Dice(Random):
    """A source of chance that knows from which pieces texts are made."""

    fragments: tuple[str, ...] = FRAGMENTS


def encoded_brief(seed: int) -> Brief:
    """A hostile brief whose texts hold HTML entities as well, as text."""
    dice = _Dice(seed)
    dice.fragments = FRAGMENTS + ENCODED * 3
    return _brief(dice)


def hostile_brief(seed: int) -> Brief:
    """A brief of 0 to 60 stories."""
    return _brief(_Dice(seed))


def _brief(random: _Dice) -> Brief:
    count = random.choice((0, 1, 1, 2, 3, 3, 5, 5, 8, 9, 12, 20, 60))
    return Brief(
        name=random.choice(("morning", "über")),
        title=_text(random),
        slot=random.choice(("2026-11-24T07:00", "request-42")),
        window=Window(datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)),
        created=datetime(2026, 11, 24, 6, tzinfo=UTC),
        local_date=date(2026, 11, 24),
        sent_at=_text(random),
        items=tuple(_item(random, number) for number in range(1, count + 1)),
        also=_some(random, 60, lambda: AlsoLine("s", _text(random), _link(random))),
        corrections=_some(random, 12, lambda: Correction(_link(random), _slot(random), _text(random), _text(random))),
        top_line=_text(random),
        minutes=random.randrange(30),
        counts=Counts(*(random.choice((0, 1, 7, 12_345)) for _ in range(7))),
        problems=_some(random, 40, lambda: SourceProblem(_text(random), _text(random))),
        missed=_some(random, 9, lambda: _slot(random)),
        quiet=random.random() < 0.2,
        language=random.choice(("en", "ar", "", _text(random))),
    )


def hostile_article(seed: int) -> tuple[Article, Annotation]:
    """An article and an annotation that need not fit each other."""
    random = _Dice(seed)
    article = Article(id="a", url=random.choice(URLS), title=_text(random), text=_text(random), site=_text(random))
    sentences = _some(random, 5, lambda: _sentence(random))
    return article, Annotation(
        article_id="a",
        version=1,
        sentences=sentences,
        summary=sentences,
        figures=_some(random, 9, lambda: _figure(random)),
        quotes=_some(random, 9, lambda: _quote(random)),
    )


def _item(random: _Dice, number: int) -> Item:
    item = Item(
        number=number,
        story_id=f"s{number}",
        headline=_text(random),
        lead=_link(random),
        sentences=_some(random, 5, lambda: _sentence(random)),
        section=_text(random),
        kind=random.choice(list(ItemKind)),
        details=random.choice((None, _sentence(random))),
        details_label=random.choice(("", "Why it matters", _text(random))),
        figures=_some(random, 7, lambda: _figure(random)),
        quotes=_some(random, 4, lambda: _quote(random)),
        links=_some(random, 6, lambda: _link(random)),
        articles=random.randrange(1, 30),
        outlets=random.randrange(1, 9),
    )
    if random.random() < 0.7:
        return item
    return replace(
        item,
        before=_text(random),
        before_slot=_slot(random),
        moved=_some(random, 3, lambda: Moved(_figure(random), _figure(random))),
        disagreements=_some(random, 3, lambda: _disagreement(random)),
    )


def _disagreement(random: _Dice) -> Disagreement:
    claims = _some(random, 6, lambda: Claim(_figure(random), _text(random), _link(random)))
    return Disagreement(what=_text(random), claims=claims)


def _some(random: _Dice, most: int, make: Callable[[], _Member]) -> tuple[_Member, ...]:
    return tuple(make() for _ in range(random.randrange(most + 1)))


def _text(random: _Dice) -> str:
    if random.random() < 0.02:
        return random.choice(("word " * 800, "x" * 40_000, "漢" * 4_000, "<!channel>" * 300, "a*b " * 700))
    glue = random.choice((" ", "", " ", "\n"))
    return glue.join(random.choice(random.fragments) for _ in range(random.choice((0, 1, 1, 2, 3, 5, 9))))


def _slot(random: _Dice) -> str:
    return random.choice(("2026-11-23T07:00", "", "request-7", _text(random)))


def _link(random: _Dice) -> ArticleLink:
    return ArticleLink(
        article_id=random.choice("abc"),
        version=1,
        url=random.choice(URLS),
        title=_text(random),
        site=random.choice(("Tern Harbour Post", "", _text(random))),
        minutes=random.randrange(9),
        degraded=random.choice(("", "", _text(random))),
    )


def _sentence(random: _Dice) -> Sentence:
    return Sentence(_text(random), 0, 1)


def _figure(random: _Dice) -> Figure:
    return Figure(
        text=random.choice(("€84", "*9*", _text(random)[:90])),
        value=1.0,
        unit="",
        modifier="=",
        what=_text(random),
        start=0,
        end=1,
        salience=random.random(),
        attribution=random.choice(("", _text(random))),
        as_of=random.choice(("", _text(random))),
    )


def _quote(random: _Dice) -> Quote:
    return Quote(
        text=_text(random),
        start=0,
        end=1,
        speaker=random.choice((None, _text(random))),
        role=random.choice((None, _text(random))),
        worth=random.random(),
        article_id=random.choice("abc"),
        also_in=random.choice(((), ("a",), ("b", "c", "x"))),
        drift=_some(random, 3, lambda: _text(random)),
    )
