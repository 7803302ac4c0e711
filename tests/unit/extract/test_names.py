import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.names import is_organisation, is_person, names


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Ada Marsh", ("Ada Marsh",)),
        ("By Ada Marsh and Tom Reed", ("Ada Marsh", "Tom Reed")),
        ("Von Ada Marsh und Tom Reed", ("Ada Marsh", "Tom Reed")),
        ("Geschrieben von Ada Marsh", ("Ada Marsh",)),
        ("Ada Marsh, Tom Reed & Ines Okoro", ("Ada Marsh", "Tom Reed", "Ines Okoro")),
        ("By Ada Marsh | 24 November 2026", ("Ada Marsh",)),
        ("Ada Marsh Staff Writer", ("Ada Marsh",)),
        ("Ada Marsh @adamarsh", ("Ada Marsh",)),
        ("Ada Marsh View author archive", ("Ada Marsh",)),
        ("Por Ada Marsh", ("Ada Marsh",)),
        ("Ada van der Marsh", ("Ada van der Marsh",)),
        ("freeman1984", ("freeman1984",)),
        ("admin", ()),
        ("Staff Writer", ()),
        ("24 November 2026", ()),
        ("About the author", ()),
        ("", ()),
        ("By a very long sentence that nobody would take for the name of a person", ()),
    ],
)
def test_names_are_taken_out_of_a_byline(line: str, found: tuple[str, ...]) -> None:
    assert names(line) == found


@pytest.mark.parametrize(
    ("name", "is_one"), [("Ada Marsh", True), ("Ada van Marsh", True), ("Ada", False), ("the quay", False)]
)
def test_a_person_is_known_by_the_shape_of_the_name(name: str, is_one: bool) -> None:
    assert is_person(name) is is_one


@pytest.mark.parametrize("name", ["The Quay", "Quay Media GmbH", "quay.com", "Marrow News Desk", "Redaktion"])
def test_an_organisation_is_told_from_a_person(name: str) -> None:
    assert is_organisation(name, ["The Quay"])


def test_a_person_is_no_organisation() -> None:
    assert not is_organisation("Ada Marsh", ["The Quay"])


@given(st.text())
def test_no_byline_raises_and_every_name_stands_in_it(line: str) -> None:
    assert all(word in line for name in names(line) for word in name.split())
