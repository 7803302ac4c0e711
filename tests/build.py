"""Builders of invented content for tests: nothing in it exists."""

from datetime import UTC, date, datetime

from briefing.model import (
    AlsoLine,
    Annotation,
    Article,
    ArticleLink,
    Brief,
    Claim,
    Correction,
    Counts,
    Destination,
    Disagreement,
    Figure,
    Item,
    ItemKind,
    Links,
    Moved,
    Quote,
    Sentence,
    SourceProblem,
    Window,
)

SITES = {
    "tern": "Tern Harbour Post",
    "ledger": "Ledger & Coast",
    "grid": "Grid Weekly",
    "vale": "Vale Courier",
    "orbit": "Orbit Review",
}
SLACK = Destination(name="newsroom", channel="slack", address="C0NEWS")
MAIL = Destination(name="ann", channel="email", address="ann@example.org")
FOLDER = Destination(name="archive", channel="file", address="var/briefs")
LINKS = Links(
    browser="https://brief.example.com/b/morning/2026-11-24",
    preferences="https://brief.example.com/p/3f9c1d7e5a",
    unsubscribe="https://brief.example.com/u/3f9c1d7e5a",
)


def link(outlet: str, page: str, title: str = "", minutes: int = 3, degraded: str = "") -> ArticleLink:
    """An article of an invented outlet."""
    return ArticleLink(
        article_id=f"{outlet}-{page}",
        version=1,
        url=f"https://{outlet}.example.com/{page}",
        title=title or page.replace("-", " ").capitalize(),
        site=SITES[outlet],
        minutes=minutes,
        degraded=degraded,
    )


def sentence(text: str, start: int = 0, article_id: str = "") -> Sentence:
    """A sentence that stands at `start`."""
    return Sentence(text=text, start=start, end=start + len(text), article_id=article_id)


def figure(
    text: str, what: str, value: float = 0.0, unit: str = "", *, attribution: str = "", as_of: str = ""
) -> Figure:
    """A key figure with what it measures."""
    return Figure(
        text=text,
        value=value,
        unit=unit,
        modifier="=",
        what=what,
        start=0,
        end=len(text),
        salience=0.8,
        attribution=attribution,
        as_of=as_of,
    )


def quote(
    text: str,
    speaker: str | None,
    role: str | None = None,
    article_id: str = "",
    *,
    also_in: tuple[str, ...] = (),
    drift: tuple[str, ...] = (),
) -> Quote:
    """Words of an invented person."""
    return Quote(
        text=text,
        start=0,
        end=len(text),
        speaker=speaker,
        role=role,
        cue="said",
        spans=((0, len(text)),),
        worth=0.7,
        article_id=article_id,
        also_in=also_in,
        drift=drift,
    )


def bridge() -> Item:
    """A story with figures and a quote."""
    lead = link("tern", "bridge-toll", "Sound bridge toll doubles for lorries from January")
    return Item(
        number=1,
        story_id="bridge",
        section="Transport",
        headline=lead.title,
        lead=lead,
        sentences=(
            sentence("The Kolm Sound Authority will double the bridge toll for lorries on 1 January."),
            sentence("It is the first increase in nine years.", 80),
        ),
        details=sentence("About a fifth of the island's food crosses the bridge, and grocers expect to pass it on."),
        details_label="Why it matters",
        figures=(
            figure("€84", "new toll per lorry, up from €42", 84, "EUR"),
            figure("19%", "of the island's food crosses the bridge", 19, "%"),
            figure("nine years", "since the last increase", 9, "year"),
            figure("about 2,400", "lorries a day", 2400, "lorry", attribution="the Sound Authority"),
        ),
        quotes=(
            quote(
                "We are paying for steel that should have been painted in 2022.",
                "Ilse Brandt",
                "head of the hauliers' union",
                lead.article_id,
                also_in=("ledger-toll",),
                drift=("We are paying for steel that nobody painted in 2022.",),
            ),
        ),
        links=(lead, link("ledger", "toll", "What the new toll costs", 5)),
        articles=6,
        outlets=4,
    )


def flood() -> Item:
    """An update on which outlets disagree and of which a figure moved."""
    lead = link("vale", "flood", "Evacuations widen as the Arn rises again", 4)
    other = link("ledger", "arn", "The Arn tops its dikes", 2, degraded="the page could not be read: timed out")
    return Item(
        number=2,
        story_id="flood",
        section="Weather",
        headline=lead.title,
        lead=lead,
        kind=ItemKind.UPDATE,
        before="Some 900 people left their homes along the Arn on Sunday.",
        before_slot="2026-11-23T07:00",
        sentences=(sentence("Two more villages below Osterwick were emptied overnight, the county said."),),
        details=sentence("The gauge at Lund stood at 6.4 metres at midnight."),
        details_label="The details",
        figures=(
            figure("6.4 metres", "the gauge at Lund", 6.4, "m", as_of="at midnight"),
            figure("two", "more villages emptied", 2),
            figure("about 40 km", "of the dike are watched day and night", 40, "km"),
        ),
        moved=(Moved(before=figure("900", "people left their homes", 900), after=figure("1,650", "people moved out")),),
        disagreements=(
            Disagreement(
                what="people who had to leave",
                claims=(
                    Claim(figure("1,650", "people"), "The county counts 1,650 people in shelters.", lead),
                    Claim(figure("more than 2,000", "people"), "More than 2,000 people had to leave.", other),
                ),
            ),
        ),
        links=(lead, other),
        articles=9,
        outlets=2,
    )


def grid() -> Item:
    """A story with two figures, a speaker without a role, and an ampersand."""
    lead = link("grid", "31-hours", "Wind & sun carried the Velden grid for 31 hours", 4)
    return Item(
        number=3,
        story_id="grid",
        section="Energy",
        headline=lead.title,
        lead=lead,
        sentences=(
            sentence("The Velden grid ran on wind and sun alone for 31 hours, beating the 22-hour record of March."),
        ),
        figures=(
            figure("31 hours", "without fossil or nuclear generation", 31, "h"),
            figure("4.8 GW", "peak discharge of the batteries", 4.8, "GW"),
        ),
        quotes=(quote("It was the most boring night shift of my career.", "Tomas Reyl", None, lead.article_id),),
        links=(lead,),
        articles=3,
        outlets=1,
    )


def phones() -> Item:
    """A story whose figure stands alone and whose quote has no known speaker."""
    lead = link("vale", "phones", "Phone-free schools report fewer absences after one year", 6)
    return Item(
        number=4,
        story_id="phones",
        section="Society",
        headline=lead.title,
        lead=lead,
        sentences=(
            sentence("Absences fell by 8% in the 140 Aldmark schools that locked phones away last year."),
            sentence("The ministry decides in January whether 2,300 more follow.", 90),
        ),
        figures=(figure("−8%", "absences in the 140 schools", -8, "%"),),
        quotes=(quote("The lunch hall is loud again.", None, None, lead.article_id),),
        links=(lead,),
    )


def dust() -> Item:
    """A short story without figures or quotes."""
    lead = link("orbit", "dust", "Probe brings home 94 grams of asteroid dust", 5)
    return Item(
        number=5,
        story_id="dust",
        section="Science",
        headline=lead.title,
        lead=lead,
        sentences=(sentence("The first grain that was opened contained liquid water."),),
        links=(lead,),
        articles=7,
        outlets=5,
    )


def sample_brief() -> Brief:
    """A rich brief: an update, a disagreement, a moved figure, a correction, problems, things left out."""
    return Brief(
        name="morning",
        title="The Morning Brief",
        slot="2026-11-24T07:00",
        window=Window(datetime(2026, 11, 23, 6, tzinfo=UTC), datetime(2026, 11, 24, 6, tzinfo=UTC)),
        created=datetime(2026, 11, 24, 6, 0, 3, tzinfo=UTC),
        local_date=date(2026, 11, 24),
        sent_at="07:00 CET",
        items=(bridge(), flood(), grid(), phones(), dust()),
        also=(
            AlsoLine("ferry", "Ferry strike in Kolm enters its fourth day", link("tern", "ferry")),
            AlsoLine("rate", "Central bank of Tessaly keeps its rate at 3.25%", link("ledger", "rate")),
            AlsoLine("lynx", "Rare lynx filmed 12 km from the capital", link("vale", "lynx")),
        ),
        corrections=(
            Correction(
                link=link("grid", "okari", "Okari delays its second chip plant"),
                slot="2026-11-23T07:00",
                before="Okari said the plant will open in March 2028.",
                after="Okari said the plant will open in March 2029.",
            ),
        ),
        top_line="Bridge tolls, a rising river and a grid record: five stories from 214 articles.",
        minutes=4,
        counts=Counts(articles=214, sources=18, stories=41, copies=31, left_out=12, muted=2, degraded=1),
        problems=(
            SourceProblem("Harbour Radio", "did not answer within 20 s"),
            SourceProblem("Kolm Council", "answered 404 Not Found."),
        ),
        missed=("2026-11-23T18:00",),
    )


def quiet_brief() -> Brief:
    """A brief of a day on which nothing happened."""
    return Brief(
        name="morning",
        title="The Morning Brief",
        slot="2026-11-24T07:00",
        window=Window(datetime(2026, 11, 23, 6, tzinfo=UTC), datetime(2026, 11, 24, 6, tzinfo=UTC)),
        created=datetime(2026, 11, 24, 6, 0, 3, tzinfo=UTC),
        local_date=date(2026, 11, 24),
        sent_at="07:00 CET",
        items=(),
        counts=Counts(articles=3, sources=18),
        quiet=True,
    )


def sample_article() -> Article:
    """An article with two paragraphs."""
    text = (
        "The Kolm Sound Authority will double the bridge toll for lorries on 1 January. "
        "It is the first increase in nine years.\n\n"
        "“We are paying for steel that should have been painted in 2022,” said Ilse Brandt, head of the union."
    )
    return Article(
        id="bridge",
        url="https://tern.example.com/bridge-toll",
        title="Sound bridge toll doubles for lorries from January",
        text=text,
        site=SITES["tern"],
    )


def sample_annotation() -> Annotation:
    """What a reader would mark in `sample_article`."""
    text = sample_article().text
    first = text.index(".") + 1
    summary = (Sentence(text=text[:first], start=0, end=first, article_id="bridge", salience=0.9),)
    said = "We are paying for steel that should have been painted in 2022,"
    start = text.index(said)
    nine = text.index("nine years")
    return Annotation(
        article_id="bridge",
        version=1,
        sentences=summary,
        summary=summary,
        figures=(
            Figure("nine years", 9.0, "year", "=", "the first increase", nine, nine + 10, 0.6, article_id="bridge"),
            Figure("1", 1.0, "", "=", "January", 0, 1, 0.0, article_id="bridge"),
        ),
        quotes=(
            Quote(
                said,
                start,
                start + len(said),
                "Ilse Brandt",
                "head of the union",
                "said",
                ((start, start + len(said)),),
                0.7,
                "bridge",
            ),
        ),
    )
