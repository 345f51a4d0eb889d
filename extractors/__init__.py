"""Pixels to nouns: files in, page readings and documents out; knows no Prefect and no database.

ONNX Runtime's official builds send usage events to their maker unless ORT_DISABLE_TELEMETRY is set before
it is loaded (onnxruntime/Privacy.md, 1.32). What is read here is people's identity papers: nothing goes out.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
