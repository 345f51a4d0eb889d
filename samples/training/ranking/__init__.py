"""Fits what `extractors/ranking` weighs with: the tagger of words and the rankers of fields, by voices.

Only tune voices are read; every figure printed comes from models fitted without the voice it speaks of.
Needs the kept readings of the bench (tests/accuracy/readings) and the `train` dependency group.
"""
