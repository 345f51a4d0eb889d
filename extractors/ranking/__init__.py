"""Ranking: what a letter's fields may be, weighed by learned models: words are tagged, candidates ranked.

Weights are data (extractors/ranking/data), fitted with whole voices left out (docs/ranking.md); code here
computes features and probabilities and knows no phrase of its own.
It imports text and fields; the readers of `case` ask it.
"""
