"""Surat permohonan: facts, wording, pieces of layout, and the families that put them together."""
