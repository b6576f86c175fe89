"""A simulated course in which ways of asking for help are compared. `python -m benchmarks rounds` runs it.

It knows the project's rounds, and nothing of how a call is kept, carried or shown.
"""
