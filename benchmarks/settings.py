"""Django's settings for the benchmarks: the dev server's, with more people and without its debug log."""

from chatxblock.devserver.settings import *  # noqa: F403
from chatxblock.devserver.settings import WORKBENCH as DEV_WORKBENCH

DEBUG = False
LOGGING_CONFIG = None
WORKBENCH = {**DEV_WORKBENCH, "services": {**DEV_WORKBENCH["services"], "user": "benchmarks.people.PeopleService"}}
