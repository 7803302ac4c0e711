"""Nobody who asks first waits for threads to be started."""

import threading
from concurrent.futures import ThreadPoolExecutor

from briefing.slack.threads import start_all


def test_every_thread_of_a_pool_is_there_and_free_before_its_first_work() -> None:
    with ThreadPoolExecutor(8, thread_name_prefix="awaited") as pool:
        start_all(pool, 8)
        there = {thread.name for thread in threading.enumerate() if thread.name.startswith("awaited")}
        assert len(there) == 8
        together = threading.Barrier(8)
        names = list(pool.map(lambda _: (together.wait(5), threading.current_thread().name)[1], range(8)))
        assert set(names) == there
