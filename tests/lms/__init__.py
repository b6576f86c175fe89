"""Tests inside a real LMS; see `tests.lms.settings` for how they are run."""
