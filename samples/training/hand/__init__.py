"""The handwriting recogniser's training: lines composed of real pen strokes and of handwriting fonts.

What belongs here: composing, wearing and storing lines, the net and its training command. Nothing here runs
in the office; strokes and fonts are read from where the command is told and never copied into the product.
"""
