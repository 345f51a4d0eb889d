"""The accuracy bench: `python -m tests.accuracy`.

Families of samples (layout, wording, typefaces, damage) belong either to `tune` or to `test`. **Nobody
looks at a page of the test split, and nobody mends a reader by what it gets wrong there**: the test split
is only ever scored. `--dump` (what was read wrongly, with the picture) therefore refuses the test split.
"""
