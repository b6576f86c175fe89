"""The sweep of a site that has a whole class enrolled."""

from __future__ import annotations

import sys

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    from tests.workers.pupils import enroll

    enroll()
    call_command("chatxblock_sweep", *sys.argv[1:])
