"""One module a command of `berkas`: `add_arguments(parser)` and `run(options, data) -> exit status`."""
