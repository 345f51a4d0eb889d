"""Commands that take minutes, root or a disk of their own; run by name, figures in docs/reliability.md.

    python -m tests.faults.kills --drops 3000 --kills 100
    python -m tests.faults.services database | prefect | clock
    python -m tests.faults.hostile --files 600
    python -m tests.faults.odd_files --minutes 5
    python -m tests.faults.many_files --files 10000
    python -m tests.faults.soak --hours 2 --rate .7
    python -m tests.faults.power_cuts --cuts 10
    python -m tests.faults.full_disk --seconds 120
    python -m tests.faults.locked_database --seconds 60
    python -m tests.faults.restored_pictures

Each prints what it found as a row of a table and ends with 1 when anything was lost, doubled or untold. Where
both databases matter, both are gone through; `--only sqlite` or `--only postgresql` takes one.
"""
