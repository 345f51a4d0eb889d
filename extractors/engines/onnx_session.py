"""One door to ONNX Runtime for the nets of our own: one thread, on the processor, silent."""

from pathlib import Path

import onnxruntime


def one_thread(model: Path) -> onnxruntime.InferenceSession:
    """The net of this file. One thread: a page has one core, and others read beside it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
