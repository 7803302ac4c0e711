"""Twelve threads that read values of the model at once, in a process that has read none before; run by a test."""

import sys
from threading import Barrier, Thread

from briefing.codec import dumps, from_json, loads, to_json
from briefing.model import Annotation, Article, Brief
from tests.build import sample_annotation, sample_article, sample_brief

THREADS = 12
VALUES = ((Annotation, sample_annotation()), (Brief, sample_brief()), (Article, sample_article()))


def main() -> None:
    sys.setswitchinterval(1e-6)
    stored = [(kind, dumps(value), to_json(value)) for kind, value in VALUES]
    together = Barrier(THREADS)

    def read(number: int) -> None:
        together.wait()
        for place in range(len(stored)):
            kind, data, plain = stored[(number + place) % len(stored)]
            loads(kind, data)
            from_json(kind, plain)

    crowd = [Thread(target=read, args=(number,)) for number in range(THREADS)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()


if __name__ == "__main__":
    main()
