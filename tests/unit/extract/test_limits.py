"""Rows B7 and B8 of the faults: each limit of a child by itself, where another one would do as well."""

import signal
import subprocess
import sys

from briefing.extract.article import TOO_LARGE
from briefing.extract.child import ChildReader
from briefing.model import Article, Document, Entry

ENTRY = Entry(id="7", url="https://quay.example/ferry", title="Ferry sails again", summary="The feed says it sails.")
READ_WITHOUT_A_SECOND = """
from briefing.extract.child import _read
row = b'<tr><td><a href="/tide">high water at the quay</a></td><td>noon</td></tr>'
_read(b"<table>" + row * 60_000 + b"</table>", "https://quay.example/", "text/html", 0.0)
"""


def test_b7_a_huge_page_is_not_handed_to_a_child() -> None:
    reader = ChildReader(workers=1)
    reader.close()
    found = reader.read(Document(ENTRY, ENTRY.url, body=b"<p>" + b"tide " * 1_100_000))
    assert isinstance(found, Article)
    assert (found.text, found.degraded) == (ENTRY.summary, TOO_LARGE)


def test_b8_a_child_that_nobody_is_left_to_kill_ends_by_itself() -> None:
    ran = subprocess.run([sys.executable, "-c", READ_WITHOUT_A_SECOND], check=False, timeout=120)
    assert ran.returncode == -signal.SIGXCPU
