"""A chat for Open edX courses: a learner asks, a helper comes, they talk, the log is kept.

Importing the package must do nothing: no settings, no network, no thread.
"""
