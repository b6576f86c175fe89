"""How quick it is, each figure beside its floor in the same run. `make bench`, or `python -m benchmarks ask log`."""
