"""Places where the bytes of files are."""
