"""The door of flows into the database: plain typed functions, usable from threads and processes.

A drop is admitted (`admission`), taken under a lease (`leases`), its reading stored (`readings`, `stacks`);
what people ask for passes as rows (`requests`, `drawings`), and a stage that begins is prepared (`stages`). A
lease that is not renewed runs out, and `take` hands the case out again, at most MOST_ATTEMPTS times; then it
is `gagal`. Every function is one short transaction (BEGIN IMMEDIATE on SQLite), goes through `desk.door` and
raises only models.errors.StorageError. What passes through is in `values`.
"""
