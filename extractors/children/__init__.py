"""Children: the processes in which strangers' files are read, what they may not do, and their parent's end.

Starting, asking, time and memory limits, turns among files, Landlock and seccomp.
What runs a pass belongs here; what a pass sees belongs to page.
"""
