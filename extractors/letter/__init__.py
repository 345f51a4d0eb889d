"""Letters of request: from rows of text to the fields of surat_permohonan."""
