"""The work after approval: where a case stands, what is on record, and the moves between stages.

`progress.py` moves cases by models.procedure; `records.py` knows what is on record; a file a kind of work
(consultation, meetings, complaints) writes the records; `panel.py` makes ready what the screens show.
"""
