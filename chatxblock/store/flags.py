"""How flags are asked for, so that every database finds them by an index.

Django writes a flag as `flag` and `NOT flag`, in which SQLite sees an expression and reads the whole table; what is
compared it looks up.
"""

from __future__ import annotations

from django.db.models import Q


def flagged(**flags: bool) -> Q:
    """Return the condition that columns of true and false are as said."""
    return Q(**{f"{name}__in": [value] for name, value in flags.items()})
