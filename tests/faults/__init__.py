"""What takes minutes, root or a loop device: run by name, `python -m tests.faults.NAME`; docs/reliability.md
holds the figures."""
