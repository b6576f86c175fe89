"""Inside a real LMS alone: elsewhere the files beside this one are not collected, and the report's head says so."""

from __future__ import annotations

from importlib.util import find_spec

LMS_IS_THERE = find_spec("lms") is not None and find_spec("lms.envs") is not None
collect_ignore_glob = [] if LMS_IS_THERE else ["test_*.py"]
