"""Threads whose callers take turns: a file of one page does not wait until one of 2,000 is read."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


class Turns:
    """`count` threads; a free one takes the oldest work of the caller who has waited longest for a turn."""

    def __init__(self, count: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=count, thread_name_prefix=name)
        self._waiting: dict[object, deque[tuple[Future[Any], Callable[[], Any]]]] = {}
        self._lock = threading.Lock()

    def submit(self, caller: object, work: Callable[[], Result]) -> Future[Result]:
        """`work`, done when it is the caller's turn. RuntimeError once closed."""
        future: Future[Result] = Future()
        with self._lock:
            self._waiting.setdefault(caller, deque()).append((future, work))
            self._pool.submit(self._next)
        return future

    def close(self) -> None:
        """Cancels what has not begun; does not wait for what has."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            left, self._waiting = self._waiting, {}
        for future, _work in (item for items in left.values() for item in items):
            future.cancel()

    def join(self) -> None:
        """Waits for what has begun."""
        self._pool.shutdown(wait=True)

    def _next(self) -> None:
        with self._lock:
            caller = next(iter(self._waiting), None)
            if caller is None:
                return
            items = self._waiting.pop(caller)
            future, work = items.popleft()
            if items:
                self._waiting[caller] = items
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is the caller's, who gets it from the future
            future.set_exception(error)
