"""What `briefing summarize` takes for a text."""

import gzip
import json
import os
from pathlib import Path

import pytest

from briefing.cli import main
from tests.unit.cli.conftest import Run


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, gzip.compress(b"The bridge is closed.", mtime=0), b"%PDF-1.7\n" + bytes(99)]
)
def test_what_is_no_text_is_not_summarized(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "article.txt").write_bytes(data)
    code, out, err = run("summarize", tmp_path / "article.txt")
    assert (code, out) == (1, "")
    assert "article.txt is not text" in err


@pytest.mark.parametrize("text", ["ferryboat" * 2000, "... !!! ??? …", "1 2 3. 4 5 6. 7 8 9."])
def test_a_text_without_a_sentence_has_no_summary_and_is_told_so(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "article.txt").write_text(text)
    code, _, err = run("summarize", tmp_path / "article.txt")
    assert (code, "no summary" in err) == (0, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_the_encoding_it_is_in(run: Run, tmp_path: Path, encoding: str) -> None:
    sentence = "Die Brücke über die Wörth bleibt bis Montag gesperrt."
    (tmp_path / "article.txt").write_bytes(sentence.encode(encoding))
    code, out, _ = run("summarize", tmp_path / "article.txt", "--json")
    assert code == 0
    assert [shown["text"] for shown in json.loads(out)["summary"]] == [sentence]


@pytest.mark.parametrize(("given", "kept"), [(None, "1"), ("4", "4")])
def test_matrices_are_left_to_one_thread_unless_somebody_wants_more(
    monkeypatch: pytest.MonkeyPatch, given: str | None, kept: str
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", given or "")
    if given is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    monkeypatch.setattr("sys.argv", ["briefing", "--version"])
    with pytest.raises(SystemExit):
        main()
    assert os.environ["OPENBLAS_NUM_THREADS"] == kept
