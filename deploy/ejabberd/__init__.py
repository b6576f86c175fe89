"""What an operator takes to run ejabberd for chatxblock: the configuration and the modules beside it.

Development, tests and production render the same template. This package must not know of Django or the LMS.
"""

from chatxblock.ejabberd.deployment import Deployment, Sql
from chatxblock.ejabberd.template import ARCHIVE, GUARD, MODULES, TABLES, jwk, render

__all__ = ["ARCHIVE", "GUARD", "MODULES", "TABLES", "Deployment", "Sql", "jwk", "render"]
