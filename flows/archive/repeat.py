"""Something done again and again in a thread of its own while a block runs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def repeating(do: Callable[[], None], seconds: float, name: str) -> Iterator[None]:
    """`do` every so many seconds until the block ends; the thread has ended then too."""
    stop = threading.Event()

    def keep_on() -> None:
        while not stop.wait(seconds):
            do()

    thread = threading.Thread(target=keep_on, name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
