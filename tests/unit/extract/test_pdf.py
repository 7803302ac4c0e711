from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from briefing.extract.child import ChildReader
from briefing.extract.kinds import PDF
from briefing.extract.pdf import BROKEN, ENCRYPTED, IMAGES_ONLY, read_pdf
from briefing.model import Article, Document, Entry, Unreadable

FIRST = ["The ferry between Velden and Marrow will sail twice", "a day again from Monday, the harbour board said in",
         "a state-", "ment. It cost 4.2 million euros."]  # fmt: skip
SECOND = ["The repairs took eleven weeks. The board had hoped", "to be done in nine, and blamed a late delivery of",
          "steel from abroad for the rest."]  # fmt: skip


def pdf(pages: Sequence[Sequence[str]], **about: str) -> bytes:
    """A file with lines of text, the way a typesetter writes it."""
    streams = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T* " for line in lines)
        streams.append(f"BT /F1 12 Tf 14 TL 72 720 Td {shown}ET".encode("cp1252"))
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in enumerate(streams):
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] {resources} /Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return told(bytes(out), **about)


def told(data: bytes, password: str = "", **about: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.add_metadata({f"/{name}": value for name, value in about.items()})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def reader() -> Iterator[ChildReader]:
    reader = ChildReader(workers=1, seconds=10)
    yield reader
    reader.close()


def test_lines_become_paragraphs_and_words_divided_at_their_ends_whole() -> None:
    found = read_pdf(pdf([["Ferry sails again", "", *FIRST, "", *SECOND]]), "folder:x")
    assert isinstance(found, Article)
    assert found.title == "Ferry sails again"
    assert found.text.split("\n\n") == [
        " ".join(FIRST).replace("state- ment", "statement"),
        " ".join(SECOND),
    ]


def test_running_heads_and_page_numbers_are_not_the_text() -> None:
    pages = [[f"Harbour Report, page {number}", *FIRST, *SECOND, str(number)] for number in range(1, 5)]
    found = read_pdf(pdf(pages))
    assert isinstance(found, Article)
    assert "Harbour Report" not in found.title + found.text
    assert not any(char.isdigit() for char in found.text.replace("4.2", ""))


def test_title_author_and_date_are_those_of_the_file() -> None:
    made = {"Title": "Ferry sails again", "Author": "Ada Marsh", "CreationDate": "D:20261123070000+01'00'"}
    found = read_pdf(pdf([FIRST], **made))
    assert isinstance(found, Article)
    assert (found.title, found.authors) == ("Ferry sails again", ("Ada Marsh",))
    assert found.published == datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.mark.parametrize("title", ["Microsoft Word - ferry_final.docx", "untitled", "ferry.indd"])
def test_the_name_of_a_programs_file_is_no_title(title: str) -> None:
    found = read_pdf(pdf([FIRST], Title=title))
    assert isinstance(found, Article)
    assert found.title != title


def test_what_cannot_be_read_says_what_to_do(reader: ChildReader) -> None:
    whole = pdf([FIRST])
    blank = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(600, 800)
    writer.write(blank)
    cases = {
        told(whole, password="canary"): ENCRYPTED,
        whole[:200]: BROKEN,
        b"%PDF-1.7 and no more": BROKEN,
        b"": BROKEN,
        blank.getvalue(): IMAGES_ONLY,
    }
    for data, reason in cases.items():
        entry = Entry("report.pdf", "", "")
        assert reader.read(Document(entry, "folder:x/report.pdf", body=data, content_type=PDF)) == Unreadable(reason)


def test_a_file_that_is_only_locked_against_changes_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([FIRST]))))
    writer.encrypt("", "canary", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    assert isinstance(read_pdf(made.getvalue()), Article)


def test_a_file_that_blows_up_is_bounded(reader: ChildReader) -> None:
    import zlib

    bomb = zlib.compress(b" " * 120_000_000, 9)
    data = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] "
    data += b"/Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\n"
    data += b"endobj\n4 0 obj\n<< /Filter /FlateDecode /Length %d >> stream\n%s\nendstream\nendobj\n" % (
        len(bomb),
        bomb,
    )
    data += b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n0\n%%EOF"
    found = reader.read(Document(Entry("b.pdf", "", ""), "folder:x/b.pdf", body=data, content_type=PDF))
    assert isinstance(found, Unreadable)
    assert isinstance(reader.read(Document(Entry("", "", ""), "", body=pdf([FIRST]), content_type=PDF)), Article)
