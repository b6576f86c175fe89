"""How much one machine carries: rooms, sessions, lines and questions, on databases and nodes of its own, on loopback.

`python -m benchmarks.machine`, or `make load`. Whatever it starts it ends, and it speaks to no other machine.
"""
