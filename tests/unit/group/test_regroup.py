"""A second look: groups by average linkage, ids that stay with the larger part, bounded neighbourhoods."""

import tracemalloc

import numpy as np

from briefing.group.linkage import LEAST, average_linkage, needed
from briefing.group.reading import read
from briefing.group.regroup import MOST, Link, Spoken, neighbourhoods, regroup
from briefing.group.rows import BLOCK, Rows
from briefing.group.vectors import Vectors
from briefing.group.vocabulary import Vocabulary
from briefing.model import Article

FERRY = "Ferry strike at Kolm: harbour crews and their union stay ashore"
LYNX = "Lynx filmed in the forest of Ostby by a walker with a camera at night"


class Room:
    """Articles of a few stories, as the index would hold them."""

    def __init__(self) -> None:
        self.vocabulary, self.vectors = Vocabulary(), Vectors()
        self.speakers: list[Spoken] = []

    def speak(self, story_id: str, prefix: str, text: str, *numbers: int) -> None:
        for number in numbers:
            reading = read(Article(id=f"{prefix}{number}", url="", title="", text=text))
            (row,) = self.vectors.add(self.vocabulary.weigh(self.vocabulary.learn([reading])))
            self.speakers.append(Spoken(f"{prefix}{number}", row, story_id))

    def regrouped(self, *taken: str) -> dict[str, str]:
        return regroup(self.speakers, self.vectors, self.vocabulary, taken)


def test_what_splits_off_gets_a_new_name_and_the_larger_part_keeps_the_id():
    room = Room()
    room.speak("story", "f", FERRY, 0, 1, 2)
    room.speak("story", "x", LYNX, 0, 1)
    assert room.regrouped("story") == {"x0": "x0", "x1": "x0"}


def test_what_merges_takes_the_id_of_the_larger_story():
    room = Room()
    room.speak("one", "f", FERRY, 0, 1)
    room.speak("two", "f", FERRY, 2, 3, 4)
    assert room.regrouped("one", "two") == {"f0": "two", "f1": "two"}


def test_a_new_name_is_never_one_that_another_story_goes_by():
    room = Room()
    room.speak("story", "f", FERRY, 0, 1, 2)
    room.speak("story", "x", LYNX, 0, 1)
    assert room.regrouped("story", "x0", "x1") == {"x0": "x0+", "x1": "x0+"}


def test_rows_that_are_kept_are_as_like_as_before():
    room = Room()
    room.speak("one", "f", FERRY, 0, 1)
    room.speak("two", "x", LYNX, 0, 1)
    kept = room.vectors.kept([1, 2], room.vocabulary)
    likeness = kept.all_pairs([0, 1], room.vocabulary)
    assert np.allclose(np.diag(likeness), 1.0)
    assert likeness[0, 1] < LEAST


def test_rows_keep_their_place_while_they_grow_beyond_a_block():
    rows, written = Rows(3, np.int32), (0, BLOCK - 1, BLOCK, 2 * BLOCK - 1, 2 * BLOCK)
    for row in written:
        rows.put(row, np.array([[row, 1]], np.int32))
    wanted = np.array([2 * BLOCK, 0, BLOCK, 1, BLOCK - 1], np.intp)
    assert rows.take(wanted).tolist() == [[2 * BLOCK, 1, 0], [0, 1, 0], [BLOCK, 1, 0], [0, 0, 0], [BLOCK - 1, 1, 0]]
    assert rows.take(wanted[:0]).shape == (0, 3)


def test_one_more_row_takes_no_copy_of_all_others():
    rows, one = Rows(64, np.float32), np.ones((1, 64), np.float32)
    for row in range(0, 2 * BLOCK, BLOCK // 2):
        rows.put(row, one)
    before = rows.take(np.array([0], np.intp))
    tracemalloc.start()
    rows.put(2 * BLOCK, one)
    made = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert made < 1.5 * BLOCK * one.nbytes
    assert (rows.take(np.array([0], np.intp)) == before).all()


def test_two_tight_groups_that_share_a_topic_stay_two():
    inside, between = 0.6, LEAST + 0.02
    likeness = np.full((6, 6), between)
    likeness[:3, :3] = likeness[3:, 3:] = inside
    assert average_linkage(likeness).tolist() == [0, 0, 0, 3, 3, 3]
    assert needed(1, 1.0, 3, inside) == LEAST < needed(3, inside, 3, inside)


def test_neighbourhoods_do_not_grow_beyond_what_can_be_looked_at():
    sizes = {f"s{place:03}": 24 for place in range(40)}
    links = [Link(0.2, f"s{place:03}", f"s{place + 1:03}") for place in range(39)]
    groups = neighbourhoods([*links, Link(0.9, "gone", "s000")], sizes)
    assert max(sum(sizes[one] for one in group) for group in groups) <= MOST


def test_nothing_alone_is_regrouped():
    assert Room().regrouped("a") == {}
    assert average_linkage(np.ones((1, 1))).tolist() == [0]
