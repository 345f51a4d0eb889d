"""Commands that take minutes, root or a disk of their own; run by name, figures in docs/reliability.md.

    python -m tests.faults.kills --drops 300 --kills 60
    python -m tests.faults.power_cuts --cuts 10
    python -m tests.faults.full_disk --seconds 120
    python -m tests.faults.locked_database --seconds 60

Each prints what it found as a row of a table and ends with 1 when anything was lost, doubled or untold.
"""
