"""How a process ends whose work is done."""

import subprocess
import sys

STUCK = """
import threading, time
from flows.ending import end_soon
threading.Thread(target=time.sleep, args=(600,)).start()
if {is_mended}:
    end_soon(0.2)
print("done", flush=True)
"""


def ends(*, is_mended: bool) -> bool:
    """Whether a program that waits for somebody's thread is gone ten seconds after its work is done."""
    program = subprocess.Popen(
        [sys.executable, "-c", STUCK.format(is_mended=is_mended)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == "done\n"
        return program.wait(10) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        program.kill()
        program.communicate()


def test_an_intake_whose_work_is_done_waits_for_no_thread_of_others() -> None:
    assert ends(is_mended=True)
    assert not ends(is_mended=False)
