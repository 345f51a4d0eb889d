"""Curves of confidence fitted to what people said of readings, for the commands `calibrate` and `train`, and
for training. No page and no case is read with them, so that they are no part of the extractors."""
