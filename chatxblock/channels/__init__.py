"""Kinds of channels, a file each: how one person is told of one thing. This package must not know what keeps them."""
