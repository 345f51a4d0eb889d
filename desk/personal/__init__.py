"""Personal data (UU 27/2022): where a person's data lies, giving it to him, and erasing it.

`subject.py` finds a person's cases, `exporting.py` packs them; `columns.py` says what of a row is personal,
`erasing.py` erases on a person's word, `audit_lines.py` takes values out of the log, `files.py` files off the
disk; `schedule.py` lists what is past its retention, `record.py` is the record of processing.
"""
