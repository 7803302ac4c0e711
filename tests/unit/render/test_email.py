"""What a brief promises as a mail."""

import email
import re
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from briefing.model import Brief, Destination, Item, Links
from briefing.render.email.body import preheader
from briefing.render.email.inlining import Inliner
from briefing.render.email.message import EmailRenderer, subject
from tests.build import LINKS, MAIL, bridge, dust, quiet_brief, sample_brief, sentence
from tests.hostile import CALM, SEEDS, hostile_brief

MOST_BYTES = 100_000
RENDERER = EmailRenderer(
    sender="The Morning Brief <brief@brief.example.com>",
    postal_address="Brief Bot, 1 Example Street, 10115 Berlin",
    domain="brief.example.com",
)


def payload(brief: Brief, destination: Destination = MAIL, links: Links = LINKS) -> bytes:
    return RENDERER.render(brief, destination, links).parts[0].content


def parsed(brief: Brief, destination: Destination = MAIL, links: Links = LINKS) -> EmailMessage:
    return email.message_from_bytes(payload(brief, destination, links), _class=EmailMessage, policy=default)


def alternatives(mail: EmailMessage) -> tuple[str, str]:
    plain, html = mail.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return plain.get_content(), html.get_content()


def style_of(element: lxml.html.HtmlElement) -> dict[str, str]:
    pairs = (part.partition(":") for part in (element.get("style") or "").split(";") if ":" in part)
    return {name.strip(): value.strip() for name, _, value in pairs}


def headed(headline: str) -> Brief:
    return replace(sample_brief(), items=(replace(bridge(), headline=headline),))


def test_the_headers_say_what_lists_and_machines_need() -> None:
    mail = parsed(sample_brief())
    assert mail["From"] == "The Morning Brief <brief@brief.example.com>"
    assert mail["To"] == "ann@example.org"
    assert mail["Subject"] == "Sound bridge toll doubles for lorries from January (+4)"
    assert mail["Date"] == "Tue, 24 Nov 2026 06:00:03 +0000"
    assert mail["List-Id"] == "The Morning Brief <morning.brief.example.com>"
    assert mail["List-Unsubscribe"] == f"<{LINKS.unsubscribe}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert not mail.defects


def test_the_same_brief_gives_the_same_bytes_and_the_reference_is_the_message_id() -> None:
    one, two = (RENDERER.render(sample_brief(), MAIL, LINKS) for _ in range(2))
    assert one == two
    assert one.parts[0].reference == parsed(sample_brief())["Message-ID"]
    assert re.fullmatch(r"<brief\.[0-9a-f]{24}@brief\.example\.com>", one.parts[0].reference)


def test_each_recipient_and_each_slot_has_its_own_message_id() -> None:
    briefs = (sample_brief(), replace(sample_brief(), slot="2026-11-25T07:00"))
    people = (MAIL, Destination("bob", "email", "bob@example.org"))
    references = {RENDERER.render(brief, person, LINKS).parts[0].reference for brief in briefs for person in people}
    assert len(references) == 4


def test_editions_of_a_brief_share_a_thread_and_other_briefs_do_not() -> None:
    today, tomorrow = (parsed(replace(sample_brief(), slot=f"2026-11-{day}T07:00"))["References"] for day in (24, 25))
    other = parsed(replace(sample_brief(), name="evening"))["References"]
    assert today == tomorrow != other


def test_text_and_html_carry_the_same_words_numbers_and_links() -> None:
    plain, html = alternatives(parsed(sample_brief()))
    tree = lxml.html.document_fromstring(html)
    for hidden in tree.xpath("//*[contains(@style, 'display:none')]"):
        hidden.drop_tree()
    for style in list(tree.iter("style", "title")):
        style.drop_tree()
    words = {word.strip("“”.,:;()·→").lower() for word in " ".join(tree.itertext()).split()}
    assert words - {word.strip("“”.,:;()·→").lower() for word in plain.split()} == set()
    assert {a.get("href") for a in tree.iter("a")} == set(re.findall(r"https://[^\s]+", plain))


def test_figures_and_accounts_fill_their_rows_evenly_and_go_below_each_other_where_it_is_narrow() -> None:
    html = alternatives(parsed(sample_brief()))[1]
    tables = lxml.html.document_fromstring(html).find_class("figs")
    shares = [[style_of(cell).get("width") for cell in table.iter("div")] for table in tables]
    assert shares == [["45%"] * 4, ["30%"] * 3, ["45%"] * 2, ["45%"] * 2, [None]]
    assert all(
        style_of(cell).get("min-width") and style_of(cell)["display"] == "inline-block"
        for table in tables[:-1]
        for cell in table.iter("div")
    )


def test_what_looks_lost_at_the_beginning_of_a_line_is_bound_to_what_stands_before_it() -> None:
    html = alternatives(parsed(sample_brief()))[1]
    assert not re.search(r"\d min\b", html[html.index("Go deeper") :])
    assert "&nbsp;min" in html


@pytest.mark.parametrize(("language", "side", "other"), [("en", "left", "right"), ("ar", "right", "left")])
def test_the_bar_at_a_quote_stands_where_its_language_begins(language: str, side: str, other: str) -> None:
    html = alternatives(parsed(replace(sample_brief(), language=language)))[1]
    bars = [one.get("style") or "" for one in lxml.html.document_fromstring(html).find_class("bar")]
    assert bars
    assert all(f"border-{side}:3px solid" in style for style in bars)
    assert not any(f"border-{other}:3px solid" in style for style in bars)


def test_five_stories_stay_under_50_kilobytes() -> None:
    assert len(payload(sample_brief())) < 50_000


def test_every_class_in_a_mail_is_one_that_its_own_sheet_for_dark_mode_and_phones_names() -> None:
    html = alternatives(parsed(sample_brief()))[1]
    tree = lxml.html.document_fromstring(html)
    sheet = "".join(style.text or "" for style in tree.iter("style"))
    named = set(re.findall(r"\.([a-z]\w*)", sheet))
    worn = {name for element in tree.iter("*") for name in (element.get("class") or "").split()}
    assert {"ink", "mut", "acc", "card", "figs"} <= worn <= named


@CALM
@given(st.text(st.characters(exclude_categories=["C"])))
def test_what_looks_like_markup_in_a_text_is_not_touched_when_styles_are_written_into_tags(text: str) -> None:
    said = f'<p class="gone">{text}</p>&amp;'
    page = '<!DOCTYPE html><html><head><title>t</title></head><body><p class="x">{}</p></body></html>'
    (paragraph,) = lxml.html.document_fromstring(Inliner()(page.format(escape(said)))).iter("p")
    assert (paragraph.get("class"), paragraph.text) == (None, said)


@pytest.mark.parametrize("alphabet", ["latin words here ", "Жук и мышь ", "漢字かな交じり文 "])
def test_a_long_brief_never_exceeds_100_kilobytes_and_loses_its_last_stories_whole(alphabet: str) -> None:
    text = alphabet * 40
    items = tuple(replace(bridge(), number=n, sentences=(sentence(f"{text}{n}."),) * 3) for n in range(1, 61))
    rendered = RENDERER.render(replace(sample_brief(), items=items), MAIL, LINKS)
    assert MOST_BYTES // 2 < len(rendered.parts[0].content) <= MOST_BYTES
    assert 0 < rendered.left_out < 60
    plain, html = alternatives(parsed(replace(sample_brief(), items=items)))
    assert f"{rendered.left_out} stories left out to fit this message." in html
    assert f"{rendered.left_out} stories left out to fit this message." in " ".join(plain.split())
    assert LINKS.browser in html


def test_the_subject_is_the_lead_headline_and_how_many_more() -> None:
    assert subject(headed("One thing")) == "One thing"
    assert subject(replace(headed("One thing"), items=(bridge(), dust()))).endswith("January (+1)")
    assert subject(quiet_brief()) == "The Morning Brief: a quiet day"


def test_the_preheader_names_the_next_headlines_whole() -> None:
    assert preheader(sample_brief()) == (
        "Plus: Evacuations widen as the Arn rises again; Wind & sun carried the Velden grid for 31 hours"
    )


def test_c11_line_breaks_cannot_add_headers() -> None:
    attack = "News\r\nBcc: victim@example.org\r\n\r\n<b>body</b>"
    brief = replace(headed(attack), title=attack, name=attack)
    mail = parsed(brief, Destination("x", "email", "ann@example.org\r\nBcc: victim@example.org"))
    assert mail["Bcc"] is None
    assert mail["Subject"].startswith("News Bcc: victim@example.org <b>body</b>")
    assert len(mail.get_all("Subject") or []) == 1


def test_c11_a_sender_with_line_breaks_adds_no_header() -> None:
    renderer = EmailRenderer(sender="Brief\r\nBcc: x@y.example <brief@brief.example.com>")
    mail = email.message_from_bytes(renderer.render(sample_brief(), MAIL, LINKS).parts[0].content, policy=default)
    assert mail["Bcc"] is None
    assert len(mail.get_all("From") or []) == 1


def test_c12_a_subject_with_nul_and_500_characters_beyond_ascii_is_folded() -> None:
    raw = payload(headed("\x00" + "Überschwemmung an der Düne " * 20))
    head = raw.split(b"\r\n\r\n")[0]
    assert b"\x00" not in raw
    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 78
    assert parsed(headed("Überschwemmung " * 40))["Subject"].endswith("…")


def test_c13_an_address_that_is_none_costs_its_own_delivery_only() -> None:
    assert parsed(sample_brief(), Destination("x", "email", "not an address"))["To"] == "undisclosed-recipients:;"


def test_c14_lines_are_short_and_dots_are_left_to_the_transport() -> None:
    raw = payload(headed("." + "x" * 5000))
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()


def test_an_address_beyond_ascii_asks_for_smtputf8_and_no_other_does() -> None:
    assert not payload(sample_brief(), Destination("x", "email", "jörg@example.org")).isascii()
    assert payload(sample_brief(), Destination("x", "email", "Jörg <joerg@example.org>")).isascii()


def test_without_an_unsubscribe_address_people_write_to_the_sender() -> None:
    mail = parsed(sample_brief(), links=Links())
    assert mail["List-Unsubscribe"] == "<mailto:brief@brief.example.com?subject=unsubscribe>"
    assert mail["List-Unsubscribe-Post"] is None
    assert 'href="mailto:brief@brief.example.com?subject=unsubscribe"' in alternatives(mail)[1]


class Tags(HTMLParser):
    """Collects what a mail client would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def acted_on(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    return tags


def test_c10_markup_in_articles_is_text() -> None:
    attack = '<script>x</script><img src=x onerror=y><base href="//e"><a href="javascript:z">'
    item: Item = replace(bridge(), headline=attack, sentences=(sentence(attack),), section=attack)
    html = alternatives(parsed(replace(sample_brief(), items=(item,))))[1]
    assert "&lt;script&gt;" in html
    assert not {"script", "img", "base"} & {tag for tag, _ in acted_on(html).found}


def test_c2_text_that_looks_encoded_is_shown_as_it_was_written_in_both_parts() -> None:
    written = "AT&amp;T &lt;!channel&gt; & <b>more</b>"
    plain, html = alternatives(parsed(headed(written)))
    assert written in " ".join(plain.split())
    heading, *_ = lxml.html.document_fromstring(html).iter("h2")
    assert heading.text_content() == written


def test_c5_what_turns_or_hides_text_is_gone_from_both_parts() -> None:
    for part in alternatives(parsed(headed("safe\u202eelif.exe\u2066\u200d\x07\x1b[31m *bold* `code`"))):
        assert not set(part) & set("\u202e\u2066\x07\x1b")
        assert "*bold* `code`" in part


def test_c6_a_title_of_40_000_characters_and_200_stories_are_still_one_mail() -> None:
    items = tuple(replace(bridge(), number=n, headline="x" * 40_000) for n in range(1, 201))
    rendered = RENDERER.render(replace(sample_brief(), items=items), MAIL, LINKS)
    assert len(rendered.parts[0].content) <= MOST_BYTES
    assert rendered.left_out > 0


@CALM
@given(SEEDS)
def test_c7_to_c14_hostile_briefs_make_sound_mails(seed: int) -> None:
    raw = payload(hostile_brief(seed))
    mail = email.message_from_bytes(raw, _class=EmailMessage, policy=default)
    plain, html = alternatives(mail)
    assert not mail.defects
    assert len(raw) <= MOST_BYTES
    assert raw.isascii()
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert len(str(mail["Subject"])) <= 69
    for tag, attributes in acted_on(html).found:
        assert tag not in {"script", "img", "base", "form", "iframe", "object", "link"}
        assert not [name for name, _ in attributes if name.startswith("on")]
        assert all(re.match(r"https?://|mailto:", value or "") for name, value in attributes if name == "href")
    assert not set(plain + html) & set("\x00\x07\x1b\u202e\u200b")


def test_on_a_phone_each_figure_has_a_row_and_no_dot_is_left_between_links_that_stand_below_each_other() -> None:
    html = alternatives(parsed(sample_brief(), links=LINKS))[1]
    phone = html[html.index("@media (max-width: 480px)") :]
    assert ".each { width: auto !important; display: block" in phone
    assert ".dot { display: none" in phone
    assert ".tap { display: block" in phone
    tree = lxml.html.document_fromstring(html)
    assert [link.text for link in tree.find_class("tap")] == [
        "Read in the browser",
        "Change topics or time",
        "Unsubscribe",
    ]
    assert len(tree.find_class("dot")) == 2


def test_what_is_said_in_english_below_a_brief_from_right_to_left_keeps_its_full_stop_at_its_end() -> None:
    tree = lxml.html.document_fromstring(alternatives(parsed(replace(sample_brief(), language="ar")))[1])
    ours = [one.text or "" for one in tree.iter("p") if one.get("dir") == "ltr" and one.get("lang") == "en"]
    assert ours[0].startswith("Sentences, figures and quotes are taken word for word")
    assert ours[-1].startswith("You receive this because")
    plain = lxml.html.document_fromstring(alternatives(parsed(sample_brief()))[1])
    assert not any(one.get("dir") for one in plain.iter("p"))
