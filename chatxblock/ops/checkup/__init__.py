"""Answers the operator's question whether all is well, by trying it: step by step, with what to do where it is not.

Whatever it makes on the chat server it takes away again, and every step ends in bounded time. This package must not
know how its findings are shown.
"""
