"""What all tests share."""

import os

# Playwright's loop runs in the thread of the tests, beside which Django would refuse to use a database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
