"""The way of a case after it was received: stages as data, the moves between them, and their dates.

`stages.py` reads a service's stages from its TOML, `machine.py` says which moves are open and makes them,
`clock.py` says what is due when. What a stage's screens look like is the desk's.
"""
