"""What runs when: the watched folder, the intake, the commands."""

import extractors  # noqa: F401 - before anything of a process loads numpy, it says how many threads that takes
