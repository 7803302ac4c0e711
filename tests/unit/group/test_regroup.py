"""A second look: groups by average linkage, ids that stay with the larger part, bounded neighbourhoods."""

import numpy as np

from briefing.group.linkage import LEAST, average_linkage, needed
from briefing.group.neighbours import Member
from briefing.group.regroup import MOST, Link, neighbourhoods, regroup
from briefing.group.vocabulary import Vocabulary


def members(vocabulary: Vocabulary, prefix: str, words: str, count: int) -> list[Member]:
    learned = [vocabulary.learn({word.encode(): 2 for word in words.split()}, "en") for _ in range(count)]
    return [Member(f"{prefix}{place}", vocabulary.weigh(one), None) for place, one in enumerate(learned)]


def test_what_splits_off_gets_a_new_name_and_the_larger_part_keeps_the_id():
    vocabulary = Vocabulary()
    ferry = members(vocabulary, "f", "ferry strike kolm harbour crews union", 3)
    lynx = members(vocabulary, "x", "lynx forest ostby walker camera night", 2)
    assert regroup({"story": [*ferry, *lynx]}, vocabulary, {"story"}) == {"x0": "x0", "x1": "x0"}


def test_what_merges_takes_the_id_of_the_larger_story():
    vocabulary = Vocabulary()
    ferry = members(vocabulary, "f", "ferry strike kolm harbour crews union", 5)
    assert regroup({"one": ferry[:2], "two": ferry[2:]}, vocabulary, {"one", "two"}) == {"f0": "two", "f1": "two"}


def test_a_new_name_is_never_one_that_another_story_goes_by():
    vocabulary = Vocabulary()
    ferry = members(vocabulary, "f", "ferry strike kolm harbour crews union", 3)
    lynx = members(vocabulary, "x", "lynx forest ostby walker camera night", 2)
    changed = regroup({"story": [*ferry, *lynx]}, vocabulary, {"story", "x0", "x1"})
    assert changed == {"x0": "x0+", "x1": "x0+"}


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
    vocabulary = Vocabulary()
    assert regroup({"a": []}, vocabulary, {"a"}) == {}
    assert average_linkage(np.ones((1, 1))).tolist() == [0]
