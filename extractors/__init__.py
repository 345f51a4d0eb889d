"""Pixels to nouns: files in, page readings and documents out; knows no Prefect and no database.

ONNX Runtime's official builds send usage events to their maker unless ORT_DISABLE_TELEMETRY is set before
it is loaded (onnxruntime/Privacy.md, 1.32). What is read here is people's identity papers: nothing goes out.
OpenBLAS is kept to one thread: a letter's matrices are small, and its threads wait by spinning (73 ms of a
core for a letter's words instead of 3).
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
