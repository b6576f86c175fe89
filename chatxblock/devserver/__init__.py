"""A whole site on one machine, for developers and for tests: `python -m chatxblock.devserver --help`.

It starts a private ejabberd, the XBlock workbench and the sweep, and ends them again. Nothing outside this package may
know of it, and nothing in it is fit for production: whoever can reach the address can be anybody.
"""
