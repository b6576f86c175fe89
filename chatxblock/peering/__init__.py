"""Choosing whom to ask: the contract in `base`, and one module for each way of doing it."""
