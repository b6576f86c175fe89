"""A talk as a file, written while its log is read: as JSON for programs, as HTML and Markdown for people."""
