"""Fitting the decision whether ink is a signature: pages with known ink, and the weights made of them."""
