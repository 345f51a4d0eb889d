"""Engines: one door each to tesseract, RapidOCR, our own recogniser and spaCy.

Pixels or text in, readings out, with the engine's own confidence; their models lie in data/.
No knowledge of letters, cards or fields.
"""
